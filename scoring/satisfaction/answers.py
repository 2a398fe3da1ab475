"""Raw rows -> a `Survey`: scales settled, every cell valid, missing or impossible, rows outside the period set aside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.documents.model import Document, Table
from scoring.facts.dates import cell_time, first_day, last_day
from scoring.satisfaction import scales
from scoring.satisfaction.cells import read_cell
from scoring.satisfaction.errors import SurveyError
from scoring.satisfaction.layout import Layout
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.model import NOT_ASKED, Answer, Asked, Item, Response, Scale, Set, Survey
from scoring.satisfaction.rows import Cell, Question, RawRow, Rows

_NAMED = 6  # cells named in one line

Gathered = Sequence[tuple[Table, Layout, Rows]]


@dataclass(frozen=True, slots=True)
class _Key:
    """Cells of one item: the same question on the same scale, in whatever sheets."""

    factor: str
    title: str
    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, question: Question, scale: Scale) -> "_Key":
        return cls(question.factor, question.title, scale.low, scale.high)


def answered(document: Document, asked: Asked, found: Gathered, unused: Sequence[str], notes: Sequence[str]) -> Survey:
    """Raises SurveyError for text among scores, scales that cannot be told, and a period without any answers."""
    name = document.name
    settled = [(rows, _scales(name, asked, layout, rows)) for _, layout, rows in found]
    items = _items(settled)
    at = {_Key(item.factor, item.title, item.scale.low, item.scale.high): n for n, item in enumerate(items)}
    responses: list[Response] = []
    faults: list[str] = []
    twice: list[str] = []
    for rows, scale_of in settled:
        for raw in rows.rows:
            answers: list[Answer | None] = [None] * len(items)
            for cell in raw.cells:
                scale = scale_of[cell.question]
                answer = _answer(cell, scale, faults)
                slot = at[_Key.of(cell.question, scale)]
                if answers[slot] is None:
                    answers[slot] = answer
                else:
                    twice.append(f"{cell.locator}（{cell.text}）")
            filled = tuple(NOT_ASKED if one is None else one for one in answers)
            responses.append(Response(raw.respondent, raw.place, _day(raw.date), filled))
    if faults:
        raise SurveyError(name, f"评分格里有看不懂的文字：{_few(faults)}；请改成分数、满意程度，或写“不适用”")
    _check_impossible(name, responses)
    skipped = [f"{place} 是{why}，没有计入" for _, _, rows in found for place, why in rows.skipped]
    if twice:
        skipped.append(f"同一人同一题答了两次，取先出现的：没有计入 {_few(twice)}")
    kept, outside, undated = _in_period(responses, asked)
    if not kept:
        raise SurveyError(name, "--period 之内没有一份答卷")
    return Survey(
        name=name,
        sha256=document.sha256,
        items=items,
        responses=tuple(kept),
        period=asked.period or _span(kept),
        outside_period=tuple(one.place for one in outside),
        undated=tuple(one.place for one in undated),
        repeated=tuple(_repeated([raw for rows, _ in settled for raw in rows.rows], {one.place for one in kept})),
        unused_columns=tuple(dict.fromkeys(unused)),
        notes=(*notes, *skipped),
    )


def _items(settled: Sequence[tuple[Rows, Mapping[Question, Scale]]]) -> tuple[Item, ...]:
    """By factor, and in the order in which they first stand."""
    found: dict[_Key, tuple[Scale, list[str]]] = {}
    for rows, scale_of in settled:
        for question in _questions(rows):
            _, places = found.setdefault(_Key.of(question, scale_of[question]), (scale_of[question], []))
            if question.place:
                places.append(question.place)
    order = {factor.id: n for n, factor in enumerate(words().factors)}
    items = [Item(key.factor, key.title, scale, tuple(places)) for key, (scale, places) in found.items()]
    return tuple(sorted(items, key=lambda one: order[one.factor]))


def _questions(rows: Rows) -> Iterator[Question]:
    yield from dict.fromkeys(cell.question for row in rows.rows for cell in row.cells)


def _scales(name: str, asked: Asked, layout: Layout, rows: Rows) -> dict[Question, Scale]:
    """The scale of each question: of words, as typed, as announced over it or over the table, else one guess for all that are left."""
    if scales.is_reversed(" ".join([layout.above, *(one.title for one in layout.columns)])):
        raise SurveyError(name, "量表写明 1 分是最满意，方向相反，请先把分数换成越高越满意")
    by_question: dict[Question, list[Cell]] = {}
    for row in rows.rows:
        for cell in row.cells:
            by_question.setdefault(cell.question, []).append(cell)
    above = scales.announced(layout.above)
    out: dict[Question, Scale] = {}
    open_ones: list[Question] = []
    values: list[Fraction] = []
    for question, cells in by_question.items():
        read = [read_cell(cell.text) for cell in cells]
        in_words = any(one.level for one in read) and not any(one.number is not None for one in read)
        typed = Scale(*asked.scale, "option") if asked.scale else None
        scale = scales.WORDS if in_words else typed or scales.announced(question.title) or above
        if scale is not None:
            out[question] = scale
        else:
            open_ones.append(question)
            values += [one.number for one in read if one.number is not None]
    if open_ones:
        guess = scales.guessed(values) if values else scales.WORDS
        if guess is None:
            raise SurveyError(name, "看不出分数是几分制，请用 --scale 说明，如 --scale 1-5、--scale 0-100")
        out |= dict.fromkeys(open_ones, guess)
    return out


def _answer(cell: Cell, scale: Scale, faults: list[str]) -> Answer:
    read = read_cell(cell.text)
    value = read.number
    if read.level is not None and (scale.low, scale.high) == (scales.WORDS.low, scales.WORDS.high):
        value = Fraction(read.level)
    if read.missing:
        return Answer("missing", cell.text, cell.locator)
    if value is None:
        faults.append(f"{cell.locator}“{cell.text[:20]}”")
        return Answer("missing", cell.text, cell.locator)
    return Answer("valid" if scale.holds(value) else "impossible", cell.text, cell.locator, value)


def _check_impossible(name: str, responses: Sequence[Response]) -> None:
    """Many answers outside the scale mean that the scale is wrong."""
    given = [answer for one in responses for answer in one.answers if answer.state != "missing"]
    wrong = [answer for answer in given if answer.state == "impossible"]
    if len(wrong) > words().impossible_share * len(given) and len(wrong) > 1:
        cells = _few([f"{one.locator}（{one.text}）" for one in wrong])
        raise SurveyError(name, f"有 {len(wrong)} 个分数不在量表之内：{cells}；请核对分数，或用 --scale 写明量表，如 --scale 1-10")


def _day(text: str) -> str | None:
    return cell_time(text) if text else None


def _in_period(responses: Sequence[Response], asked: Asked) -> tuple[list[Response], list[Response], list[Response]]:
    """Those that count, those of another time, and those without a date where others have one."""
    if asked.period is None or not any(one.date for one in responses):
        return list(responses), [], []
    begin, end = asked.period
    kept: list[Response] = []
    outside: list[Response] = []
    undated: list[Response] = []
    for one in responses:
        if one.date is None:
            undated.append(one)
        elif begin <= first_day(one.date) and last_day(one.date) <= end:
            kept.append(one)
        else:
            outside.append(one)
    return kept, outside, undated


def _span(responses: Sequence[Response]) -> tuple[str, str] | None:
    days = [one.date for one in responses if one.date is not None]
    return (min(map(first_day, days)), max(map(last_day, days))) if days else None


def _repeated(rows: Sequence[RawRow], kept: set[str]) -> Iterator[Set]:
    """Respondents under one number, and rows that are equal in all but the number."""
    counted = [row for row in rows if row.place in kept]
    numbers = [((row.place.rpartition("!")[0], row.respondent), row.place) for row in counted if row.respondent]  # each sheet may count from 1
    copies = [(("", row.same), row.place) for row in counted if row.same]
    for what, keyed in (("编号相同", numbers), ("内容完全相同", copies)):
        groups: dict[tuple[str, str], list[str]] = {}
        for key, place in keyed:
            groups.setdefault(key, []).append(place)
        yield from (Set(tuple(places), what) for places in groups.values() if len(places) > 1)


def _few(cells: Sequence[str]) -> str:
    return "、".join(cells[:_NAMED]) + (f" 等 {len(cells)} 处" if len(cells) > _NAMED else "")
