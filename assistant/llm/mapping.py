"""Whatever the client library raises -> a fault of ours. The library's and the server's own words are read, never repeated."""

import re
import ssl
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

import httpx2
import openai

from assistant.llm.faults import (
    BadRequestFault,
    BrokenConnectionFault,
    CutOffFault,
    KeyFault,
    LlmFault,
    MalformedFault,
    ModelFault,
    MovedFault,
    ProxyFault,
    QuotaFault,
    RateFault,
    RefusedConnectionFault,
    ServerFault,
    TimeoutFault,
    TlsFault,
)

# what reading an answer may raise: the library's own errors, and those of its parsing of what a server should not have sent
RAISED = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.StreamError,
    ssl.SSLError,
    OSError,
    LlmFault,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)
_QUOTA = re.compile(r"quota|balance|billing|arrear|credit|余额|欠费|配额", re.IGNORECASE)
_NO_MODEL = re.compile(r"model.{0,80}(?:not\s?_?(?:exist|found)|does not exist)|模型不存在", re.IGNORECASE | re.DOTALL)
_RATE = re.compile(r"rate.?limit|too many requests|限流|速率", re.IGNORECASE)
_KEY = re.compile(r"invalid.{0,10}api.?key|unauthori[sz]ed", re.IGNORECASE)
_NOTHING = "No generations found"  # the library's word for a stream without a single event


def fault_of(error: BaseException) -> LlmFault:
    """`error` is one of RAISED."""
    if isinstance(error, LlmFault):
        return error
    if isinstance(error, openai.APIStatusError):
        return _by_status(error.status_code, error.response.headers, _words(error))
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError | ssl.SSLError | OSError):
        return _by_connection(error)
    if type(error) is openai.APIError:  # an error object in the midst of a stream
        return _by_words(_words(error)) or ServerFault()
    return CutOffFault() if type(error) is ValueError and _NOTHING in str(error) else MalformedFault()


def _by_status(status: int, headers: Mapping[str, str], words: str) -> LlmFault:
    wait = retry_after(headers.get("retry-after", ""), time())
    if 300 <= status < 400:
        return MovedFault()
    if status >= 500:
        return ServerFault(retry_after=wait)
    if status == 402 or (status in (400, 403, 429) and _QUOTA.search(words)):
        return QuotaFault()
    if status == 429:
        return RateFault(retry_after=wait)
    if status == 400 and _NO_MODEL.search(words):
        return ModelFault()
    known: dict[int, type[LlmFault]] = {401: KeyFault, 403: KeyFault, 404: ModelFault, 405: ModelFault, 407: ProxyFault, 408: TimeoutFault}
    return known.get(status, BadRequestFault)()


def _by_words(words: str) -> LlmFault | None:
    for pattern, fault in ((_QUOTA, QuotaFault), (_RATE, RateFault), (_KEY, KeyFault), (_NO_MODEL, ModelFault)):
        if pattern.search(words):
            return fault()
    return None


def _by_connection(error: BaseException) -> LlmFault:
    chain = list(_causes(error))
    if any(isinstance(one, httpx2.ProxyError) for one in chain):
        return ProxyFault()
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return TlsFault()
    if any(isinstance(one, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol | ConnectionRefusedError) for one in chain):
        return RefusedConnectionFault()
    if any(isinstance(one, httpx2.TimeoutException | openai.APITimeoutError) for one in chain):
        return TimeoutFault()
    return BrokenConnectionFault()


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _words(error: openai.APIError) -> str:
    """What a server says of its error, to be searched only."""
    body: Any = error.body
    parts = [body.get(key) for key in ("code", "type", "message")] if isinstance(body, Mapping) else [body]
    return " ".join(str(part)[:500] for part in (*parts, error.message) if part)


def parameters_refused(error: BaseException, sent: Mapping[str, Any]) -> frozenset[str]:
    """Which of the optional parameters a server that said 400 or 422 may have stumbled over: those it names, else all of them."""
    if not isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        return frozenset()
    words = _words(error)
    if _QUOTA.search(words) or _NO_MODEL.search(words):
        return frozenset()
    return frozenset(name for name in sent if name in words) or frozenset(sent)


def retry_after(value: str, now: float) -> float | None:
    """Seconds from a Retry-After header: a number of them or a date; `now` in seconds since 1970. None for anything else."""
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value.strip()):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, OverflowError):
        return None
