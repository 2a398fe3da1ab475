"""Names in folded text: standards and other codes, titles, clauses, organisations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.grounded.lexicon import words
from scoring.documents.normalise import HAN

_STANDARD = re.compile(
    r"(?<![a-z\d])(?P<body>gb|sb|jb|yb|hj|jt|ry|rb|db\d{2}|t/[a-z]{2,8}|iso|iec|en|sa|cteas|s&p)\s*(?P<mark>/?\s*[tz](?![a-z]))?[\s-]*"
    r"(?P<number>(?:xz-)?\d+(?:\.\d+)?)(?:\s*[-:]\s*(?P<year>(?:19|20)\d\d)(?!\d)|(?P<wrong>\s*-\s*\d+))?"
    r"|(?<![\d.])(?P<bare>27922|10401)(?:\s*[-:]\s*(?P<bare_year>(?:19|20)\d\d)(?!\d))?"
)
_CODE = re.compile(r"(?<![a-z\d/])[a-z]{1,8}[a-z&]*(?:[_/&.-]?[a-z]+)*[_/&.-]?\d[\da-z]*(?:[_/&.-][\da-z]+)*(?!\.\d)|(?<![\d.])\d+(?:\.\d+){2,}")
_HOST = re.compile(r"(?:https?://)?(?:[a-z\d-]+\.)+(?:com|cn|org|net|gov|info|io|edu)(?:\.[a-z]{2})?(?:/[\w./%?=&#-]*)?")
_TITLE = re.compile(r"《([^《》\n]{1,60})》")
_CLAUSE = re.compile(
    r"(?<![\d.a-z/])(?P<id>\d{1,2}(?:\.\d{1,2}){2,4})(?:\s*[-(]?\s*(?P<item>[a-d])\)?(?![a-z\d]))?(?![\d])"
    r"|第?\s*(?<![\d.])(?P<short>\d{1,2}\.\d{1,2})(?=\s*条|\s*节|\s*款)\s*[条节款]"
    r"|第\s*(?P<chapter>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[章条]"
    rf"|(?<![\d.~至到<>=≥≤-])(?P<two>[3-8]\.[1-9])(?=[{HAN}《“]|[,、。;:)]|$|\s)(?!\s*(?:分|%|元|个|年|月|天|万|亿|倍|人|小时|家|到|至|千|百))"
)
_CLAUSE_RANGE = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\s*(?:到|至|-|~)\s*(\d{1,2}(?:\.\d{1,2})+)")
_LATIN = re.compile(r"(?<![a-z\d_&/.-])[a-z][a-z&]*[a-z](?![a-z\d_])")
_TOKEN = re.compile(rf"[{HAN}()]+")
_HAN_DIGIT = {one: n for n, one in enumerate("零一二三四五六七八九")} | {"十": 10}


@dataclass(frozen=True, slots=True)
class Named:
    """`value` is the normal form; the span is one of the folded text."""

    value: str
    start: int
    end: int


def standards(text: str) -> Iterator[Named]:
    """GB/T 27922-2011, gbt27922, 27922-2011: one form; a code of another make in capitals without blanks."""
    for match in _STANDARD.finditer(text):
        if match["bare"]:
            body = "GB/T" if match["bare"] == "27922" else "SB/T"
            yield Named(_standard(body, match["bare"], match["bare_year"]), *match.span())
            continue
        mark = (match["mark"] or "").replace(" ", "").replace("/", "").upper()
        body = match["body"].upper() + (f"/{mark}" if mark else "")
        wrong = (match["wrong"] or "").replace(" ", "")
        yield Named(_standard(body, match["number"].upper() + wrong, match["year"]), *match.span())


def codes(text: str) -> Iterator[Named]:
    """Numbers of papers that are no standard: estc-sc-01, cnlpqp_assc_01, sc03."""
    for match in _CODE.finditer(text):
        yield Named(re.sub(r"[\s_-]", "", match[0]).upper(), *match.span())


def hosts(text: str) -> Iterator[Named]:
    """Addresses of sites, without https:// and what follows the host."""
    for match in _HOST.finditer(text):
        yield Named(re.sub(r"^https?://(?:www\.)?|^www\.", "", match[0]).rstrip("/"), *match.span())


def titles(text: str) -> Iterator[Named]:
    """《…》 as it is written."""
    for match in _TITLE.finditer(text):
        yield Named(match[1].strip(), *match.span())


def clauses(text: str) -> Iterator[Named]:
    """5.1.2.2, 5.2.4-a (also 5.2.4 a), 第 4.2 条, 第五章; both ends of 5.1.1 到 5.1.5."""
    for match in _CLAUSE.finditer(text):
        if match["id"]:
            yield Named(match["id"] + (f"-{match['item']}" if match["item"] else ""), *match.span())
        elif match["chapter"]:
            yield Named(str(_small(match["chapter"])), *match.span())
        else:
            yield Named(match["short"] or match["two"], *match.span())


def clauses_between(text: str) -> Iterator[str]:
    """The clauses a range names without writing them: 5.1.2 to 5.1.4 of 5.1.1 到 5.1.5."""
    for match in _CLAUSE_RANGE.finditer(text):
        first, last = match[1].rsplit(".", 1), match[2].rsplit(".", 1)
        if first[0] == last[0] and len(first) == 2:
            yield from (f"{first[0]}.{n}" for n in range(int(first[1]), int(last[1]) + 1))


def organisations(text: str) -> Iterator[Named]:
    """Names of organisations: by what they end in, by the list of names, and Latin words that are no common ones."""
    known = words().organisations
    taken: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        at = 0
        for match in known.ending.finditer(token[0]):
            name = _name(token[0][at : match.start()], match[0]) or _lettered(text, token.start(), token[0][: match.end()])
            at = match.end()
            if name:
                end = token.start() + match.end()
                taken.append((end - len(name), end))
                yield Named(name, end - len(name), end)
    for pattern, generic in ((known.framed, known.generic), (known.persons, None)):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if generic and generic.fullmatch(known.names.sub("", match["left"])):
                continue  # 国家认监委网站: the name in it is read by itself
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield Named(match["name"], start, end)
    for match in known.names.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield Named(match[0], *match.span())
    for match in _LATIN.finditer(text):
        if match[0] not in known.latin:
            yield Named(match[0], *match.span())


def _lettered(text: str, start: int, token: str) -> str:
    """A name that is one of letters but for its ending: x 认证中心."""
    letters = re.search(r"[a-z]{1,8}$", text[max(0, start - 8) : start])
    known = words().organisations
    return letters[0] + token if letters and letters[0] not in known.latin and len(token) <= known.reach else ""


def _name(before: str, ending: str) -> str:
    """The words that belong to an ending; empty where they name nobody: 一家咨询公司."""
    known = words().organisations
    start = max(0, len(before) - known.reach)
    for stop in known.stops.finditer(before, start):
        start = stop.end()
    left = before[start:].lstrip("()")
    if len(left) < 2 and ending not in ("标准委", "认监委") and known.names.fullmatch(left + ending) is None:
        return ""
    if known.generic.fullmatch(left):
        return ""
    return left + ending


def _standard(body: str, number: str, year: str | None) -> str:
    return f"{body} {number}" + (f"-{year}" if year else "")


def _small(text: str) -> int:
    if text.isdecimal():
        return int(text)
    first, *rest = (_HAN_DIGIT[one] for one in text)
    if not rest:
        return first
    return 10 + rest[0] if first == 10 else first * 10 + (rest[1] if len(rest) > 1 else 0)
