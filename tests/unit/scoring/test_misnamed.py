"""A name typed wrong shows in whose papers the pack holds."""

import pytest

from scoring.facts.model import FileFacts
from scoring.judge import grade
from scoring.profile import Profile
from tests.support.facts import AS_OF, OTHER, OWN, PROFILE, by, file, says, unreadable
from tests.support.rubrics import clause, group, said, small

RUBRIC = small(group(clause("A", 100, said("research_unit"))))


def pack(own: int = 0, other: int = 0, unsaid: int = 0, name: str = OTHER) -> list[FileFacts]:
    return [
        *(file(f"本{number}.docx", by(OWN), says(f"own{number}")) for number in range(own)),
        *(file(f"别{number}.docx", by(name), says(f"other{number}")) for number in range(other)),
        *(file(f"无{number}.docx", says(f"unsaid{number}")) for number in range(unsaid)),
    ]


def told(files: list[FileFacts], profile: Profile = PROFILE) -> list[str]:
    return [one for one in grade(files, profile, AS_OF, RUBRIC).notices if "核对企业名称" in one]


@pytest.mark.parametrize(
    ("own", "other", "unsaid", "says_so"),
    [
        (0, 5, 4, f"多数材料（5 份）写明是“{OTHER}”的，请核对企业名称是否填对"),
        (0, 4, 6, f"写明单位的材料多数（4 份）写明是“{OTHER}”的，请核对企业名称是否填对"),
        (2, 3, 9, f"写明单位的材料多数（3 份）写明是“{OTHER}”的，请核对企业名称是否填对"),
        (0, 2, 9, None),
        (3, 3, 0, None),
        (5, 4, 0, None),
        (5, 0, 0, None),
    ],
)
def test_most_papers_decide(own: int, other: int, unsaid: int, says_so: str | None) -> None:
    assert told(pack(own, other, unsaid)) == ([says_so] if says_so else [])


def test_it_comes_first_and_the_order_of_files_changes_nothing() -> None:
    files = [*pack(0, 2), file("分.docx", by(f"{OTHER}襄阳分公司"), says("branch")), unreadable("看不清.pdf", "service_manual")]
    profile = Profile(name=OWN, industry="星际旅行", notices=("先前的提醒",))
    for these in (files, files[::-1]):
        assert grade(these, profile, AS_OF, RUBRIC).notices[0].startswith(f"多数材料（3 份）写明是“{OTHER}”的")


def test_companies_that_differ_do_not_add_up() -> None:
    names = ("海南椰风电器有限公司", OTHER, "兰州黄河水泵有限公司")
    files = [file(f"{number}.docx", by(name), says(f"n{number}")) for number, name in enumerate(names)]
    assert told(files) == []


def test_without_a_name_nothing_is_contradicted() -> None:
    assert told(pack(0, 5), Profile()) == []
