"""What is told beside an answer about how it came to be, the same words on every surface."""

from assistant.answering.grounded.model import KIND_LABELS
from assistant.answering.model import Answer


def written_line(answer: Answer) -> str:
    """Who wrote it and what was checked, as one Chinese line; empty for an answer no model wrote."""
    written = answer.written
    if answer.mode != "generative" or written is None or written.checked is None:
        return ""
    checked = written.checked
    kinds = "、".join(f"{KIND_LABELS[kind]} {count}" for kind, count in checked.kinds if kind in KIND_LABELS)
    held = f"已逐处与依据核对 {checked.claims} 处（{kinds}）" if checked.claims else "已与依据核对"
    mended = f"，程序补正 {checked.mended} 处（出处、另一种说法、引号）" if checked.mended else ""
    again = "，其间请模型改过一次" if checked.repaired else ""
    return f"由模型 {written.model} 按依据改写，{held}{mended}{again}"
