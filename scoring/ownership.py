"""Whose paper it is: rubric §2 rule 2 and rulings 1 and 2. Customers and suppliers that a paper names never decide."""

import re
from collections.abc import Iterable
from typing import Literal

from scoring.documents.normalise import normalise
from scoring.facts.model import FileFacts, Instrument, Organisation
from scoring.profile import Profile
from scoring.words import words

Belonging = Literal["own", "other", "unsaid"]

_BRACKETS = re.compile(r"[\s()（）\[\]“”\"'·.,，]")
# Words that a reader may have left in front of a name: 工作单位某公司, 本手册是某公司.
_LEAD = re.compile(
    r"[^省市县区]{0,8}(?:单位|名称|企业|就职|任职|供职|受聘|服务|隶属|属|委托|授权|证明|来自|兹|甲方|乙方|[持获]证人|被保险人|投保人)(?:系|为|是|于|在)?"
    r"|(?:本|该|此|我|现|其)[^省市县区]{0,6}(?:是|为|由|系|属|归)|[系为是由于在经]"
)
_ALIKE = str.maketrans("OQDILZSBV", "00011258U")
_DECIDING = ("holder", "subject", "counterpart", "issuer")


def same_organisation(name: str, own: str) -> bool:
    """Whether a written name is that organisation: equal up to brackets and spaces, or one of its departments or branches."""
    left, right = _plain(name), _plain(own)
    if not right:
        return False
    return left.startswith(right) or (left.endswith(right) and _LEAD.fullmatch(left, 0, len(left) - len(right)) is not None)


def same_name(name: str, other: str) -> bool:
    """Equal up to brackets, spaces and script: no department, no branch."""
    return _plain(name) == _plain(other)


def is_own(name: str, profile: Profile) -> bool:
    return any(same_organisation(name, own) for own in profile.own_names)


def file_belonging(facts: FileFacts, profile: Profile) -> tuple[Belonging, Organisation | None]:
    """Whose file it is, and the other organisation that says so.

    Holders decide before issuers: an association's letter about the enterprise is the enterprise's evidence, a
    certificate that the enterprise shows but another holds is not.
    """
    if not profile.name:
        return "unsaid", None
    if any(code.valid and code.code == profile.uscc for code in facts.codes):
        return "own", None
    named = [one for one in facts.organisations if not facts.sections or not facts.sections[one.section].hidden]
    deciding = [one for one in named if one.role in _DECIDING]
    if any(is_own(one.name, profile) for one in deciding):
        return "own", None
    if deciding:
        held = any(one.role == "holder" for one in deciding)
        if related_by_label(facts, profile) or (not held and any(one.role == "mentioned" and is_own(one.name, profile) for one in named)):
            return "own", None
        return "other", deciding[0]
    return ("own" if any(is_own(one.name, profile) for one in named) else "unsaid"), None


def instrument_belonging(instrument: Instrument, facts: FileFacts, profile: Profile) -> Belonging:
    """Whose certificate, insurance, agreement or report it is; a paper that names no holder goes with its file."""
    if not profile.name:
        return "unsaid"
    if profile.uscc and profile.uscc in instrument.codes:
        return "own"
    if foreign_code(instrument, profile):
        return "other"
    if any(is_own(name, profile) for name in _speaking_for(instrument)):
        return "own"
    if instrument.holders:
        return "other"
    return file_belonging(facts, profile)[0]


def foreign_code(instrument: Instrument, profile: Profile) -> str:
    """The credit code that a certificate writes beside the enterprise's name and that is not the enterprise's, or "".

    A branch has a code of its own. Letters that readers and typists take for each other are no difference.
    """
    if not profile.uscc or not any(same_name(name, known) for name in instrument.holders for known in (profile.name, *profile.former_names)):
        return ""
    own = profile.uscc.translate(_ALIKE)
    return next((code for code in instrument.codes if all(one.translate(_ALIKE) != own for one in instrument.codes)), "")


def client_belonging(instrument: Instrument, facts: FileFacts, profile: Profile) -> Belonging:
    """For a report on a product: own if the enterprise is client, dealer, authorised party or maker; other if it is merely not (ruling 2)."""
    if any(is_own(name, profile) for name in _speaking_for(instrument)) or related_by_label(facts, profile):
        return "own"
    return "other" if any(True for _ in _speaking_for(instrument)) else file_belonging(facts, profile)[0]


def related_by_label(facts: FileFacts, profile: Profile) -> bool:
    """Whether the file names the enterprise beside a label that makes a report on another's product its own evidence."""
    return any(
        is_own(one.name, profile) and one.role != "customer" and words().client_label.search(normalise(one.source.quote)) is not None
        for one in facts.organisations
    )


def _speaking_for(instrument: Instrument) -> Iterable[str]:
    return (*instrument.holders, *instrument.roles.values())


def _plain(name: str) -> str:
    return _BRACKETS.sub("", normalise(name))
