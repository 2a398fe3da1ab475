"""Unified social credit codes (统一社会信用代码) and their check character."""

import re
from functools import lru_cache

from scoring.facts.model import CreditCode
from scoring.facts.paper_lines import paper_lines
from scoring.facts.reading import Reading

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_VALUES = {one: n for n, one in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
_SHAPE = re.compile(rf"[159ANY][1-59]\d{{6}}[{_ALPHABET}]{{10}}")

_WHOLE = 15

_LABEL = re.compile(
    r"(?:统\s?一\s?(?:社\s?会\s?)?信\s?用\s?代\s?码|社会信用代码|信用代码|(?<!密)(?:税号|纳税人识别号)|uscc|unified social credit code|credit code)"
    r"(?:\s*/\s*[^\s:：|]{2,20})?(?:\s*\([^()\n]{1,20}\))?[\s:|.]{0,8}(?P<code>[0-9A-Za-z](?:[ \t]?[0-9A-Za-z]){14,20})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
# Unlabelled, only the registers of companies and shops: digits alone are an order or an identity card.
_BARE = re.compile(rf"(?<![0-9A-Za-z*-])(?:9[1-3]|5[1-39]|1[129])\d{{6}}[{_ALPHABET}]{{10}}(?![0-9A-Za-z*])")


def valid_credit_code(text: str) -> bool:
    """Whether this is a code under GB 32100: 18 characters without I, O, S, V, Z; the 18th is the check character,
    31 − Σ(value × 3^position mod 31) mod 31 over the first 17."""
    code = text.strip().upper()
    return _SHAPE.fullmatch(code) is not None and code[17] == _check_character(code)


@lru_cache(maxsize=256)
def _check_character(code: str) -> str:
    total = sum(_VALUES[one] * weight for one, weight in zip(code[:17], _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def credit_codes(reading: Reading) -> tuple[CreditCode, ...]:
    """The codes a paper states about somebody, once for each section. Codes in the rows of a list belong to others."""
    out: dict[tuple[str, int], CreditCode] = {}
    for line in paper_lines(reading):
        if line.records:
            continue
        spans = [(match.span("code"), match["code"]) for match in _LABEL.finditer(line.text)]
        taken = [span for span, _ in spans]
        if not line.cells:
            spans += [
                (match.span(), match[0])
                for match in _BARE.finditer(line.text)
                if not any(start <= match.start() < end for start, end in taken) and _is_bare_code(match[0])
            ]
        for _, written in sorted(spans):
            code = _joined(written)
            out.setdefault((code, line.section), CreditCode(code, valid_credit_code(code), line.section, line.source))
    return tuple(out.values())


def labelled_codes(text: str) -> tuple[tuple[int, str], ...]:
    """(where its label begins, code) of the codes that a text in plain form labels, in order; they need not hold."""
    return tuple((match.start(), _joined(match["code"])) for match in _LABEL.finditer(text))


def _joined(written: str) -> str:
    """Groups of four belong together; what follows a whole code does not."""
    first = written.split(maxsplit=1)[0]
    return (first if len(first) >= _WHOLE else re.sub(r"\s", "", written)).upper()


def _is_bare_code(code: str) -> bool:
    return valid_credit_code(code) if code.isdigit() else True
