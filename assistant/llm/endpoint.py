"""Where a model is, and within what bounds it may be used: checked, frozen, the key never shown."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.llm.breaker import Policy
from assistant.llm.faults import EndpointError

_CALLS = re.compile(r"/(?:chat/)?completions/?$")
_EXAMPLE = "例如 https://api.example.cn/v1"


class LlmSettings(Protocol):
    """What of the settings an endpoint is made of."""

    @property
    def data_dir(self) -> Path: ...
    @property
    def llm_base_url(self) -> str: ...
    @property
    def llm_model(self) -> str: ...
    @property
    def llm_api_key(self) -> SecretStr: ...
    @property
    def llm_temperature(self) -> float: ...
    @property
    def llm_connect_seconds(self) -> float: ...
    @property
    def llm_first_token_seconds(self) -> float: ...
    @property
    def llm_stall_seconds(self) -> float: ...
    @property
    def llm_answer_seconds(self) -> float: ...
    @property
    def llm_retries(self) -> int: ...
    @property
    def llm_max_chars_in(self) -> int: ...
    @property
    def llm_max_chars_out(self) -> int: ...
    @property
    def llm_concurrency(self) -> int: ...
    @property
    def llm_queue_seconds(self) -> float: ...
    @property
    def llm_daily_requests(self) -> int: ...
    @property
    def llm_daily_chars(self) -> int: ...
    @property
    def llm_daily_spend(self) -> Decimal: ...
    @property
    def llm_price_in(self) -> Decimal: ...
    @property
    def llm_price_out(self) -> Decimal: ...


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds."""

    connect: float = 5.0
    first_token: float = 30.0  # from sending to the first sign of the model; comments that keep a line open are none
    stall: float = 20.0  # between two signs of it
    answer: float = 120.0  # everything, attempts and waits included
    queue: float = 10.0  # for a free place among those answered at once
    backoff: float = 0.5  # before the second attempt; doubles with each
    longest_wait: float = 20.0  # a server that asks for more is not asked again


@dataclass(frozen=True, slots=True)
class DailyLimits:
    """0 is no limit. The sums are of all models and processes that share a data folder; `spend` is in yuan."""

    requests: int = 2000
    chars: int = 0
    spend: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Prices:
    """Yuan for a million tokens, which is millionths of a yuan for one."""

    token_in: Decimal = Decimal(0)
    token_out: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible model and its bounds."""

    base_url: str
    model: str
    api_key: SecretStr = field(default_factory=lambda: SecretStr(""))
    temperature: float = 0.0
    times: Times = Times()
    retries: int = 2  # attempts after the first
    max_chars_in: int = 24_000
    max_chars_out: int = 4_000
    concurrency: int = 4
    daily: DailyLimits = DailyLimits()
    prices: Prices = Prices()
    breaker: Policy = field(default_factory=Policy)
    notes: tuple[str, ...] = ()  # what was put right in the settings, for the operator

    @property
    def local(self) -> bool:
        """Whether it is on this machine, where no proxy belongs in between."""
        host = urlsplit(self.base_url).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")

    def describe(self) -> str:
        """One line for an operator: never the key."""
        key = "密钥已设" if self.api_key.get_secret_value() else "没有密钥"
        return f"模型 {self.model}，地址 {self.base_url}，{key}"


def configured(settings: LlmSettings) -> bool:
    """Whether a model is to be used at all."""
    return bool(settings.llm_base_url)


def endpoint_of(settings: LlmSettings) -> Endpoint | None:
    """None where none is configured. Raises EndpointError."""
    if not configured(settings):
        return None
    if not settings.llm_model.strip():
        raise EndpointError("填了 XINGPING_LLM_BASE_URL，还要用 XINGPING_LLM_MODEL 写明模型名称，例如 deepseek-chat")
    if settings.llm_daily_spend and not (settings.llm_price_in or settings.llm_price_out):
        raise EndpointError("填了 XINGPING_LLM_DAILY_SPEND，还要用 XINGPING_LLM_PRICE_IN、XINGPING_LLM_PRICE_OUT 写明单价，否则算不出金额")
    url, notes = trimmed(checked_url(settings.llm_base_url))
    return Endpoint(
        base_url=url,
        model=settings.llm_model.strip(),
        api_key=SecretStr(checked_key(settings.llm_api_key.get_secret_value())),
        temperature=settings.llm_temperature,
        times=Times(
            connect=settings.llm_connect_seconds,
            first_token=settings.llm_first_token_seconds,
            stall=settings.llm_stall_seconds,
            answer=settings.llm_answer_seconds,
            queue=settings.llm_queue_seconds,
        ),
        retries=settings.llm_retries,
        max_chars_in=settings.llm_max_chars_in,
        max_chars_out=settings.llm_max_chars_out,
        concurrency=settings.llm_concurrency,
        daily=DailyLimits(settings.llm_daily_requests, settings.llm_daily_chars, settings.llm_daily_spend),
        prices=Prices(settings.llm_price_in, settings.llm_price_out),
        notes=notes,
    )


def trimmed(url: str) -> tuple[str, tuple[str, ...]]:
    """The base of a URL that names the call itself, and a note when it did."""
    base = _CALLS.sub("", url).rstrip("/")
    note = f"XINGPING_LLM_BASE_URL 末尾的 {url[len(base):]} 不用写，已按 {base} 使用"
    return base, (note,) if base != url.rstrip("/") else ()


def checked_url(value: str) -> str:
    """The address without blanks around. Raises EndpointError, whose line does not repeat it: it might hold a password."""
    url = value.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointError(f"主机名或端口不对，{_EXAMPLE}") from None
    if parts.scheme not in ("http", "https"):
        raise EndpointError(f"应以 http:// 或 https:// 开头，{_EXAMPLE}")
    if not re.fullmatch(r"[\w.:-]+", parts.hostname or "") or port == 0:
        raise EndpointError(f"主机名或端口不对，{_EXAMPLE}")
    if "@" in parts.netloc:
        raise EndpointError("里不要写用户名和密码；密钥请用 XINGPING_LLM_API_KEY")
    if parts.query or parts.fragment or re.search(r"[\s\x00-\x1f]", url):
        raise EndpointError(f"只写到路径为止，不带 ?、# 和空格，{_EXAMPLE}")
    return url


def checked_key(value: str) -> str:
    """The key without blanks around. Raises EndpointError, never repeating it."""
    key = value.strip()
    if not re.fullmatch(r"[\x21-\x7e]*", key):
        raise EndpointError("应只有英文字母、数字和符号，中间没有空格或换行，请重新复制")
    return key
