"""The command line: `xingping --help` lists the commands.

Exit 0 when done, 2 on bad input, 1 on a fault of our own. Every error is one Chinese line on stderr; heavy imports
happen inside the commands.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from assistant.cli_parser import make_parser
from assistant.cli_workspace import COMMANDS, run
from assistant.errors import declared
from assistant.jsonl import each_line
from assistant.today import today

OK, OWN_FAULT, BAD_INPUT = 0, 1, 2

log = logging.getLogger("assistant.cli")  # __name__ is __main__ under `python -m`


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if os.environ.get("XINGPING_DEBUG", "0") not in ("", "0"):
        logging.basicConfig()
        logging.getLogger("assistant").setLevel(logging.DEBUG)
    try:
        options = make_parser().parse_args(argv)
        if options.command != "serve":  # what a model's endpoint did is told in the answer; the log is for who runs a service
            logging.getLogger("assistant.llm").addHandler(logging.NullHandler())
        return _COMMANDS[options.command](options)
    except KeyboardInterrupt:
        return _fail("已中断")
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except Exception as error:  # the rim: whatever it was, the user gets one line
        log.debug("command failed", exc_info=error)
        known = _known_error(error)
        return _fail(_explained(error), OWN_FAULT if known is None else BAD_INPUT)


def _explained(error: Exception) -> str:
    """One Chinese line for any error."""
    kind = type(error).__name__
    return _known_error(error) or f"程序内部出错（{kind}）：请设 XINGPING_DEBUG=1 再试一次查看详情，并反馈给我们"


def _known_error(error: Exception) -> str | None:
    """The line of an error the product raises on purpose or of a bad setting; None for a fault of its own."""
    from pydantic import ValidationError

    from assistant.knowledge.yaml_lines import CorpusError
    from assistant.settings import Settings
    from assistant.settings_words import settings_fault

    if isinstance(error, CorpusError):
        more = f"（另有 {len(error.faults) - 1} 处，用 xingping index --check 看全部）" if len(error.faults) > 1 else ""
        return f"知识库有误：{error.faults[0]}{more}"
    if isinstance(error, ValidationError) and error.title == Settings.__name__:
        return settings_fault(error)
    return str(error) if declared(error) else None


def _ask(options: argparse.Namespace) -> int:
    from assistant import cli_ask

    return cli_ask.ask(options, _print, _each_line)


def _search(options: argparse.Namespace) -> int:
    from assistant import cli_ask

    return cli_ask.search(options, _print, _each_line)


def _index(options: argparse.Namespace) -> int:
    from assistant import cli_index

    return cli_index.run(options, _print, _complain)


def _evaluate(options: argparse.Namespace) -> int:
    from assistant.evaluation.report import evaluate

    for line in evaluate(options.questions, ablation=not options.no_ablation, failures=options.failures, written=bool(options.llm)):
        _print(line)
    return OK


def _grading(options: argparse.Namespace) -> int:
    """grade, replay, compare, overrides, rubric, plan, csi: the grading half's own commands, with today's date and this machine's cache."""

    from assistant.settings import get_settings
    from scoring.cli.commands import run

    return run(options, today(), get_settings().data_dir / "facts")


def _guidance(options: argparse.Namespace) -> int:
    """materials, timeline: the checklist of what to hand in, and how long it takes."""

    from assistant import cli_guidance
    from assistant.settings import get_settings

    return cli_guidance.run(options, today(), get_settings().corpus_dir, _write)


def _workspace(options: argparse.Namespace) -> int:

    return run(options, _print, today())


def _report(options: argparse.Namespace) -> int:
    from assistant.cli_reports import run

    return run(options, _print, _complain)


def _usage(options: argparse.Namespace) -> int:

    from assistant import cli_usage

    return cli_usage.run(options, _print, today())


def _faq(options: argparse.Namespace) -> int:
    from assistant import cli_faq
    from assistant.settings import get_settings

    return cli_faq.run(options, get_settings().corpus_dir, _write)


def _doctor(options: argparse.Namespace) -> int:
    from assistant import cli_doctor

    return cli_doctor.run(options, _print)


def _leads(options: argparse.Namespace) -> int:

    from assistant import cli_leads

    return cli_leads.run(options, _print, today())


def _user(options: argparse.Namespace) -> int:
    from assistant import cli_user

    return cli_user.run(options, _print)


def _samples(options: argparse.Namespace) -> int:
    from assistant import cli_samples
    from assistant.settings import get_settings

    return cli_samples.run(options, get_settings().corpus_dir, _print)


def _serve(_: argparse.Namespace) -> int:
    from assistant.settings import get_settings
    from assistant.web.server import serve

    return serve(get_settings())


def _each_line(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    each_line(answer, _explained, sys.stdin, sys.stdout)


def _print(line: str) -> None:
    _write(line + "\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(line + "\n")


def _fail(reason: str, code: int = BAD_INPUT) -> int:
    _complain(reason.replace("\n", " "))
    return code


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "ask": _ask,
    "search": _search,
    "index": _index,
    "grade": _grading,
    "replay": _grading,
    "compare": _grading,
    "overrides": _grading,
    "rubric": _grading,
    "plan": _grading,
    "csi": _grading,
    "materials": _guidance,
    "timeline": _guidance,
    **dict.fromkeys(COMMANDS, _workspace),
    "report": _report,
    "evaluate": _evaluate,
    "usage": _usage,
    "faq": _faq,
    "doctor": _doctor,
    "leads": _leads,
    "prequalify": _leads,
    "user": _user,
    "samples": _samples,
    "serve": _serve,
}


if __name__ == "__main__":
    raise SystemExit(main())
