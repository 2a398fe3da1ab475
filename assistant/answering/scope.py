"""What is refused: other subjects, chit-chat, and attempts to change the rules or read the prompts."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answering.hearing import Heard
from assistant.knowledge.searcher import EntrySearch

SCOPE_FILE = Path(__file__).resolve().parent / "scope.json"

# Orders to the machine, not questions about the subject. Matched on normalised text.
_ORDERS = re.compile(
    r"\b(?:ignore|forget|disregard|override|bypass)\b.{0,40}\b(?:instruction|rule|prompt|guideline|previous|above|restriction|everything)"
    r"|\b(?:system|hidden|initial|developer|confidential|secret)\s*(?:prompt|message|instruction|config)"
    r"|\b(?:print|reveal|repeat|show|output|dump|write out|copy)\b.{0,40}\b(?:prompt|instructions|system message|api key|config|above)"
    r"|\byou are (?:now|no longer)\b|\bact as\b|\bpretend (?:to be|you)|\bdan mode\b|jailbreak|developer mode|unrestricted"
    r"|\b(?:from (?:now|this message|here) on)\b.{0,60}\b(?:treat|consider|count|answer|use|say)\b"
    r"|(?:忽略|无视|忘掉|忘记|跳过|绕过|不要管|别管|抛开)[^。?]{0,14}(?:指令|规则|设定|提示|限制|约束|上面)"
    r"|系统提示|系统指令|开场白|后台指令|内部指令|隐藏指令|初始指令|提示词|prompt|开发者模式|越狱|你现在是|从现在起你|假装你|扮演"
    r"|(?:从现在起|从此刻起|从此以后|从今往后|往后|以后|后头)[^。?]{0,40}(?:改成|改为|就当|当成|当作|照这个|照这么|都这么|都这样|听我的)"
    r"|(?:编造|伪造|捏造|造假|做[个张份]?假|仿造|杜撰|虚构|凭空|瞎编|现编|编[一几][份些套张条]|p一?[张个])[^。?吗]{0,14}"
    r"(?:记录|工单|证书|台账|回访|签到|签名|签字|公?章|报告|资料|材料|合同)(?!.*(?:吗|么$|会|行不|能不能|可不可以|后果|怎么处理|怎么办|查出|发现))"
)
_ALLOWANCE = 1.2
_SOUNDS_LIKE_ORDER = ("提示词", "系统提示", "开发者模式")


@dataclass(frozen=True, slots=True)
class Gate:
    """A linear rule on what the search says of a question, fitted by assistant.training.scope; above `threshold` the
    question is refused. The threshold was set on the tuning questions.
    """

    weights: tuple[float, ...]
    bias: float
    threshold: float

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Gate":
        data = json.loads(SCOPE_FILE.read_text(encoding="utf-8"))
        return cls(tuple(map(float, data["weights"])), float(data["bias"]), float(data["threshold"]))

    def odds(self, found: EntrySearch, strangeness: float) -> float:
        """Log-odds that the question is none of ours."""
        return sum(w * f for w, f in zip(self.weights, gate_features(found, strangeness), strict=True)) + self.bias

    def refuses(self, found: EntrySearch, strangeness: float, lenient: bool) -> bool:
        """Whether to refuse. A question that follows an earlier one, or one that can be computed, may be short of words of
        the subject: `lenient`.
        """
        return not found.hits or self.odds(found, strangeness) > self.threshold + (_ALLOWANCE if lenient else 0.0)


def gate_features(found: EntrySearch, strangeness: float) -> tuple[float, ...]:
    """What the gate looks at: best relevance, likeness to refused questions, share of known character pairs, and what
    the subject classifier says.
    """
    return found.top, found.refusal, found.known, strangeness


def is_order(heard: Heard) -> bool:
    """Whether the text orders the assistant to break its rules, reveal its prompts or forge evidence."""
    return _ORDERS.search(heard.text) is not None or heard.says(*_SOUNDS_LIKE_ORDER)
