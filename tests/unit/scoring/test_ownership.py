"""Whose paper it is: names as they are written, and the roles that decide."""

from dataclasses import replace

import pytest

from scoring.assumption import with_former_names
from scoring.facts.model import FileFacts, Marks, OrganisationRole, Renaming, Source
from scoring.ownership import file_belonging, foreign_code, instrument_belonging, is_own, same_organisation
from scoring.profile import Profile
from tests.support.facts import OTHER, OWN, by, code, file, paper

PROFILE = Profile(name=OWN, uscc="91350206MA8RYX0B1T", branches=("棋石外省分公司",), entrusted_outlets=("望山水暖行",))


@pytest.mark.parametrize(
    ("written", "same"),
    [
        (OWN, True),
        ("临江棋石净水设备有限公司（盖章）", True),
        ("临江 棋石 净水设备 有限公司", True),
        ("臨江棋石淨水設備有限公司", True),
        ("临江棋石净水设备有限公司售后服务中心", True),
        ("临江棋石净水设备", False),
        ("临江棋石净水销售有限公司", False),
        ("新临江棋石净水设备有限公司", False),
        ("工作单位临江棋石净水设备有限公司", True),
        ("本手册是临江棋石净水设备有限公司", True),
        ("上海临江棋石净水设备有限公司", False),
        ("浙江省临江棋石净水设备有限公司", False),
        ("", False),
    ],
)
def test_names(written: str, same: bool) -> None:
    assert same_organisation(written, OWN) == same


def test_an_empty_name_owns_nothing() -> None:
    assert not same_organisation("", "")
    assert not is_own(OWN, Profile())


def test_branches_and_entrusted_outlets_are_own() -> None:
    assert is_own("望山水暖行", PROFILE)
    assert is_own("棋石外省分公司", PROFILE)


@pytest.mark.parametrize("role", ["holder", "subject", "counterpart", "issuer"])
def test_roles_that_decide(role: OrganisationRole) -> None:
    assert file_belonging(file("a.docx", by(OTHER, role)), PROFILE)[0] == "other"
    assert file_belonging(file("a.docx", by(OTHER, role), by(OWN, role)), PROFILE)[0] == "own"


@pytest.mark.parametrize("role", ["customer", "supplier", "mentioned"])
def test_roles_that_do_not(role: OrganisationRole) -> None:
    assert file_belonging(file("a.docx", by(OTHER, role)), PROFILE)[0] == "unsaid"


def test_the_enterprises_own_code_decides_if_it_is_valid() -> None:
    assert file_belonging(file("a.docx", by(OTHER), code(PROFILE.uscc)), PROFILE)[0] == "own"
    assert file_belonging(file("a.docx", by(OTHER), code(PROFILE.uscc, valid=False)), PROFILE)[0] == "other"


def test_the_other_that_decides_is_told() -> None:
    _, other = file_belonging(file("a.docx", by(OTHER, "holder")), PROFILE)
    assert other is not None
    assert other.name == OTHER


@pytest.mark.parametrize(("holders", "belongs"), [((OWN,), "own"), ((OTHER,), "other"), ((OTHER, OWN), "own"), ((), "own")])
def test_a_paper_without_holder_goes_with_its_file(holders: tuple[str, ...], belongs: str) -> None:
    one = paper("permit", *holders)
    assert instrument_belonging(one, file("a.pdf", one, by(OWN)), PROFILE) == belongs


def test_without_a_name_nobody_is_told_apart() -> None:
    assert file_belonging(file("a.docx", by(OTHER)), Profile()) == ("unsaid", None)


OWN_CODE, OTHER_CODE, NO_CODE = "91350206MA8RYX0B1T", "91330604MA2JD35QX4", "91350206MA8RYX0B19"


@pytest.mark.parametrize(
    ("holder", "code", "foreign"),
    [
        (OWN, OWN_CODE, ""),
        (OWN, OTHER_CODE, OTHER_CODE),
        (OWN, NO_CODE, NO_CODE),
        (OWN, OWN_CODE.replace("0B1T", "OB1T"), ""),
        ("棋石外省分公司", OTHER_CODE, ""),
        (OTHER, OTHER_CODE, ""),
    ],
)
def test_a_code_that_is_not_the_holders(holder: str, code: str, foreign: str) -> None:
    one = replace(paper("permit", holder), codes=(code,))
    assert foreign_code(one, PROFILE) == foreign
    if foreign:
        assert instrument_belonging(one, file("a.pdf", one, by(OWN)), PROFILE) == "other"


def test_the_own_code_owns_a_paper_in_a_former_name() -> None:
    assert instrument_belonging(replace(paper("permit", "旧名净水器有限公司"), codes=(OWN_CODE,)), file("a.pdf"), PROFILE) == "own"


def _notice(old: str, new: str, code: str = "", *, marks: Marks | None = None) -> FileFacts:
    facts = replace(file("变更.pdf"), renamings=(Renaming(old, new, code, 0, Source("p.1", old)),))
    return replace(facts, marks=marks) if marks is not None else facts


def test_former_names_are_followed_back() -> None:
    chain = [_notice("二代净水有限公司", OWN, OWN_CODE), _notice("初代净水有限公司", "二代净水有限公司")]
    assert with_former_names(PROFILE, chain).former_names == ("二代净水有限公司", "初代净水有限公司")
    assert is_own("初代净水有限公司", with_former_names(PROFILE, chain))


@pytest.mark.parametrize(
    "facts",
    [
        _notice("二代净水有限公司", OTHER),
        _notice("二代净水有限公司", OWN, OTHER_CODE),
        _notice("二代净水有限公司", OWN, marks=Marks(draft=Source("p.1", "草稿"))),
    ],
)
def test_notices_that_name_no_former_name(facts: FileFacts) -> None:
    assert with_former_names(PROFILE, [facts]) == PROFILE
