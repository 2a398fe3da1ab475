"""The grounding gate: what a written answer says is held to what it cites. Deterministic, and no model is asked.

`check` finds faults, `mended` puts right what code can, `repaired` leaves out the sentences that have them. How claims are
read, supported and paired: the modules of `assistant.answering.grounded`; the words they read by: its words.yaml.
"""

import re
from collections.abc import Sequence

from assistant.answering.grounded.claims import claims_of
from assistant.answering.grounded.fold import folded
from assistant.answering.grounded.gate import Gate, check
from assistant.answering.grounded.mending import mended
from assistant.answering.grounded.model import KIND_LABELS, Checked, Claim, Counts, Fault, Ground, Grounding
from assistant.answering.grounded.names import hosts
from assistant.answering.grounded.repair import repaired
from assistant.answering.grounded.runs import runs
from assistant.answering.grounded.statements import bridging, courtesy
from assistant.knowledge.model import Passage

__all__ = [
    "KIND_LABELS", "Checked", "Claim", "Counts", "Fault", "Gate", "Ground", "Grounding",
    "bridging", "check", "claims_of", "courtesy", "ground_of", "hosts_in", "mended", "repaired", "runs",
]


_COUNTS = re.compile(r"[\d一二两三四五六七八九十]+(?=[类个项条点步种分天大方问])")


def hosts_in(text: str) -> frozenset[str]:
    """The hosts of the addresses in a text, in small letters."""
    return frozenset(name.value for name in hosts(folded(text)))


def ground_of(number: int, passage: Passage, sources: Sequence[str] = ()) -> Ground:
    """What citing a passage supports: its title, text, clause, accounts, and the names of its sources."""
    chapter = passage.clause is not None and passage.clause.isdecimal()
    clause = f"第{passage.clause}章" if chapter else passage.clause or ""
    names = (_COUNTS.sub("", name) for name in sources)  # 三类分值与评级标准 names a page, and counts nothing for what is said
    texts = (passage.title, passage.text, clause, *names)
    return Ground(number, tuple(text for text in texts if text), tuple(side.says for side in passage.sides))
