"""Surveys in the layouts enterprises use, and files that are none."""

from fractions import Fraction

import pytest

from scoring.documents import DocumentError
from scoring.satisfaction import Asked, SurveyError, compute
from scoring.satisfaction.cells import Read, read_cell
from scoring.satisfaction.reading import parse_survey
from scoring.satisfaction.scales import announced, guessed
from tests.support.surveys import FACTORS, Sheet, csv_bytes, in_words, long, rated, replaced, stacked, wide, xlsx

MARKS = rated(40, gaps=5)


def _value(data: bytes, name: str = "答卷.xlsx", asked: Asked | None = None) -> Fraction:
    value = compute(parse_survey(data, name, asked)).value
    assert value is not None
    return value


def _refused(data: bytes, name: str = "答卷.xlsx", asked: Asked | None = None) -> str:
    with pytest.raises((SurveyError, DocumentError)) as caught:
        parse_survey(data, name, asked)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ---- layouts: the same answers give the same index


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (csv_bytes(wide(MARKS)), "答卷.csv"),
        (csv_bytes(wide(MARKS), "gb18030"), "答卷.csv"),
        (xlsx(long(MARKS)), "答卷.xlsx"),
        (csv_bytes(long(MARKS)), "答卷.csv"),
        (xlsx(wide(in_words(MARKS), above="")), "答卷.xlsx"),
        (xlsx(wide([[f"{one}分" if one else "/" for one in row] for row in MARKS])), "答卷.xlsx"),
        (xlsx(Sheet([["说明"], ["本表由客服部汇总"]], "说明"), wide(MARKS)), "答卷.xlsx"),
        (xlsx(wide(MARKS), Sheet(wide(rated(9, seed=3)).rows, "旧数据", hidden=True)), "答卷.xlsx"),
    ],
    ids=["csv", "csv in GBK", "long", "long csv", "words", "with 分", "a sheet of notes", "a hidden sheet"],
)
def test_every_layout_gives_the_same_index(data: bytes, name: str) -> None:
    assert _value(data, name) == _value(xlsx(wide(MARKS)))


def test_two_header_rows_with_questions_below_factors() -> None:
    survey = parse_survey(xlsx(stacked(rated(20, items=9, high=10))), "答卷.xlsx")
    assert [item.factor for item in survey.items] == ["initiation"] * 2 + ["advisor"] * 2 + ["quality"] * 2 + ["facility"] + ["delivery"] * 2
    assert {(item.scale.low, item.scale.high, item.scale.origin) for item in survey.items} == {(1, 10, "announced")}
    assert len(survey.responses) == 20


def test_sheets_of_one_survey_are_put_together() -> None:
    parts = Sheet(wide(MARKS[:25]).rows, "上半年"), Sheet(wide(MARKS[25:]).rows, "下半年")
    assert _value(xlsx(*parts)) == _value(xlsx(wide(MARKS)))


def test_totals_and_printed_headers_are_nobodys_answers() -> None:
    sheet = wide(MARKS)
    rows = [*sheet.rows[:20], sheet.rows[2], *sheet.rows[20:], ["平均", None, 4.2, 4.1, 4.3, 4.0, 4.4, None]]
    survey = parse_survey(xlsx(Sheet(rows)), "答卷.xlsx")
    assert len(survey.responses) == 40
    assert len(survey.notes) == 2
    assert compute(survey).value == _value(xlsx(sheet))


def test_rows_outside_the_period_are_left_out_and_named() -> None:
    survey = parse_survey(xlsx(wide(MARKS)), "答卷.xlsx", Asked(period=("2026-03-02", "2026-03-11")))
    assert len(survey.responses) == 10
    assert len(survey.outside_period) == 30
    assert compute(survey).value == _value(xlsx(wide(MARKS[:10])))


def test_without_dates_the_period_is_taken_on_trust_and_said_so() -> None:
    survey = parse_survey(xlsx(wide(MARKS, dated=False)), "答卷.xlsx", Asked(period=("2026-03-02", "2026-03-11")))
    assert (survey.period, len(survey.responses)) == (("2026-03-02", "2026-03-11"), 40)
    assert any("没有逐份核对" in note for note in survey.notes)


def test_a_row_without_a_date_does_not_count_in_a_period() -> None:
    survey = parse_survey(xlsx(replaced(wide(MARKS), {"B5": "不详"})), "答卷.xlsx", Asked(period=("2026-01-01", "2026-12-31")))
    assert survey.undated == ("答卷!5",)


def test_the_same_question_twice_of_one_person_counts_once_and_is_told() -> None:
    sheet = long([[5, 5, 5, 5, 5], [4, 4, 4, 4, 4]])
    survey = parse_survey(xlsx(Sheet([*sheet.rows, ["C001", None, "服务质量", 1]])), "答卷.xlsx")
    assert compute(survey).value == _value(xlsx(sheet))
    assert any("答卷!D12（1）" in note for note in survey.notes)


# ---- columns


def test_columns_are_mapped_by_hand() -> None:
    data = xlsx(wide(MARKS, ("Q1", "Q2", "Q3", "Q4", "Q5")))
    columns = dict(zip(("Q1", "q2", "E", "Q4", "Q5"), ("initiation", "advisor", "quality", "facility", "delivery"), strict=True))
    assert _value(data, asked=Asked(columns)) == _value(xlsx(wide(MARKS)))


def test_columns_in_unknown_words_are_named_with_what_to_type() -> None:
    said = _refused(xlsx(wide(MARKS, ("Q1", "服务顾问", "Q3", "经销商设施", "服务后交车"))))
    assert "“Q1”、“Q3”" in said
    assert "还缺服务启动、服务质量" in said
    assert "--map Q1=服务启动" in said


def test_questions_of_the_long_form_are_mapped_too() -> None:
    data = xlsx(long(MARKS, ("甲题", *FACTORS[1:])))
    assert "“甲题”" in _refused(data)
    assert _value(data, asked=Asked({"甲题": "initiation"})) == _value(xlsx(wide(MARKS)))


def test_a_header_that_fits_two_factors_is_asked_about() -> None:
    assert "同时像服务启动、服务后交车" in _refused(xlsx(wide(MARKS, ("接车和交车", *FACTORS[1:]))))


def test_a_mapping_that_fits_no_column_is_told() -> None:
    assert "没有名为“q9”的列" in _refused(xlsx(wide(MARKS)), asked=Asked({"Q9": "quality"}))


def test_an_overall_mark_is_no_factor() -> None:
    head = (*FACTORS, "总体满意度")
    survey = parse_survey(xlsx(wide([[*row, 1] for row in MARKS], head)), "答卷.xlsx")
    assert compute(survey).value == _value(xlsx(wide(MARKS)))
    assert survey.unused_columns == ("总体满意度",)


# ---- scales


def test_scales_as_announced() -> None:
    said = [("评分 1-5 分", 1, 5), ("（1～10分）", 1, 10), ("百分制", 0, 100), ("满分10分", 1, 10), ("0–10", 0, 10), ("7级量表", 1, 7)]
    for text, low, high in said:
        scale = announced(text)
        assert scale is not None, text
        assert (scale.low, scale.high) == (low, high), text


@pytest.mark.parametrize("text", ["第1-5题", "2026-1-5", "Q1-10", "1月5日", "服务质量", "1-5项"])
def test_what_is_no_scale(text: str) -> None:
    assert announced(text) is None


def test_guesses_are_the_shortest_scale_and_are_told() -> None:
    assert [(one.low, one.high) for values in ([1, 5], [2, 7], [3, 9], [0, 9], [55, 92]) if (one := guessed([Fraction(v) for v in values]))] == [
        (1, 5), (1, 7), (1, 10), (0, 10), (0, 100),
    ]
    index = compute(parse_survey(xlsx(wide(MARKS, above="")), "答卷.xlsx"))
    assert any("--scale" in line for line in index.warnings)
    assert not any("--scale" in line for line in compute(parse_survey(xlsx(wide(MARKS)), "答卷.xlsx")).warnings)


def test_shares_between_0_and_1_are_no_scale_that_can_be_guessed() -> None:
    data = xlsx(wide([[0.9, 0.8, 1, 0.7, 0.95]] * 3, above=""))
    assert "--scale" in _refused(data)
    assert _value(data, asked=Asked(scale=(Fraction(0), Fraction(1)))) < 1000


def test_a_scale_that_most_marks_leave_is_refused() -> None:
    assert "不在量表之内" in _refused(xlsx(wide(rated(20, high=10))))


def test_a_scale_on_its_head_is_refused() -> None:
    assert "方向相反" in _refused(xlsx(wide(MARKS, above="1=非常满意，5=非常不满意")))


# ---- cells


@pytest.mark.parametrize(
    ("text", "number", "level"),
    [("5", 5, None), ("４．５", "4.5", None), ("5 分", 5, None), ("92%", 92, None), ("★★★★☆", 4, None), ("非常满意", None, 5), ("比较满意", None, 4),
     ("一般", None, 3), ("不太满意", None, 2), ("非常不满意", None, 1), ("A.非常满意", None, 5), ("5（非常满意）", 5, None), ("满意(4)", 4, None)],
)
def test_answers(text: str, number: int | str | None, level: int | None) -> None:
    assert read_cell(text) == Read(None if number is None else Fraction(number), level)


@pytest.mark.parametrize("text", ["", "N/A", "不适用", "未接触", "/", "——", "没用过", "拒答"])
def test_no_answer_on_purpose(text: str) -> None:
    assert read_cell(text) == Read(missing=True)


@pytest.mark.parametrize("text", ["很快", "1 非常满意", "5-非常不满意", "2026-03-01", "4或5", "=1+1"])
def test_what_is_no_answer(text: str) -> None:
    assert read_cell(text) == Read()


# ---- files that are no survey


def test_text_among_scores_is_named_by_cell() -> None:
    assert "答卷!C5“很快”" in _refused(xlsx(replaced(wide(MARKS), {"C5": "很快"})))


def test_bad_files() -> None:
    assert "没有一行答卷" in _refused(xlsx(wide([])))
    assert "不像满意度答卷" in _refused(xlsx(Sheet([["姓名", "电话"], ["林一舟", "见名片"]])))
    assert "都像表头" in _refused(xlsx(Sheet([*wide(MARKS).rows, ["编号", *reversed(FACTORS)], *([n, 5, 5, 5, 5, 5] for n in range(3))])))
    assert "Excel 或 CSV" in _refused("服务启动 5 分".encode(), "答卷.txt")
    assert "密码" in _refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert "没有写是谁的答案" in _refused(xlsx(replaced(long(MARKS), {"A3": None})))
    assert "都像调查日期" in _refused(xlsx(Sheet([["编号", "调查日期", "回访日期", *FACTORS], [1, "2026-03-01", "2026-03-02", 5, 5, 5, 5, 5]])))
    assert "没有一份答卷" in _refused(xlsx(wide(MARKS)), asked=Asked(period=("2020-01-01", "2020-12-31")))
