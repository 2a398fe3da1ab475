"""What a list of papers calls each of them: its own title, unless what stands first in it is no title."""

import re
from pathlib import PurePosixPath

from scoring.documents.normalise import HAN, normalise
from scoring.facts.kind_titles import kind_title
from scoring.facts.model import FileFacts
from scoring.profile import Profile

_HAN = re.compile(f"[{HAN}]")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".ods", ".et")
_BARE = 4  # Chinese characters: 单号, 工号, 月份, 顾客姓名 head a column
_WORDS = 2  # OrderNo 单号
_LETTERHEAD = "文件"


def shown_title(facts: FileFacts, profile: Profile) -> str:
    """The title; for a sheet that begins with its header the name of its one kind; for a letterhead and other sheets the file's name."""
    said, stem = normalise(facts.title), PurePosixPath(facts.path.replace("\\", "/")).stem
    if said.removesuffix(_LETTERHEAD) in {normalise(name) for name in (profile.name, *profile.former_names) if name}:
        return stem
    headers = {normalise(header) for table in facts.tables for header in table.columns.values()}
    short = len(_HAN.findall(said)) <= _BARE and len(said.split()) <= _WORDS
    bare = facts.path.lower().endswith(_SHEETS) and short
    if said not in headers and not bare:
        return facts.title
    kinds = {kind for section in facts.sections for kind in section.kinds}
    return kind_title(kinds.pop()) if len(kinds) == 1 else stem
