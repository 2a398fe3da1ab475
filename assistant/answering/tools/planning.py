"""A plan on the opened grade, and what every answer from one must say. Reads the plan document."""

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import UNSCORED, Json, graded, scored
from assistant.errors import UsageError
from scoring.plan import Wish


def planned(opened: Opened, wish: Wish) -> Json:
    """Raises DeclaredError: UsageError where there is no grade or no score, what the plan itself raises otherwise."""
    if not scored(graded(opened)):
        raise UsageError(UNSCORED + "所以没有到某一星的计划")
    if opened.plan is None:
        raise UsageError("这份结果里没有重算所需的事实，算不了计划；请重新预评")
    return opened.plan(wish)


def points(one: Json) -> str:
    """81.75 分、三星级."""
    return f"{one['score']} 分、{one['title']}"


def moved(result: Json, plan: Json) -> str:
    """Told where the plan's own grading is not what the result says; "" otherwise."""
    said, now = result["score"]["confirmed"], plan["before"]["score"]
    return "" if said == now else f"结果里写的是 {said} 分，用其中的事实重评是 {now} 分，这里以重评为准。"
