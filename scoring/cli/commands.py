"""Running the grading commands. Exit 0 when done, 1 on a fault of our own or a replay that differs, 2 on bad input."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.cli.files import read_file, save_file
from scoring.cli.parser import make_parser
from scoring.errors import DeclaredError, UsageError
from scoring.profile import ALL

if TYPE_CHECKING:
    from scoring.override_model import Override

OK, DIFFERENT, BAD_INPUT = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """The whole of `python -m scoring`; returns the exit code. Every error is one Chinese line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return run(make_parser().parse_args(argv))
    except KeyboardInterrupt:
        return _fail("已中断")
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except DeclaredError as error:
        return _fail(str(error))
    except Exception as error:
        if os.environ.get("XINGPING_DEBUG", "0") not in ("", "0"):
            raise
        _fail(f"程序内部出错（{type(error).__name__}）：请设 XINGPING_DEBUG=1 再试一次查看详情，并反馈给我们")
        return DIFFERENT


def run(options: argparse.Namespace, today: date | None = None, cache: Path | None = None) -> int:
    """Run one parsed command. `today` is the date of evaluation where none is typed; `cache` a folder for facts.

    Raises DeclaredError for what the user can mend.
    """
    return _COMMANDS[options.command](options, today, cache)


def _grade(options: argparse.Namespace, today: date | None, cache: Path | None) -> int:
    from scoring.grading import grade_facts, prepare
    from scoring.latest import latest_date
    from scoring.limits import Limits
    from scoring.result import canonical, to_json, with_facts
    from scoring.terminal import report

    ruled = _overrides(options.overrides)  # what is wrong with them is told before minutes of reading
    limits = Limits.from_environment()
    told = None if options.quiet else _progress
    _check_clauses(options.rubric, options.clause or ())
    _check_clauses(options.rubric, [name for name in options.whole or () if name != ALL], sampled=True)
    prepared = prepare(options.pack, options.rubric, options.profile, cache=cache, progress=told, limits=limits)
    as_of = options.on or today
    if as_of is None:
        as_of = latest_date(prepared.files)
        if as_of is None:
            raise UsageError("材料里没有任何日期，请用 --on 给出评定日，如 --on 2026-11-20")
        _complain(f"没有给 --on，评定日取材料里最晚的日期 {as_of}")
    grade = grade_facts(prepared.files, prepared.profile.looking_at_all_of(options.whole or ()), as_of, prepared.rubric, ruled)
    if options.json == "-":
        _write(canonical(with_facts(grade)).decode())
        return OK
    if options.json:
        save_file(Path(options.json), canonical(with_facts(grade)))
    for line in report(to_json(grade), tuple(options.clause or ())):
        _write(line + "\n")
    if options.json:
        _write(f"\n完整结果已写入 {options.json}\n")
    return OK


def _check_clauses(rubric: str, names: Sequence[str], *, sampled: bool = False) -> None:
    """A clause that the rubric has not is told before minutes of reading, too. `sampled`: or that the rubrics it needs have not."""
    if names:
        from scoring.rubric import load_rubric

        asked = load_rubric(rubric)
        known = {clause.id for one in (asked, *(map(load_rubric, asked.needs) if sampled else ())) for clause in one.clauses()}
        unknown = list(dict.fromkeys(name for name in names if name not in known))
        if unknown:
            raise UsageError(f"评分表里没有条款 {'、'.join(unknown)}（用 xingping rubric show 看全部）")


def _overrides(path: Path | None) -> "tuple[Override, ...]":
    from scoring.overrides.codec import parse_overrides

    return parse_overrides(read_file(path), path.name) if path is not None else ()


def _replay(options: argparse.Namespace, _: date | None, __: Path | None) -> int:
    from scoring.replay import replay

    again = replay(read_file(options.result), options.rubric)
    if again.same:
        _write(again.told + "\n")
        return OK
    return _fail(again.told, DIFFERENT)


def _rubric(options: argparse.Namespace, _: date | None, __: Path | None) -> int:
    from scoring.cli import rubrics

    return rubrics.run(options, _write)


def _plan(options: argparse.Namespace, _: date | None, __: Path | None) -> int:
    from scoring.cli import plan

    return plan.run(options, read_file, _write, save_file)


def _csi(options: argparse.Namespace, _: date | None, __: Path | None) -> int:
    from scoring.cli import satisfaction

    return satisfaction.run(options, _write, save_file)


def _new_override(options: argparse.Namespace, _: date | None, __: Path | None) -> int:
    from scoring.cli import overrides

    return overrides.run(options, read_file, _write, save_file)


def _compare(options: argparse.Namespace, _: date | None, __: Path | None) -> int:
    from scoring.cli import comparing

    return comparing.run(options, read_file, _write, save_file)


_COMMANDS: dict[str, Callable[[argparse.Namespace, date | None, Path | None], int]] = {
    "grade": _grade,
    "replay": _replay,
    "compare": _compare,
    "overrides": _new_override,
    "rubric": _rubric,
    "plan": _plan,
    "csi": _csi,
}




def _progress(done: int, of: int, path: str) -> None:
    """One line that is written over, and only where someone looks at it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K读取 {done}/{of}  {path[-40:]}" + ("\r\x1b[K" if done == of else ""))
        sys.stderr.flush()


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")


def _fail(reason: str, code: int = BAD_INPUT) -> int:
    _complain(reason.replace("\n", " "))
    return code
