"""EML: the text of a mail with its head, and every attachment, as files. Runs in a process of its own."""

import html
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import PurePosixPath

from scoring.documents.registry import FORMATS
from scoring.pack.budget import Budget, RefusedError
from scoring.pack.model import Member
from scoring.pack.names import decoded

BODY = "正文"
_HEAD = (("Subject", "主题"), ("From", "发件人"), ("To", "收件人"), ("Date", "日期"))
_SUFFIXES = {one.media_type: one.suffixes[0] for one in reversed(FORMATS)} | {"message/rfc822": ".eml", "application/zip": ".zip"}
_BROKEN = "邮件已损坏，读不出来，请重新导出为 .eml 后再上传"
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError, AssertionError)  # what its parser raises on damage


def mail_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """正文.txt (正文.html where the mail has no plain text) and the attachments, in their order. Raises ExhaustedError."""
    try:
        mail = message_from_bytes(data, policy=policy.default)
        parts = list(_parts(mail))
        body = next((part for kind in ("text/plain", "text/html") for part in parts if _is_text(part, kind)), None)
        out = [_body(mail, body), *(_attachment(part, number) for number, part in enumerate(_others(parts, body), start=1))]
    except _FAULTS:
        yield Member("", reason="unreadable", text=_BROKEN)
        return
    for name, content in out:
        budget.count()
        try:
            yield Member(name, budget.taken([content], len(data)))
        except RefusedError as refusal:
            yield Member(name, reason="too_large", text=str(refusal))


def _parts(mail: Message) -> Iterator[EmailMessage]:
    """What has content of its own; a mail in a mail is one such part."""
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        for part in mail.iter_parts() if isinstance(mail, EmailMessage) else ():
            yield from _parts(part)
    elif isinstance(mail, EmailMessage):
        yield mail


def _is_text(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and not part.is_attachment() and part.get_filename() is None


def _others(parts: list[EmailMessage], body: EmailMessage | None) -> list[EmailMessage]:
    """Without the body, and without its other form: the same words in HTML."""
    plain = body is not None and body.get_content_type() == "text/plain"
    return [part for part in parts if part is not body and not (plain and _is_text(part, "text/html"))]


def _body(mail: Message, body: EmailMessage | None) -> tuple[str, bytes]:
    head = [f"{label}：{line}" for name, label in _HEAD if (line := _head_line(mail, name))]
    if body is not None and body.get_content_type() == "text/html":
        lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in head)
        return f"{BODY}.html", f"{lines}{_text(body)}".encode("utf-8-sig", "replace")  # the mark outdoes the charset it names
    text = "\n".join([*head, "", _text(body) if body is not None else ""])
    return f"{BODY}.txt", text.encode("utf-8", "replace")


def _head_line(mail: Message, name: str) -> str:
    """Some programs write Chinese heads as they are, in GBK, which the standard does not allow."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    text = str(mail[name] or "") if raw.isascii() else decoded(raw.encode("utf-8", "surrogateescape"))
    return " ".join(text.split())


def _text(part: EmailMessage) -> str:
    """In its charset; GB2312 in fact means all of GBK."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    charset = "gb18030" if charset.startswith(("gb", "x-gb")) else charset
    for encoding in (charset or "utf-8", "utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("gb18030", "replace")


def _attachment(part: EmailMessage, number: int) -> tuple[str, bytes]:
    kind = part.get_content_type()
    name = part.get_filename() or ""
    if not name:
        name = f"附件{number}{_SUFFIXES.get(kind, '')}"
    elif not PurePosixPath(name).suffix:
        name = f"{name}{_SUFFIXES.get(kind, '')}"
    if kind.startswith("message/"):
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        content = first.as_bytes() if isinstance(first, Message) else b""
        return name if name.lower().endswith(".eml") else f"{name}.eml", content
    payload = part.get_payload(decode=True)
    return name, payload if isinstance(payload, bytes) else b""
