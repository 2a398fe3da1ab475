"""The table of figures: rows, ratios, what failed and what is skipped; parts that end badly; the excerpt in the README."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.__main__ import main
from benchmarks.apart import Ran, run_part
from benchmarks.figures import Done, Figure
from benchmarks.parts import PARTS, Part

ABOUT = {"date": "2026-11-20", "commit": "abc", "python": "3.11.7", "cores": 2, "load": 0.5, "quick": False}
FIGURE = Figure("warm question, p50", 8.0, "ms", "bm25s", 2.0, "python -m benchmarks latency", headline=True)


def test_a_row_has_its_alternative_the_ratio_and_its_command() -> None:
    assert table.cells(FIGURE) == ["warm question, p50", "8", "ms", "bm25s", "2", "4", "`python -m benchmarks latency`"]


@pytest.mark.parametrize(
    ("value", "beside"), [(0.0, 5.0), (5.0, 0.0), (5.0, None), (None, 5.0)], ids=["nothing", "beside nothing", "alone", "no figure"]
)
def test_no_ratio_where_there_is_nothing_to_divide(value: float | None, beside: float | None) -> None:
    assert Figure("lost", value, "", "other", beside).ratio is None


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "–"), (0.0, "0"), (1518, "1,518"), (94.326, "94.3"), (1.2345, "1.23"), (0.98765, "0.988"), (0.0213, "0.0213"), (123.6, "124")],
)
def test_numbers_keep_the_digits_that_count(value: float | None, said: str) -> None:
    assert table.number(value) == said


def test_a_part_that_failed_keeps_its_rows_and_says_why() -> None:
    ended = Ran("load", "python -m benchmarks load", 2.0, Done(()), "ended | with 1")
    ran = [Ran("latency", "python -m benchmarks latency", 1.0, Done((FIGURE,))), ended]
    text = table.composed(ABOUT, table.rows(ran))
    lines = text.splitlines()
    assert lines[0].startswith("Measured on 2026-11-20: 2 cores, load 0.5")
    assert [line.count("|") - line.count("\\|") for line in lines[2:]] == [len(table.HEADS) + 1] * 4
    assert "| warm question, p50 | 8 | ms |" in lines[4]
    assert lines[5].startswith("| load | – |")
    assert "failed: ended \\| with 1" in lines[5]


def test_a_quick_table_says_so() -> None:
    assert "not for quoting" in table.composed({**ABOUT, "quick": True}, [FIGURE])


def test_rows_go_from_process_to_process_unchanged() -> None:
    done = Done((FIGURE, table.missing("five packs", "skipped: not there")), "something is lost")
    assert Done.from_dict(json.loads(json.dumps(done.as_dict()))) == done


def test_the_readme_quotes_the_headlines_and_a_page_has_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n", encoding="utf-8")
    plain = Figure("by the way", 1.0, "s")
    kept = {**ABOUT, "figures": Done((FIGURE, plain)).as_dict()["figures"]}
    (tmp_path / "figures.json").write_text(json.dumps(kept), encoding="utf-8")
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    monkeypatch.setattr(table, "README", readme)
    monkeypatch.setattr(table, "WHOLE", tmp_path / "figures.md")
    assert table.main(["--readme"]) == 0
    whole = (tmp_path / "figures.md").read_text(encoding="utf-8")
    assert whole.startswith("# Every figure\n")
    assert whole.index("warm question") < whole.index("by the way")
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{table.BEGIN}\nMeasured on 2026-11-20")
    assert text.endswith(f"|\n{table.END}\nafter\n")
    assert "warm question" in text
    assert "by the way" not in text
    assert "old" not in text
    assert table.main(["--readme"]) == 0
    assert readme.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["nothing marked", f"{table.END}{table.BEGIN}", f"{table.BEGIN}{table.BEGIN}{table.END}"])
def test_a_readme_without_its_marks_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text, encoding="utf-8")
    (tmp_path / "figures.json").write_text(json.dumps({**ABOUT, "figures": []}), encoding="utf-8")
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    monkeypatch.setattr(table, "README", readme)
    assert table.main(["--readme"]) == 2
    assert readme.read_text(encoding="utf-8") == text
    assert "bench:begin" in capsys.readouterr().err


def test_a_part_in_its_own_process_gives_rows_and_keeps_what_it_printed(tmp_path: Path) -> None:
    ran = run_part(PARTS["sampling"], ["50"], tmp_path)
    assert (ran.failed, [one.unit for one in ran.done.figures]) == ("", ["s"])
    assert "| 50 |" in (tmp_path / "sampling.txt").read_text(encoding="utf-8")


def test_a_part_that_ends_badly_gives_the_reason(tmp_path: Path) -> None:
    ran = run_part(PARTS["sampling"], ["many"], tmp_path)
    assert ran.done.figures == ()
    assert "ended with 1" in ran.failed
    assert "'many'" in ran.failed


def test_a_part_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    ran = run_part(Part("sampling", seconds=1), ["1000000"], tmp_path)
    assert ran.failed == "took longer than 1 s"
    assert ran.seconds < 60


def test_every_part_can_be_run_and_its_arguments_are_words() -> None:
    for one in PARTS.values():
        assert callable(one.module().run), one.name
        assert all(one.arguments(quick) == " ".join(one.arguments(quick)).split() for quick in (True, False))


def test_a_skipped_part_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.json"
    assert main(["latency", "--questions", str(tmp_path), "--figures", str(rows)]) == 0
    assert "skipped: no questions" in capsys.readouterr().out
    (figure,) = Done.from_dict(json.loads(rows.read_text(encoding="utf-8"))).figures
    assert (figure.what, figure.value, figure.reason.startswith("skipped: no questions")) == ("latency", None, True)


def test_an_unknown_part_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed"]) == 2
    assert "'speed'" in capsys.readouterr().err


def test_the_table_of_some_parts_is_kept_apart_from_the_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--readme` reads the whole one only; a failure makes the exit code."""
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    failed = Ran("plan", "python -m benchmarks plan", 1.0, Done((FIGURE,)), "took longer than 1 s")
    monkeypatch.setattr(table, "run_part", lambda *_: failed)
    assert table.main(["--parts", "plan"]) == 1
    kept = json.loads((tmp_path / "try" / "figures.json").read_text(encoding="utf-8"))
    assert not (tmp_path / "figures.json").exists()
    assert [one["what"] for one in kept["figures"]] == ["warm question, p50", "plan"]
    assert kept["parts"] == [{"name": "plan", "command": "python -m benchmarks plan", "seconds": 1.0, "failed": "took longer than 1 s"}]
    assert (kept["python"], kept["quick"]) == (sys.version.split()[0], False)
    monkeypatch.setattr(table, "run_part", lambda *_: Ran("plan", "", 1.0, Done((FIGURE,))))
    assert table.main(["--parts", "plan"]) == 0
