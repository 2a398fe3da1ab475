"""What must a single item of the predecessor standard reach at least?"""

from fractions import Fraction

from assistant.answering.compute.roles import behind
from assistant.answering.hearing import Heard
from assistant.guidance import predecessor
from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.rubric import Rubric

_OLD = ("旧行标", "旧标准", "老标准", "旧行业标准", "前身", "10401", "附录a", "老行标", "以前那个标准", "行业标准", "old standard")
_LEAST = ("至少", "最少", "最低", "不低于", "不能低于", "不得低于", "不少于", "不能少于", "低于几", "低于多少", "下限", "保底", "过线", "及格", "门槛", "底线", "过半", "算过", "起码", "一半", "卡住", "50%", "at least", "minimum")
_FAST = ("快消", "快速消费", "快销", "fast-moving", "fmcg")
_TOO_COMMON = ("服务", "客户")


def read(heard: Heard, _: Rubric) -> Computation | None:
    """By the item's name in the table, or by full marks given in the question."""
    if not (heard.says(*_OLD) and heard.says(*_LEAST)):
        return None
    tables = load_figures().predecessor_items
    table = tables.fast_moving if heard.says(*_FAST) else tables.durable
    for name, marks in table.items.items():
        if heard.says(name, name[2:]) or (name[:2] not in _TOO_COMMON and heard.says(name[:2])):
            return predecessor.item_floor(Fraction(marks), f"{table.title}“{name}”单项", table.passage)
    given = [f.value for f in heard.figures if behind(heard, f).startswith("分") and f.value <= 100]
    return predecessor.item_floor(given[0]) if given else None
