"""特别扣分有几项: those of the stored result with their places and what became of them."""

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import Writing, graded, lead, listed, plain
from assistant.answering.tools.value import Arguments, ToolAnswer
from scoring.terminal_overrides import special_head, status

NAME = "special_deductions"
DESCRIPTION = "打开的客户有哪些特别扣分：几项、原文在哪、是否已由人工确认或撤销、怎么整改。"

_MOST = 6


class Asked(Arguments):
    pass


def special_deductions(opened: Opened, _: Asked) -> ToolAnswer:
    result = graded(opened)
    found, rules = result["special_deductions"], result["rules"]["special_deductions"]
    if not found:
        rule = f"规则是每项扣 {rules['points_each']} 分并须整改，满 {rules['fails_at']} 项不合格。" if rules else ""
        return ToolAnswer(f"{lead(opened)}里没有特别扣分：按现有材料没有发现。{rule}")
    out = Writing()
    out.say(f"{lead(opened)}：{special_head(found, rules)}。")
    lines = [f"· {plain(one['text'])}{status(one)}{out.marks(one['evidence'], '', 2)}。整改：{plain(one['remedy']['do'])}" for one in found[:_MOST]]
    for line in listed(lines, _MOST, len(found)):
        out.say(line)
    return ToolAnswer(out.text, tuple(out.places), next=("现在几星",))
