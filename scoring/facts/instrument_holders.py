"""Whom a certificate is for: the credit code it writes for its holder, and whether it certifies a person."""

import re
from collections.abc import Sequence

from scoring.documents.normalise import HAN
from scoring.facts.credit_code import labelled_codes
from scoring.facts.labels import Field
from scoring.facts.names import name_at, names_in

_CODE_CHARS = 18
_OF_ISSUER = re.compile(r"(?:机构|发证|颁证|认证方|保险人|承保|登记机关|签发)[^\n|]{0,4}$")
_PERSON = re.compile(rf"(?:[{HAN}](?:\s?[{HAN}·]){{1,3}}|[A-Za-z][A-Za-z.'-]*(?: [A-Za-z][A-Za-z.'-]*){{1,3}})(?=$|[\s,;|(。])")
_ROLE = re.compile(
    r"(?<!无)(?:内部?审核?员|审核员|审核组长|检查员|评审员|咨询师|管理师|评价师|培训师)(?:资格|培训|考试|考核|注册|证|研修|合格)"
    r"|(?:internal |lead )?auditor",
    re.IGNORECASE,
)


def codes_of_holder(text: str, holders: Sequence[str]) -> tuple[str, ...]:
    """The labelled codes of 18 characters that no other organisation named right before them claims."""
    out: dict[str, None] = {}
    for start, code in labelled_codes(text):
        before = [one.text for one in names_in(text[:start])]
        if len(code) == _CODE_CHARS and (not before or before[-1] in holders) and not _OF_ISSUER.search(text[:start]):
            out.setdefault(code)
    return tuple(out)


def is_of_a_person(fields: Sequence[Field], text: str) -> bool:
    """A paper with a person as its bearer and no organisation as holder; the person's employer is none."""
    bearers = [one for one in fields if one.key == "person" and one.clear]
    person = any(_PERSON.match(one.value) and name_at(one.value) is None for one in bearers)
    held = any(one.key == "holder" and one.label != "名称" and name_at(one.value, shops=False) is not None for one in fields)
    return not held and (person or (bool(bearers) and _ROLE.search(text) is not None))
