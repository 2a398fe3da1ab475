"""A file of answers -> a `Survey`: every sheet that holds respondents' rows, in wide or long form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.documents.columns import column_letters
from scoring.documents.model import Document, Table
from scoring.documents.normalise import normalise
from scoring.documents.registry import parse_document, read_document
from scoring.satisfaction.answers import answered
from scoring.satisfaction.cells import read_cell
from scoring.satisfaction.columns import TARGETS, Column
from scoring.satisfaction.errors import SurveyError
from scoring.satisfaction.layout import Layout, find_layout
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.model import Asked, Survey
from scoring.satisfaction.rows import Rows, long_rows, wide_rows

_SHEETS = (".xlsx", ".xls", ".csv", ".tsv")
_BEARS_ANSWERS = 0.8  # share of a column's cells that are answers
_NAMED = 6  # columns or cells named in one line


@dataclass
class _Found:
    """What the tables of a file hold, gathered table by table."""

    rows: list[tuple[Table, Layout, Rows]] = field(default_factory=list)
    factors: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)  # columns of answers that nobody claims
    unused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headers: set[str] = field(default_factory=set)
    dated: bool = False


def read_survey(path: Path, asked: Asked | None = None) -> Survey:
    """Read a survey from disk. Raises SurveyError and DocumentError, one Chinese line each."""
    return _survey(read_document(path), asked or Asked())


def parse_survey(data: bytes, name: str, asked: Asked | None = None) -> Survey:
    """The survey in `data`; the suffix of `name` says what it is. Raises SurveyError and DocumentError."""
    return _survey(parse_document(data, name), asked or Asked())


def _survey(document: Document, asked: Asked) -> Survey:
    name = document.name
    if not name.lower().endswith(_SHEETS):
        raise SurveyError(name, "满意度问卷要用 Excel 或 CSV 表格（.xlsx、.xls、.csv），一行一位受访者或一行一个答案")
    said = {normalise(key): target for key, target in asked.columns.items()}
    found = _Found()
    for page in document.pages:
        for table in page.tables:
            if page.hidden:
                found.notes.append(f"工作表“{table.name}”是隐藏的，没有计入")
            else:
                _gather(name, table, said, found)
    _check(name, said, found)
    if asked.period and not found.dated:
        found.notes.append("没有日期列，调查期间按 --period 所写，没有逐份核对")
    return answered(document, asked, found.rows, found.unused, found.notes)


def _gather(name: str, table: Table, said: Mapping[str, str], found: _Found) -> None:
    layout = find_layout(table, said)
    if layout is None:
        found.notes.append(f"工作表“{table.name}”里没有答卷，没有计入")
        return
    if layout.others:
        places = "、".join(f"第 {table.top + row} 行" for row in (layout.head[0], layout.others[0]))
        raise SurveyError(name, f"“{table.name}”里{places}都像表头，请一张工作表只放一份答卷表")
    found.headers.update(normalise(table.rows[row][one.at]) for one in layout.columns for row in layout.head)
    found.headers.update(column_letters(table.left + one.at).lower() for one in layout.columns)
    found.headers.update(normalise(one.title) for one in layout.columns)
    for one in layout.columns:
        if one.use == "unclear":
            titles = "、".join(factor.title for factor in words().factors if factor.id in one.factors)
            raise SurveyError(name, f"列“{one.title}”同时像{titles}，请用 --map {_typed(one.title)}=因素 说明（不算就写 =不用）")
    respondent = _one(layout.columns, "respondent")
    date = _date(name, layout.columns)
    if layout.is_long and respondent is not None:
        rows = long_rows(table, layout, respondent, date, said)
        found.headers.update(normalise(text) for one in layout.columns if one.use == "question" for text in _cells(table, layout, one))
    else:
        rows = wide_rows(table, layout, respondent, date)
        _unclaimed(table, layout, found)
    if rows.nameless:
        raise SurveyError(name, f"{_first(rows.nameless)} 没有写是谁的答案（编号列是空的），请补上编号")
    found.unknown += rows.unclear
    found.dated = found.dated or date is not None
    found.factors.update(cell.question.factor for row in rows.rows for cell in row.cells)
    found.factors.update(one.factors[0] for one in layout.items())
    found.rows.append((table, layout, rows))


def _unclaimed(table: Table, layout: Layout, found: _Found) -> None:
    """Columns that no factor, number or date claims: those of answers may be items in words that are not known here."""
    for one in layout.columns:
        if one.use not in ("unknown", "question", "score", "other"):
            continue
        texts = [text for text in _cells(table, layout, one) if text and not read_cell(text).missing]
        if not texts:
            continue
        found.unused.append(one.title)
        answers = sum(1 for text in texts if read_cell(text).is_answer)
        if one.use != "other" and answers >= _BEARS_ANSWERS * len(texts):
            found.unknown.append(one.title)


def _check(name: str, said: Mapping[str, str], found: _Found) -> None:
    """Raises SurveyError where the columns do not make a survey of the five factors."""
    lexicon = words()
    unmatched = [key for key in said if key not in found.headers]
    if found.headers and unmatched:
        raise SurveyError(name, f"没有名为“{unmatched[0]}”的列或题目，请照表头原文写 --map")
    lacking = [factor.title for factor in lexicon.factors if factor.id not in found.factors]
    if lacking and found.unknown:
        columns = "、".join(f"“{one}”" for one in dict.fromkeys(found.unknown[:_NAMED]))
        more = f" 等 {len(found.unknown)} 列" if len(found.unknown) > _NAMED else ""
        targets = "、".join([*(factor.title for factor in lexicon.factors), *TARGETS])
        example = _typed(found.unknown[0])
        advice = f"请用 --map {example}={lacking[0]} 逐列说明（可用：{targets}）"
        raise SurveyError(name, f"看不出这些列或题目问的是哪个因素：{columns}{more}；还缺{'、'.join(lacking)}。{advice}")
    if not found.factors:
        raise SurveyError(name, "不像满意度答卷：没有一列能认出是五个因素的题目，应一行一位受访者、一列一题，或一行一个答案（编号、题目、得分）")
    if not any(rows.rows for _, _, rows in found.rows):
        raise SurveyError(name, "只有表头，没有一行答卷")


def _one(columns: Iterable[Column], use: str) -> Column | None:
    return min((one for one in columns if one.use == use), key=lambda one: (not one.mapped, one.rank, one.at), default=None)


def _date(name: str, columns: Sequence[Column]) -> Column | None:
    best = _one(columns, "date")
    same = [one for one in columns if best is not None and one.use == "date" and (one.mapped, one.rank) == (best.mapped, best.rank)]
    if len(same) > 1:
        titles = "、".join(f"“{one.title}”" for one in same)
        raise SurveyError(name, f"{titles}都像调查日期，请用 --map {_typed(same[0].title)}=日期 说明用哪一列")
    return best


def _cells(table: Table, layout: Layout, one: Column) -> list[str]:
    return [row[one.at] for row in table.rows[layout.first :]]


def _first(places: Sequence[str]) -> str:
    return places[0] if len(places) == 1 else f"{places[0]} 等 {len(places)} 行"


def _typed(title: str) -> str:
    """As it would be typed in a shell."""
    return f'"{title}"' if " " in title else title
