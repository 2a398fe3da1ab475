"""Registers of 800 and 5,000 rows as real workbooks, through the whole pipeline and the command line."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scoring.cli.commands import run
from scoring.cli.parser import make_parser
from scoring.replay import replay
from scoring.result import canonical
from tests.support.facts import AS_OF
from tests.support.registers import PROFILE, orders, write_pack

CLAUSE = "5.2.4-b"
UNSIGNED = 9


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Facts of files that several tests grade: they are read once."""
    return tmp_path_factory.mktemp("缓存")


def grade(pack: Path, cache: Path, *more: str) -> int:
    return run(make_parser().parse_args(["grade", str(pack), "--on", AS_OF.isoformat(), "--quiet", *more]), cache=cache)


def graded(pack: Path, cache: Path, out: Path, *more: str) -> dict[str, Any]:
    assert grade(pack, cache, "--json", str(out), *more) == 0
    return json.loads(out.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def sample(result: dict[str, Any]) -> dict[str, Any]:
    return next(one["sample"] for one in result["clauses"] if one["id"] == CLAUSE)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def eight_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = orders(800, UNSIGNED)
    return write_pack(tmp_path_factory.mktemp("八百") / "材料", rows[:500], rows[500:])


@pytest.fixture(scope="module")
def drawn(eight_hundred: Path, cache: Path) -> dict[str, Any]:
    return graded(eight_hundred, cache, eight_hundred.parent / "抽样.json")


def test_eight_hundred_rows_in_two_workbooks(drawn: dict[str, Any]) -> None:
    found = sample(drawn)
    assert (found["method"], found["population"], found["drawn"]) == ("sample", 800, 80)
    assert {row["file"] for row in found["rows"]} == {"维修工单1.xlsx", "维修工单2.xlsx"}
    lacking = {row["key"] for row in found["rows"] if int(row["key"][2:]) % UNSIGNED == 0}
    assert {row["key"] for row in found["rows"] if row["outcome"] == "failed"} == lacking
    assert found["passed"] == 80 - len(lacking)
    assert Counter(row["date"][:7] for row in found["rows"]) == {one["month"]: one["drawn"] for one in found["strata"]}
    number = int(found["rows"][0]["key"][2:])
    assert found["rows"][0]["locator"] == f"维修工单!A{number + 3}"  # below a heading and a header


def test_renamed_workbooks_give_the_same_rows(drawn: dict[str, Any], eight_hundred: Path, cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "别名"
    other.mkdir()
    (other / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    shutil.copy(eight_hundred / "维修工单1.xlsx", other / "乙网点维修工单.xlsx")
    shutil.copy(eight_hundred / "维修工单2.xlsx", other / "甲网点维修工单.xlsx")
    found = sample(graded(other, cache, tmp_path / "别名.json"))
    assert found["seed"] == sample(drawn)["seed"]
    assert {row["key"] for row in found["rows"]} == {row["key"] for row in sample(drawn)["rows"]}


def test_five_thousand_rows(cache: Path, tmp_path: Path) -> None:
    found = sample(graded(write_pack(tmp_path / "材料", orders(5000, UNSIGNED)), cache, tmp_path / "五千.json"))
    assert (found["population"], found["drawn"], len(found["rows"])) == (5000, 200, 200)
    low, high = (float(found["interval"][end]) for end in ("low", "high"))
    assert low < 4444 / 5000 < high  # what all of them would give


def test_the_whole_population_from_the_command_line_and_the_profile(eight_hundred: Path, cache: Path, tmp_path: Path) -> None:
    typed = graded(eight_hundred, cache, tmp_path / "全查.json", "--whole", CLAUSE)
    found = sample(typed)
    assert (found["method"], found["drawn"], found["passed"]) == ("whole", 800, 711)
    assert "rows" not in found
    shutil.copytree(eight_hundred, tmp_path / "档案")
    (tmp_path / "档案/profile.yaml").write_text(f"{PROFILE}whole_population: [{CLAUSE}]\n", encoding="utf-8")
    assert graded(tmp_path / "档案", cache, tmp_path / "档案.json") == typed
    every = graded(eight_hundred, cache, tmp_path / "全部.json", "--whole", "all")
    assert {one["sample"]["method"] for one in every["clauses"] if one["sample"]} == {"whole"}


@pytest.mark.parametrize(("more", "instead"), [([], [CLAUSE]), (["--whole", CLAUSE], []), (["--whole", "all"], [])])
def test_each_replays_to_the_same_bytes(eight_hundred: Path, cache: Path, tmp_path: Path, more: list[str], instead: list[str]) -> None:
    result = graded(eight_hundred, cache, tmp_path / "结果.json", *more)
    assert replay((tmp_path / "结果.json").read_bytes()).same
    result["basis"]["profile"]["whole_population"] = instead
    assert f"条款 {CLAUSE}" in replay(canonical(result)).differences


def test_the_terminal_shows_the_sample(eight_hundred: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert grade(eight_hundred, cache, "--clause", CLAUSE) == 0
    seen = capsys.readouterr().out
    assert "总体 800 行，按固定种子抽 80 行（工作口径）" in seen
    assert "抽中的 80 行：" in seen
