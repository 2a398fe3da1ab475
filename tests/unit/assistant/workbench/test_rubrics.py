"""Shipped rubrics and imported ones, by names that lead nowhere else."""

from pathlib import Path

import pytest

from assistant.errors import DeclaredError, UsageError
from assistant.workbench.rubrics import Rubrics
from scoring.rubric.loader import DEFAULT, rubric_ids, rubric_sha256
from tests.support.desks import official


@pytest.fixture
def rubrics(tmp_path: Path) -> Rubrics:
    return Rubrics(tmp_path / "rubrics")


def test_without_imports_there_are_the_shipped_ones_the_default_first(rubrics: Rubrics) -> None:
    listed = [one.id for one in rubrics.all()]
    assert listed[0] == DEFAULT
    assert sorted(listed) == sorted(rubric_ids())


def test_official_points_become_a_rubric_of_their_own(rubrics: Rubrics) -> None:
    known = rubrics.add(official(rubrics.export(DEFAULT)), "正式.xlsx")
    assert [one.id for one in rubrics.all()][:2] == [DEFAULT, known.id]
    made = rubrics.load(known.id)
    assert {clause.provenance for clause in made.clauses()} == {"official"}
    assert [clause.points for clause in made.clauses()] == [clause.points for clause in rubrics.load(DEFAULT).clauses()]
    assert rubrics.name_of(rubric_sha256(made), made.id) == rubrics.name(known.id)
    assert rubrics.name_of("0" * 64, DEFAULT) == DEFAULT


def test_the_same_content_is_one_rubric(rubrics: Rubrics, tmp_path: Path) -> None:
    book = official(rubrics.export(DEFAULT))
    assert rubrics.add(book, "甲.xlsx") == rubrics.add(book, "乙.xlsx")
    assert [path.suffix for path in (tmp_path / "rubrics").iterdir()] == [".yaml"]


def test_what_was_imported_can_be_exported_and_imported_again(rubrics: Rubrics) -> None:
    known = rubrics.add(official(rubrics.export(DEFAULT)), "正式.xlsx")
    again = rubrics.add(rubrics.export(known.id), "再导.xlsx")
    assert rubric_sha256(rubrics.load(again.id)) == rubric_sha256(rubrics.load(known.id))


def test_a_broken_import_costs_only_itself(rubrics: Rubrics, tmp_path: Path) -> None:
    known = rubrics.add(official(rubrics.export(DEFAULT)), "正式.xlsx")
    (tmp_path / "rubrics" / "import-0badbadbad00.yaml").write_text("id: [", encoding="utf-8")
    (tmp_path / "rubrics" / "import-1badbadbad00.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "rubrics" / "import-2badbadbad00.yaml").mkdir()
    (tmp_path / "rubrics" / "notes.yaml").write_text("id: x", encoding="utf-8")
    assert [one.id for one in rubrics.all()] == [DEFAULT, known.id, *(one for one in sorted(rubric_ids()) if one != DEFAULT)]


@pytest.mark.parametrize(
    "name", ["", "import-", "import-none", "../gbt27922-2011", "import-../../x", "/etc/passwd", "gbt27922-2011.yaml", "\0", "import-\0", "x" * 9_000]
)
def test_other_names_are_no_rubric(rubrics: Rubrics, name: str) -> None:
    with pytest.raises(UsageError, match="没有评分表") as caught:
        rubrics.name(name)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04" * 10])
def test_what_is_no_workbook_leaves_nothing(rubrics: Rubrics, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(DeclaredError, match=r"正式\.xlsx"):
        rubrics.add(data, "正式.xlsx")
    assert not (tmp_path / "rubrics").exists()


def test_a_name_of_ones_own_changes_no_fingerprint(rubrics: Rubrics) -> None:
    known = rubrics.add(official(rubrics.export(DEFAULT)), "正式.xlsx")
    before = rubric_sha256(rubrics.load(known.id))
    rubrics.rename(known.id, "  正本  2026 ")
    assert rubrics.all()[1].title == rubrics.title(known.id) == rubrics.title_of(before, DEFAULT) == "正本 2026"
    assert rubric_sha256(rubrics.load(known.id)) == before


@pytest.mark.parametrize("title", ["", "  ", "长" * 61, "甲\x07", "GB/T 27922-2011《商品售后服务评价体系》"])
def test_names_that_do_not_do(rubrics: Rubrics, title: str) -> None:
    known = rubrics.add(official(rubrics.export(DEFAULT)), "正式.xlsx")
    with pytest.raises(UsageError):
        rubrics.rename(known.id, title)
    assert rubrics.title(known.id) == known.title


@pytest.mark.parametrize("rubric", [DEFAULT, "completeness", "import-0badbadbad00", "../x"])
def test_only_imported_ones_are_renamed_and_removed(rubrics: Rubrics, rubric: str) -> None:
    with pytest.raises(UsageError):
        rubrics.rename(rubric, "x")
    with pytest.raises(UsageError):
        rubrics.remove(rubric)


def test_a_removed_one_is_no_choice_but_keeps_its_name(rubrics: Rubrics) -> None:
    book = official(rubrics.export(DEFAULT))
    known = rubrics.add(book, "正式.xlsx")
    rubrics.rename(known.id, "正本")
    fingerprint = rubric_sha256(rubrics.load(known.id))
    rubrics.remove(known.id)
    assert known.id not in [one.id for one in rubrics.all()]
    assert rubrics.choice(fingerprint) == ""
    assert rubrics.title_of(fingerprint, DEFAULT) == "正本（已移除）"
    with pytest.raises(UsageError, match="可能已被移除"):
        rubrics.name(known.id)
    rubrics.add(book, "又来.xlsx")
    assert rubrics.choice(fingerprint) == known.id


def test_titles_of_many_results_are_those_of_each(rubrics: Rubrics, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rubric's content is hashed once, however many results ask and however often."""
    book = rubrics.export(DEFAULT)
    kept, gone = rubrics.add(official(book), "甲.xlsx"), rubrics.add(official(book, moved(rubrics)), "乙.xlsx")
    fingerprints = [rubric_sha256(rubrics.load(one)) for one in (kept.id, gone.id, "completeness")]
    rubrics.remove(gone.id)
    rubrics.rename(kept.id, "二〇二六年的正式分值")
    hashed: list[str] = []
    monkeypatch.setattr("assistant.workbench.rubrics.rubric_sha256", lambda one: hashed.append(one.id) or rubric_sha256(one))
    asked = [(one, DEFAULT) for one in fingerprints] + [("0" * 64, DEFAULT), ("0" * 64, "unknown")]
    titles = rubrics.titles(asked * 20)
    rubrics.titles(asked)
    assert len(hashed) <= len(rubric_ids()) + 2
    default = next(one.title for one in rubrics.all() if one.id == DEFAULT)
    assert titles[asked[0]] == "二〇二六年的正式分值"
    assert titles[asked[1]].endswith("（已移除）")
    assert titles[asked[2]] == rubrics.load("completeness").title
    assert (titles[asked[3]], titles[asked[4]]) == (f"{default}（旧版）", "unknown")
    assert {one: rubrics.title_of(*one) for one in asked} == titles


def test_a_file_that_was_replaced_is_read_anew(rubrics: Rubrics, tmp_path: Path) -> None:
    known = rubrics.add(official(rubrics.export(DEFAULT)), "正式.xlsx")
    file = tmp_path / "rubrics" / f"{known.id}.yaml"
    before = rubrics.choice(rubric_sha256(rubrics.load(known.id)))
    text = file.read_text(encoding="utf-8")
    file.write_text("id: [", encoding="utf-8")
    assert known.id not in [one.id for one in rubrics.all()]
    file.write_text(text, encoding="utf-8")
    assert (before, known.id in [one.id for one in rubrics.all()]) == (known.id, True)


def moved(rubrics: Rubrics) -> dict[str, float]:
    """Half a point from one clause to another of its indicator."""
    part = next(one for group in rubrics.load(DEFAULT).groups for one in group.indicators if len(one.clauses) > 1)
    first, second = part.clauses[:2]
    return {first.id: float(first.points) + 0.5, second.id: float(second.points) - 0.5}
