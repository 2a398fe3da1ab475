"""`xingping samples`: the invented enterprises that come with the program, to grade or to copy. Prints values, derives nothing."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import UsageError


def add_samples(commands: Any) -> None:
    """Adds the command to a parser's subcommands."""
    samples = commands.add_parser(
        "samples", help="列出或复制随附的样例企业", description="列出随附的样例企业的材料放在哪里；给出文件夹时复制一份进去，可以改着试。"
    )
    samples.values.add_argument("folder", nargs="?", metavar="文件夹", help="复制到这个文件夹（不存在就新建）")


def run(options: argparse.Namespace, corpus: Path, write: Callable[[str], None]) -> int:
    """Raises UsageError where there are no samples, or the folder cannot take them."""
    from assistant.workbench.samples import SAMPLE, copied, packs

    if options.folder is not None and not options.folder.strip():
        raise UsageError("文件夹是空的：请写出要复制到哪里，例如 xingping samples 样例")
    found = packs(corpus) if options.folder is None else copied(corpus, Path(options.folder))
    for one in found:
        write(f"{one.folder}\t{one.name}")
    write(f"预评：xingping grade {found[0].folder} --on {SAMPLE.as_of}")
    return 0
