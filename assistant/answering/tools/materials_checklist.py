"""还缺哪些申请材料: the checklist of guidance, by the opened client's grade where there is one."""

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import listed, plain
from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.guidance.materials import checklist, to_json

NAME = "materials_checklist"
DESCRIPTION = "申请认证的材料清单；打开了客户时对照预评结果说明缺哪些、哪些不能用、哪些要人工确认。"

_MOST = 8
_TOLD = ("missing", "unusable")


class Asked(Arguments):
    pass


def materials_checklist(opened: Opened | None, _: Asked) -> ToolAnswer:
    """Without a client: what public lists ask for, by class."""
    document = opened.materials() if opened is not None and opened.materials is not None else to_json(checklist(None))
    items = [item for one in document["classes"] for item in one["items"]]
    lead = f"{plain(opened.name)}的申请材料" if opened is not None else "申请材料"
    if document["result"] is None:
        parts = [f"{one['title']}：{'、'.join(item['title'] for item in one['items'])}。" for one in document["classes"]]
        text = "\n".join([f"{lead}（公开清单的并集，共 {len(items)} 项）：", *parts])
        return ToolAnswer(text, passages=tuple(dict.fromkeys(item["passage"] for item in items)))
    counts = "，".join(f"{title} {document['counts'][state]} 项" for state, title in document["states"].items() if document["counts"][state])
    wanted = [item for state in _TOLD for item in items if item["state"] == state]
    lines = [f"{lead}，按评定日 {document['result']['as_of']} 的预评核对：{counts}。"]
    lines += listed([f"· {item['title']}（{item['state_title']}）：{plain(item['text'])}。要做：{plain(item['todo'])}" for item in wanted], _MOST)
    lines.append("这里是公开清单的并集，交哪些以受理机构的清单为准。")
    return ToolAnswer("\n".join(lines), passages=tuple(dict.fromkeys(item["passage"] for item in wanted[:_MOST])), next=("哪些文件没算",))
