"""Whether something is said in public: ruling 13."""

from collections.abc import Collection

from scoring.evidence import Evidence, Paper


def faces_public(evidence: Evidence, paper: Paper, section: int) -> bool:
    """The carrier faces customers, or says in the same paper where it is posted, printed or published.

    What is said ahead of the first chapter (本规程全文公布于官网) holds for all chapters.
    """
    if paper.kinds(section) & evidence.frame.kinds.customer_facing:
        return True
    around = set(paper.lineage(section)) - {0} or {0}
    return any(
        one.concept == "public_place" and one.polarity == "affirmed" and (one.section == 0 or around & set(paper.lineage(one.section)))
        for one in paper.facts.mentions
    )


def unread_carriers(evidence: Evidence, kinds: Collection[str], public: bool) -> Collection[str]:
    """The kinds among which a file that could not be read may say it: those asked for, else those that customers see."""
    return kinds or (evidence.frame.kinds.customer_facing if public else ())
