"""Whether a person holds the certificate that the post requires: clause on the staff's qualification (ruling 11).

The requirement stands in the roster or in a table of posts.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Row
from scoring.predicates.filling import says_no
from scoring.words import words

POSTS = ("post_requirement", "post_table")
_CLASS = re.compile(r"(?<![a-z])[a-z]\d{1,2}(?!\d)")  # N1, Q1, R1: classes of the licence for special equipment
_NAMED = re.compile(r"(?P<yes>[^\s,:;、(]{1,5})[\s,:;、(]\s*(?P<what>[^()]{2,40})\)?")
_SPLIT = re.compile(r"[、,,;;/+及和与]|或者?")


def demands(posts: Iterable[Row]) -> dict[str, str]:
    """Post -> the certificate it requires, from tables of posts: in words of the table, 是 where it names none."""
    out: dict[str, str] = {}
    for row in posts:
        required, post = normalise(row.get("required")), normalise(row.get("post"))
        if not required or not post:
            continue
        required = _named(required)
        named = normalise(row.get("wanted") or row.get("certificate"))
        out.setdefault(post, named if named and words().just_required.match(required) else required)
    return out


def demand(row: Row, posts: Mapping[str, str]) -> str:
    """What the row, or else the table of posts, requires; "" if neither says."""
    own, wanted = _named(normalise(row.get("required"))), normalise(row.get("wanted"))
    if wanted and words().just_required.match(own) and not words().just_required.match(wanted) and not says_unneeded(wanted):
        return wanted
    if own and not words().just_required.match(own):
        return own
    post = normalise(row.get("post"))
    theirs = posts.get(post) or next((said for name, said in posts.items() if len(post) > 2 and len(name) > 2 and (post in name or name in post)), "")
    return own if own and (not theirs or says_unneeded(theirs)) else theirs or own


def _named(required: str) -> str:
    """要，低压电工作业证: the certificate behind the yes."""
    found = _NAMED.match(required)
    return found["what"].strip() if found and words().just_required.match(found["yes"]) and not says_unneeded(found["what"]) else required


def says_unneeded(text: str) -> bool:
    return bool(words().not_required.search(text))


def requires(row: Row, posts: Mapping[str, str]) -> bool | None:
    """Whether the post needs a certificate; None where nothing says."""
    text = demand(row, posts)
    return not says_unneeded(text) if text else None


def qualification(row: Row, as_of: date, posts: Mapping[str, str]) -> str | None:
    """"" if the certificate held fits the one required and is in force; else why not; None where its term cannot be read."""
    named = "certificate" in row.table.columns or "certificate_no" not in row.table.columns  # else a number tells that there is one
    held = normalise(row.get("certificate" if named else "certificate_no"))
    if not held or says_no(held) or held.startswith("未"):  # 未取得
        return "没有证书"
    required = demand(row, posts)
    if named and required and not words().just_required.match(required) and not _fits(required, held):
        return f"证书“{row.get('certificate')}”与岗位要求“{required}”不符"
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
    return not wanted or test(part in have or have in part or bool(set(_CLASS.findall(part)) & set(_CLASS.findall(have))) for part in wanted)


def _core(text: str) -> str:
    return words().certificate_noise.sub("", text)
