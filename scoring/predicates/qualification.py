"""Whether a person holds the certificate that the post requires: clause on the staff's qualification (ruling 11)."""

import re
from datetime import date

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Row
from scoring.predicates.filling import says_no
from scoring.words import words

_SPLIT = re.compile(r"[、,,;;/+及和与]|或者?")


def requires(row: Row) -> bool | None:
    """Whether the post needs a certificate; None where the row does not say."""
    text = normalise(row.get("required"))
    if not text:
        return None
    return not words().not_required.search(text)


def qualification(row: Row, as_of: date) -> str | None:
    """"" if the certificate held fits the one required and is in force; else why not; None where its term cannot be read."""
    held = normalise(row.get("certificate"))
    if not held or says_no(held):
        return "没有证书"
    required = normalise(row.get("required"))
    if required and not words().just_required.match(required) and not _fits(required, held):
        return f"证书“{row.get('certificate')}”与岗位要求“{row.get('required')}”不符"
    expires = row.get("expires")
    if words().forever.search(expires):
        return ""
    day = day_of(expires)
    if day is None:
        if "expires" in row.record.unread:
            return None
        return "没有写证书有效期" if "expires" in row.table.columns else ""
    return "" if day >= as_of else f"证书 {expires} 到期"


def _fits(required: str, held: str) -> bool:
    """All certificates required ("、", 及) or one of them ("或") are among those held."""
    wanted = [_core(part) for part in _SPLIT.split(required) if _core(part)]
    have = _core(held)
    test = any if "或" in required or "/" in required else all
    return not wanted or test(part in have or have in part for part in wanted)


def _core(text: str) -> str:
    return words().certificate_noise.sub("", text)
