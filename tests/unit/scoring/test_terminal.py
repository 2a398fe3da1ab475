"""The report on a terminal: everything a person needs, from the result document alone."""

from dataclasses import replace

import pytest

from scoring.facts.model import FileFacts
from scoring.judge import grade
from scoring.profile import Exclusion
from scoring.result import to_json
from scoring.terminal import bar, pad, report
from tests.support.facts import AS_OF, OTHER, OWN, PROFILE, by, file, part, says, table, unreadable
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

RUBRIC = small(
    group(
        clause("A", 40, said("research_unit")),
        clause("B", 30, passed("installation_record")),
        clause("C", 20, provided("service_manual")),
        clause("D", 10, said("emergency_plan"), excludable=True),
    ),
    rules=[rule("SD-law", "stated", concepts=["final_interpretation"])],
)
INSTALLED = [(f"I{number}", "2026-03-02", "不合格") for number in range(8)]
FILES = (
    file("研究.docx", says("research_unit"), part("旧版", hidden=True)),
    file("安装.xlsx", table("installation_record", "id date result", [*INSTALLED, ("J", "2026-03-02", "合格")])),
    file("告示.docx", says("final_interpretation"), kinds=["promotion_material"]),
    file("别家.docx", by(OTHER)),
    unreadable("手册.pdf", "service_manual"),
)
PROFILE_CUT = replace(PROFILE, exclusions=(Exclusion("D", "不涉及"), Exclusion("A", "不想做")))


def lines(*clauses: str, files: tuple[FileFacts, ...] = FILES) -> str:
    return "\n".join(report(to_json(grade(files, PROFILE_CUT, AS_OF, RUBRIC)), clauses))


@pytest.mark.parametrize(
    "said_line",
    [
        OWN,
        "评定日 2026-11-20　审核期 2025-11-20 至 2026-11-20",
        "确认分 47.14　不合格",
        "可能分 70.37　达标级",
        "不删减时 42.33",
        "距达标级还差 22.86 分",
        "✓ A 条款A",
        "◐ B 条款B",
        "？ C 条款C",
        "－ D 条款D",
        "共 9，全部看，合格 1",
        "另有 2 条，用 --clause B 看全部",
        "拟定的特别扣分 1 项",
        "告示.docx 第 3 段",
        "补：补齐这份材料并盖章（交：材料 1 份；售后部门；约 1 人日，前置 7 天）",
        "材料 5 份：3 份可以作证，2 份没算数",
        "✗ 别家.docx：",
        "◐ 研究.docx：“旧版”是隐藏的",
        "已删减 D：不涉及",
        "删减 A 没有采纳：",
    ],
)
def test_the_whole_report(said_line: str) -> None:
    assert said_line in lines()


def test_single_clauses_in_full() -> None:
    told = lines("B", "Z")
    assert "评分表里没有条款 Z" in told
    assert told.count("安装.xlsx 工作表“installation_record”第 ") >= 8
    assert "现场：" in told
    assert "确认分" not in told


def test_a_name_that_most_papers_contradict_is_told_before_the_score() -> None:
    told = lines(files=tuple(file(f"{number}.docx", by(OTHER)) for number in range(3)))
    notice = f"多数材料（3 份）写明是“{OTHER}”的，请核对企业名称是否填对"
    assert told.index(f"注意：{notice}") < told.index("确认分")
    assert f"注：{notice}" in told
    assert "核对企业名称" not in lines()


def test_deductions_and_conditions_are_told_with_the_ids_that_conclusions_ask_for() -> None:
    result = to_json(grade(FILES, PROFILE_CUT, AS_OF, RUBRIC))
    assert f"编号 {result['special_deductions'][0]['id']}，用 --special 引用" in lines()
    (clause_b,) = [one for one in result["clauses"] if one["id"] == "B"]
    assert f"（编号 {clause_b['conditions'][0]['id']}）" in lines("B")


def test_points_that_all_have_a_source_have_no_range() -> None:
    official = small(group(clause("A", 100, said("research_unit"), provenance="official")))
    told = "\n".join(report(to_json(grade(FILES, PROFILE, AS_OF, official))))
    assert "分值口径：各条款分值均为正式或有公开来源的分值\n" in told
    assert "之间" not in told


def test_the_gaps_come_by_what_they_are_worth() -> None:
    told = lines()
    gaps = told[told.index("失分与要补的材料") :]
    assert gaps.index("B 条款B") < gaps.index("C 条款C")


def test_a_checklist_has_no_points() -> None:
    checklist = small(group(clause("A", 0, said("research_unit"))), scored=False, levels=[])
    told = "\n".join(report(to_json(grade(FILES, PROFILE, AS_OF, checklist))))
    assert "✓ A 条款A" in told
    assert "分 " not in told.split("材料 5 份")[0].replace("部分 ", "")


def test_a_bar_is_full_only_when_all_is_earned() -> None:
    assert bar(5, 5).count("█") == len(bar(5, 5))
    assert bar(4.99, 5).count("█") == len(bar(5, 5)) - 1
    assert bar(0, 5).count("█") == bar(0, 0).count("█") == 0


def test_padding_counts_a_chinese_character_as_two() -> None:
    assert pad("售后", 6) == "售后  "
    assert pad("ab", 6) == "ab    "
    assert pad("售后服务", 4) == "售后服务"
