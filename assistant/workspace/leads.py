"""Visitors who asked to be called back. Personal data: deleted for good, and never repeated in the log."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from sqlalchemy import text

from assistant.workspace.errors import RefusedError
from assistant.workspace.scope import Scope, clean
from assistant.workspace.tables import LeadRow
from scoring.yaml_text import parsed

VISITOR = "网站访客"
CLEANER = "自动清理"
LONGEST = {"name": 60, "contact": 120, "message": 2000, "page": 300}  # characters
_LONGEST_MERGED = 6000  # characters of all messages of one contact
_LISTED = 100_000
_DAY = timedelta(days=1)


class TooManyError(RefusedError):
    """As many as are taken in a day have come."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a visitor sent. `asked` and `summary` are of the prequalification, "" for none; `consent` the version agreed to."""

    name: str
    contact: str
    message: str
    page: str
    asked: str
    summary: str
    consent: str


@dataclass(frozen=True, slots=True)
class Lead:
    """`times` is how often the same contact wrote within a day; times are ISO texts in UTC."""

    id: str
    created_at: str
    updated_at: str
    name: str
    contact: str
    message: str
    page: str
    asked: str
    summary: str
    consent_version: str
    consent_at: str
    times: int


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = parsed((Path(__file__).with_name("leads.yaml")).read_text(encoding="utf-8"))
    return loaded


def consent(days: int) -> tuple[str, str]:
    """The version and the text to agree to, where leads are kept for so many days."""
    told = _data()["consent"]
    return f"{told['version']}/{days}", told["text"].format(days=days)


def contact_key(contact: str) -> str:
    """A phone number, an e-mail address or a WeChat name as it is compared. Raises RefusedError for what can be none of them."""
    plain = "".join(normalize("NFKC", contact).casefold().split()).replace("—", "-")
    plain = re.sub(_data()["words"], "", plain)
    for one in _data()["contacts"]:
        if found := re.fullmatch(one["pattern"], plain, re.ASCII):
            return found[1] if found[1][0].isalpha() or "@" in found[1] else "".join(re.findall(r"\d", found[1]))
    raise RefusedError("联系方式看不出是手机、电话、邮箱还是微信号，请检查，例如 13800000000、name@example.cn")


def page_of(address: str) -> str:
    """The page a visitor was on, without query, fragment and user; "" for what is no http address."""
    found = re.match(r"(https?://)(?:[^/?#\s@]*@)?([\w.:\[\]-]+)((?:/[^?#\s]*)?)", address)
    return "".join(found.groups())[: LONGEST["page"]] if found else ""


def receive(scope: Scope, sent: Submitted, daily: int) -> Lead:
    """Keep it, or add it to what the same contact sent within a day. Raises RefusedError, TooManyError."""
    values = {name: clean(getattr(sent, name).strip(), "留言") for name in LONGEST}
    if not values["name"]:
        raise RefusedError("请填写称呼")
    if too_long := [name for name, most in LONGEST.items() if len(values[name]) > most]:
        raise RefusedError(f"留言里有一项太长，最多 {LONGEST[too_long[0]]} 个字")
    key = contact_key(values["contact"])
    _wipe_freed(scope)
    since = before(scope.now, _DAY)
    known = scope.rows(LeadRow, LeadRow.contact_key == key, LeadRow.created_at >= since)
    given = {"consent_version": sent.consent, "consent_at": scope.now, "updated_at": scope.now}
    if known:
        return _merged(scope, known[-1], sent, values["message"], given)
    if scope.count(LeadRow, LeadRow.created_at >= since) >= daily:
        raise TooManyError("今天收到的留言太多，没有存下；请明天再试，或直接打电话联系我们")
    asked = {"asked": clean(sent.asked, "预评表"), "summary": clean(sent.summary, "预评结果")}
    row = scope.add(LeadRow, VISITOR, **values, **asked, **given, contact_key=key, times=1)
    scope.log(VISITOR, "lead.received", "", row.id)
    return lead(row)


def _merged(scope: Scope, row: LeadRow, sent: Submitted, message: str, given: dict[str, str]) -> Lead:
    if message and message not in row.message:
        row.message = f"{row.message}\n{message}".strip()[-_LONGEST_MERGED:]
    if sent.asked:
        row.asked, row.summary = clean(sent.asked, "预评表"), clean(sent.summary, "预评结果")
    for name, value in given.items():
        setattr(row, name, value)
    row.times += 1
    scope.log(VISITOR, "lead.merged", "", row.id)
    return lead(row)


def listed(scope: Scope) -> list[Lead]:
    """Newest first."""
    return [lead(row) for row in scope.rows(LeadRow, order=(LeadRow.created_at.desc(), LeadRow.id))[:_LISTED]]


def found(scope: Scope, lead_id: str) -> Lead:
    """Raises NotFoundError."""
    return lead(scope.row(LeadRow, lead_id))


def delete(scope: Scope, lead_id: str, who: str) -> None:
    """For good; the log keeps that it was, when and by whom. Raises NotFoundError."""
    row = scope.row(LeadRow, lead_id)
    _drop(scope, [row.id], who, "lead.deleted")


def expire(scope: Scope, days: int) -> int:
    """Delete what nobody touched for so many days; how many there were."""
    old = scope.rows(LeadRow, LeadRow.updated_at < before(scope.now, timedelta(days=days)))
    _drop(scope, [row.id for row in old], CLEANER, "lead.expired")
    return len(old)


def _drop(scope: Scope, ids: Sequence[str], who: str, action: str) -> None:
    _wipe_freed(scope)
    for one in ids:
        scope.drop(LeadRow, LeadRow.id == one)
        scope.log(who, action, "", one)


def _wipe_freed(scope: Scope) -> None:
    """SQLite leaves what was deleted or overwritten in its file unless told to wipe it."""
    if scope.session.get_bind().dialect.name == "sqlite":
        scope.session.execute(text("PRAGMA secure_delete = ON"))


def before(now: str, span: timedelta) -> str:
    return (datetime.fromisoformat(now) - span).isoformat(timespec="microseconds")


def lead(row: LeadRow) -> Lead:
    names = Lead.__dataclass_fields__
    return Lead(**{name: getattr(row, name) for name in names})
