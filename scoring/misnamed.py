"""Whether the enterprise's name is likely typed wrong: most of the pack names one other company."""

from collections import Counter
from collections.abc import Sequence

from scoring.evidence import Paper
from scoring.ownership import file_belonging, same_organisation
from scoring.profile import Profile

CHECK_THE_NAME = "请核对企业名称是否填对"
_FEW = 3  # so many must agree; a stray paper or two says nothing of the name


def misnamed_notice(profile: Profile, papers: Sequence[Paper]) -> tuple[str, ...]:
    """One line where most readable files, or most of those that say whose they are, were refused as one other company's.

    Its departments and branches count as that company.
    """
    readable = [paper for paper in papers if paper.readable]
    named: Counter[str] = Counter()
    own = 0
    for paper in readable:
        belonging, other = file_belonging(paper.facts, profile)
        own += belonging == "own"
        if other is not None and any(one.reason == "other_organisation" for one in paper.whole):
            named[other.name] += 1
    if not named:
        return ()
    counts = {name: sum(many for one, many in named.items() if same_organisation(one, name)) for name in named}
    # Of names that cover as many files the one most files write; then by length and text, so that the order of files changes nothing.
    name = min(counts, key=lambda one: (-counts[one], -named[one], len(one), one))
    count = counts[name]
    if count < _FEW:
        return ()
    if count * 2 > len(readable):
        return (f"多数材料（{count} 份）写明是“{name}”的，{CHECK_THE_NAME}",)
    if count * 2 > own + named.total():
        return (f"写明单位的材料多数（{count} 份）写明是“{name}”的，{CHECK_THE_NAME}",)
    return ()
