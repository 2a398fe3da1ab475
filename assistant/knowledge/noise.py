"""corpus/lexicon/noise.yaml: what web pages put around a text, as patterns. Read strictly, like the rest of the corpus."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError, model_validator

from assistant.knowledge.model import Frozen, Text
from assistant.knowledge.validation import pattern_text, problem_text
from assistant.knowledge.yaml_lines import CorpusError, Fault, read_items

FILE = "lexicon/noise.yaml"

Kind = Literal["cut", "links", "bait"]


class NoiseRule(Frozen):
    """A pattern and the reason for it. What the kinds do is said at the top of the file."""

    pattern: Text
    why: Text
    kind: Kind = "cut"
    to: str = ""

    @model_validator(mode="after")
    def _only_cut_replaces(self) -> "NoiseRule":
        if self.to and self.kind != "cut":
            raise ValueError("to 只能用于 cut")
        return self


@dataclass(frozen=True, slots=True)
class Noise:
    """The compiled patterns, by kind; `cut` with what comes instead."""

    cut: tuple[tuple[re.Pattern[str], str], ...] = ()
    links: tuple[re.Pattern[str], ...] = ()
    bait: tuple[re.Pattern[str], ...] = ()


def load_noise(corpus_dir: Path) -> Noise:
    """Raises CorpusError with every fault found: unknown keys, bad or repeated patterns, patterns that match the empty text."""
    faults: list[Fault] = []
    rules: dict[re.Pattern[str], NoiseRule] = {}
    for item in read_items(corpus_dir / FILE, FILE):
        try:
            rule = NoiseRule.model_validate(item.value)
            pattern = re.compile(rule.pattern, re.IGNORECASE)
        except ValidationError as error:
            faults.extend(item.fault(f"写法有误：{problem_text(problem)}") for problem in error.errors())
        except re.error as error:
            faults.append(item.fault(pattern_text(error), "pattern"))
        else:
            if pattern in rules:
                faults.append(item.fault("句式写了两次", "pattern"))
            if pattern.search(""):
                faults.append(item.fault("句式能匹配空白，会删掉一切", "pattern"))
            rules[pattern] = rule
    if faults:
        raise CorpusError(faults)

    def of(kind: Kind) -> tuple[re.Pattern[str], ...]:
        return tuple(pattern for pattern, rule in rules.items() if rule.kind == kind)

    return Noise(tuple((pattern, rules[pattern].to) for pattern in of("cut")), of("links"), of("bait"))
