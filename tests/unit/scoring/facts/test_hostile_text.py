"""Lines of ornaments, digits or one word over and over cost no more than other lines: no pattern may run away on them."""

import subprocess
import sys

import pytest

_LINES = ("-", "=", "—", "*", " ", ".", "1", "一", "第", "(", "、", "a", "Z", "服务", "1.1.", "一、", "- ", "( ) ", "10把、", "A-1-", "年月日", "√|")
_READS = """
import sys
from scoring.facts.extract import extract
lines = [(one * 400)[:400] + tail for one in sys.argv[1:] for tail in ("", "：服务", "x")]
extract("\\n".join(lines).encode(), "小票.txt")
extract("\\n".join(f"# {line}" for line in lines).encode(), "小票.md")
extract("\\n".join(f"{line},{line[:60]},2026-03-01" for line in lines).encode(), "台账.csv")
"""


@pytest.mark.parametrize("part", [_LINES[::2], _LINES[1::2]])
def test_no_pattern_runs_away(part: tuple[str, ...]) -> None:
    """A runaway would take hours; the limit only keeps it from blocking the suite."""
    done = subprocess.run([sys.executable, "-c", _READS, *part], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
