"""The closed set of predicates: parameters (rubric) and evidence -> verdict. Each is a pure function in a file of its own."""

from collections.abc import Callable
from typing import Any

from scoring.evidence import Evidence
from scoring.predicates.certified import certified
from scoring.predicates.combined import all_of, any_of
from scoring.predicates.consistent import consistent
from scoring.predicates.counted import counted
from scoring.predicates.covered import covered
from scoring.predicates.graded import graded
from scoring.predicates.laws import laws
from scoring.predicates.minima import minima
from scoring.predicates.promised import promised
from scoring.predicates.provided import provided
from scoring.predicates.quantified import quantified
from scoring.predicates.sampled import sampled
from scoring.predicates.staffed import staffed
from scoring.predicates.stated import stated
from scoring.predicates.topics import topics
from scoring.rubric import predicates as data
from scoring.verdict import Verdict

_JUDGES: dict[type, Callable[[Any, Evidence], Verdict]] = {
    data.Provided: provided,
    data.Stated: stated,
    data.Counted: counted,
    data.Staffed: staffed,
    data.Certified: certified,
    data.Consistent: consistent,
    data.Promised: promised,
    data.Minima: minima,
    data.Laws: laws,
    data.Quantified: quantified,
    data.Topics: topics,
    data.Graded: graded,
}
# These draw records, by a seed that the clause is part of.
_DRAWING: dict[type, Callable[[Any, Evidence, str], Verdict]] = {
    data.Sampled: sampled,
    data.Covered: covered,
    data.AnyOf: lambda rule, evidence, clause: any_of([judge(one, evidence, clause) for one in rule.of]),
    data.AllOf: lambda rule, evidence, clause: all_of([judge(one, evidence, clause) for one in rule.of]),
}


def judge(rule: data.Predicate, evidence: Evidence, clause: str = "") -> Verdict:
    """What the evidence says on one predicate; `clause` is the id of the clause that asks."""
    drawing = _DRAWING.get(type(rule))
    return drawing(rule, evidence, clause) if drawing is not None else _JUDGES[type(rule)](rule, evidence)
