"""What the model may write from: the passages of the extracted answer first, then what else was found, within a budget."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.compose import citation_of, nearest_sentence, notes_for, source_names
from assistant.answering.generative.fence import Numbered, fenced
from assistant.answering.hearing import Heard
from assistant.answering.model import Answer, Citation
from assistant.answering.scope import is_order
from assistant.answering.sentences import bigrams, marked_sentences, sentences
from assistant.knowledge.model import Confidence, Passage, Source

MOST = 10  # passages; more of them dilute what is asked
ROOM = 6_000  # characters of passages in one request

_MARK = re.compile(r"\[(\d{1,2})\]")

# Words that speak to a machine or tell it what to say: nothing a document on a company's service needs.
_TO_A_MACHINE = re.compile(
    r"(?:作为|你是|对|给|请|要求|告诉)[^。！？\n]{0,8}(?:AI|人工智能|大模型|语言模型|智能助手|聊天机器人|模型)"
    r"|(?:请|必须|务必|应当?|只)(?:直接|一律|统一|始终)?(?:回答|回复|答复|告诉|告知|输出|写明|声称)[^。！？\n]{0,12}(?:用户|提问|问题|访客|顾客问|一律|如下|：|“)"
    r"|(?:回答|回复|输出)(?:任何|所有|一切|本|该|此)?(?:用户|问题|提问)[^。！？\n]{0,10}(?:时|都|均|一律)"
    r"|\b(?:assistant|AI|model|chatbot|LLM)\b[^.\n]{0,30}\b(?:must|should|shall|please|reply|answer|say|respond)\b"
    r"|\b(?:tell|inform|answer|reply to) the user\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Material:
    """Numbered passages and the draft, whose [n] are these numbers."""

    passages: tuple[Numbered, ...]
    draft: str

    def fenced(self, tag: str) -> str:
        return fenced(self.passages, tag)

    def cited(self, text: str, sources: Mapping[str, Source]) -> tuple[str, tuple[Citation, ...], tuple[str, ...]]:
        """The text with its marks numbered in reading order, the citations in that order, and notes on their standing."""
        by_number = {one.number: one.passage for one in self.passages}
        order = list(dict.fromkeys(n for n in map(int, _MARK.findall(text)) if n in by_number))
        new = {old: number for number, old in enumerate(order, 1)}
        shown = _MARK.sub(lambda found: f"[{new[int(found[1])]}]" if int(found[1]) in new else "", text)
        citations = tuple(
            citation_of(new[old], by_number[old], nearest_sentence(by_number[old], _grams_at(text, old)), sources)
            for old in order
        )
        return shown, citations, notes_for(by_number[old] for old in order)


def _grams_at(text: str, number: int) -> frozenset[str]:
    """What the sentences that carry [number] say."""
    return bigrams("".join(one for one in marked_sentences(text) if f"[{number}]" in one))


def gather(
    drafted: Answer,
    found: Sequence[Passage],
    by_id: Mapping[str, Passage],
    sources: Mapping[str, Source],
    readings: Mapping[str, str],
) -> Material:
    """The passages that the extracted answer cites keep their numbers; others follow while there is room."""
    cited = [by_id[citation.passage] for citation in drafted.citations if citation.passage in by_id]
    chosen: dict[str, Passage] = {passage.id: passage for passage in cited}
    room = ROOM - sum(len(passage.text) for passage in cited)
    for passage in found:
        if passage.id not in chosen and len(chosen) < MOST and len(passage.text) <= room:
            chosen[passage.id] = passage
            room -= len(passage.text)
    safe = [without_orders(passage, readings) for passage in chosen.values()]
    return Material(
        tuple(Numbered(number, one, "；".join(source_names(one, sources)) or "公开资料未见") for number, one in enumerate(safe, 1)),
        "\n\n".join(part for part in drafted.text.split("\n\n") if _MARK.search(part)),
    )


def without_orders(passage: Passage, readings: Mapping[str, str]) -> Passage:
    """A user's document without the sentences that give orders to a machine; curated passages as they are."""
    if passage.confidence is not Confidence.USER:
        return passage
    kept = [one for one in sentences(passage.text) if not _TO_A_MACHINE.search(one) and not is_order(Heard.of(one, readings))]
    return passage.model_copy(update={"text": "\n".join(kept) or "（这一段没有可引用的内容）"})
