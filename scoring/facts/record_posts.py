"""In a roster, the certificate a post requires and the one a person holds: the first is the same for all of one post."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from scoring.documents.normalise import normalise
from scoring.facts.record_columns import is_nothing, looks_like_time

_KIND = "staff_roster"
_CERTIFICATE = re.compile(
    r".{0,24}(?:证书?|作业|资格|技师|[电焊钳修架]工|工程师|[初中高]级|[一二三四五]级|licen[cs]e|certificate|certified).{0,16}", re.IGNORECASE
)
_UNNEEDED = re.compile(r"(?:无|不需要?|不要|无要求|无需|否|none|n/?a).{0,8}", re.IGNORECASE)
_ANSWER = re.compile(r"是|否|不?需要?|不?要|须|不须|必须|有|无|无需|不用|√|×|y(?:es)?|no?", re.IGNORECASE)
_FIELDS = frozenset({"", "certificate", "qualification", "required", "required_if", "content", "item", "type", "other"})
_IDLE = ("sign", "result", "status", "visit", "type", "tier", "solved", "action", "fault")
_ROWS = 200
_SHARE = 0.8


def with_requirement(kind: str, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """The roles with `required` and `certificate` where no header told them.

    Of two columns of certificates the post decides the one that is asked for; where both are the same in every row, it is the
    left one: what is asked for stands before what is there.
    """
    out = dict(roles)
    if kind != _KIND or "post" not in out or {"required", "certificate"} <= out.keys():
        return out
    idle = [role for role in _IDLE if role in out and not fields[out[role]]]  # what a roster has no use for
    used = {column for role, column in out.items() if role not in idle}
    named = [n for n in range(len(columns)) if fields[n] in _FIELDS and n not in used and _certificates(columns[n])]
    if "certificate" in out:
        held = out["certificate"]
        pair = sorted([*named, held])
        told = [n for n in pair if _decided(columns[out["post"]], columns[n])]
        if len(pair) == 2 and told and _alike(columns[pair[0]], columns[pair[1]]):
            return out | {"required": told[0], "certificate": pair[1] if told[0] == pair[0] else pair[0]}
        asked = [n for n in range(len(columns)) if not fields[n] and n not in used and _yes_or_no(columns[n])]
        told = [n for n in asked if _decided(columns[out["post"]], columns[n])]
        return out | ({"required": told[0]} if len(told) == 1 else {})
    return out | ({"certificate": named[0]} if len(named) == 1 else {})


def _yes_or_no(cells: Sequence[str]) -> bool:
    said = [normalise(cell) for cell in cells[:_ROWS] if not is_nothing(cell)]
    return bool(said) and all(_ANSWER.fullmatch(cell) for cell in said)


def _certificates(cells: Sequence[str]) -> bool:
    said = [normalise(cell) for cell in cells[:_ROWS] if not is_nothing(cell)]
    named = [cell for cell in said if _CERTIFICATE.fullmatch(cell) and not looks_like_time(cell)]
    return bool(named) and len(named) + sum(bool(_UNNEEDED.fullmatch(cell)) for cell in said) >= _SHARE * len(said)


def _decided(posts: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether all people of a post have the same in the column, and some post has several people."""
    by_post: dict[str, list[str]] = defaultdict(list)
    for post, cell in zip(posts[:_ROWS], cells, strict=False):
        by_post[normalise(post)].append(normalise(cell))
    return all(len(set(found)) == 1 for found in by_post.values()) and any(len(found) > 1 for found in by_post.values())


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether most rows that name something in both columns name the same certificate, or one within the other."""
    pairs = [(normalise(one), normalise(two)) for one, two in zip(left[:_ROWS], right, strict=False) if not is_nothing(one) and not is_nothing(two)]
    return bool(pairs) and 2 * sum(one in two or two in one for one, two in pairs) >= len(pairs)
