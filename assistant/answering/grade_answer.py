"""A question on a grade -> Answer of mode "grade". The tool's text and numbers go through as they are."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.answering.about_grade import Route, asks_of_somebody, route
from assistant.answering.grade_subjects import Subjects
from assistant.answering.model import Answer, Citation, Turn
from assistant.answering.opened import Opened
from assistant.errors import DeclaredError
from scoring.locators import shown_place

if TYPE_CHECKING:
    from assistant.answering.tools import Place, ToolAnswer

STANDING = "这是按材料的预评，不是认证结论；能否获证、获几星由认证机构的评审决定。"
NOBODY = (
    "这要看是哪一家企业的预评结果，现在没有打开客户。请先到“材料预评”选好客户（没有就新建、放入材料并预评）再问；"
    "在命令行用 xingping ask --client 客户名称，或 --result 预评结果文件。"
)


def answer_on_grade(question: object, history: Sequence[Turn], opened: Opened | None, readings: Mapping[str, str]) -> Answer | None:
    """None for a question on something else, which goes the usual way. Never raises for what the client lacks: that is told."""
    if not isinstance(question, str):  # whatever it is, it is refused the usual way
        return None
    known = Subjects.of_result(opened.result) if opened is not None and opened.result is not None else Subjects.of_standard()
    found = route(question, history, readings, known)
    if found is None:
        return None
    if opened is None:
        return _told(NOBODY) if asks_of_somebody(question, found, readings) else None
    from assistant.answering.tools import run_grade_tool  # heavy; most questions are not on a grade

    try:
        return _answer(run_grade_tool(found.tool, found.arguments, opened), found, opened)
    except DeclaredError as problem:
        return _told(f"{problem}。".replace("。。", "。"))


def _answer(made: "ToolAnswer", found: Route, opened: Opened) -> Answer:
    changed = (f"预评之后有变动（{'；'.join(opened.changed)}），这里说的还是当时的结果，请重新预评。",) if opened.changed else ()
    return Answer(
        text=made.text,
        refused=False,
        mode="grade",
        citations=tuple(_citation(number, one, opened) for number, one in enumerate(made.places, 1)),
        notes=(STANDING, *changed) if opened.result is not None else changed,
        suggestions=tuple(one for one in made.next if found.subject is None or found.subject not in one),
    )


def _citation(number: int, place: "Place", opened: Opened) -> Citation:
    """A place in the client's papers: no passage of the knowledge base stands behind it."""
    return Citation(
        number=number,
        passage="",
        title=f"{place.file} {shown_place(place.locator)}".strip(),
        clause=place.clause,
        source=f"{opened.name}的材料",
        confidence="贵方材料",
        quote=place.quote,
    )


def _told(text: str) -> Answer:
    return Answer(text, refused=False, mode="grade")
