"""哪些文件没算: the papers that are no evidence, wholly or in part, and why."""

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import Json, graded, lead, listed, plain
from assistant.answering.tools.value import Arguments, ToolAnswer

NAME = "files_not_counted"
DESCRIPTION = "打开的客户哪些文件没有算作证据、为什么，哪些只算了一部分。"

_MOST = 8


class Asked(Arguments):
    pass


def files_not_counted(opened: Opened, _: Asked) -> ToolAnswer:
    documents = graded(opened)["documents"]
    refused = [one for one in documents if not one["usable"]]
    partly = [one for one in documents if one["usable"] and one["why_not"]]
    head = f"{lead(opened)}：材料 {len(documents)} 份，{len(documents) - len(refused)} 份可以作证，{len(refused)} 份没算数"
    lines = [f"{head}{f'，另有 {len(partly)} 份部分没算' if partly else ''}。"]
    lines += listed([f"· {plain(one['file'])}：{_why(one, whole=True)}" for one in refused], _MOST)
    if partly:
        lines += ["部分没算的：", *listed([f"· {plain(one['file'])}：{_why(one, whole=False)}" for one in partly], _MOST // 2)]
    return ToolAnswer("\n".join(lines), next=("还缺哪些申请材料", "分都丢在哪了"))


def _why(one: Json, whole: bool) -> str:
    """The reasons; of a file that does not count at all those that concern all of it, where there are any."""
    told = [why for why in one["why_not"] if not (whole and "section" in why)] or one["why_not"]
    return "；".join(plain(why["text"]) for why in told)
