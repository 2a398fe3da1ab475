"""Every setting in one typed place; environment variables start with XINGPING_. docs/settings.md is generated from here."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.addresses import issuer_address, server_address
from assistant.llm.endpoint import checked_key, checked_url
from assistant.llm.faults import EndpointError
from assistant.origins import origins_of
from assistant.settings_words import settings_table
from assistant.traffic import RATES, Networks, networks_of, rates_of

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """The copy inside an installed wheel, else the checkout's folder beside the package: beside an installed one, a folder of
    that name belongs to somebody else.
    """
    inside = _PACKAGE / "data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


class Settings(BaseSettings):
    """All settings. Defaults keep everything local, offline and quiet."""

    model_config = SettingsConfigDict(env_prefix="XINGPING_", frozen=True, extra="ignore")

    data_dir: Path = Field(Path("var"), description="索引、用户文档与反馈的存放目录")
    corpus_dir: Path = Field(default_factory=lambda: _shipped("corpus"), description="知识库目录（默认用自带的 corpus/）")
    prompts_dir: Path = Field(default_factory=lambda: _shipped("prompts"), description="提示词目录（默认用自带的 prompts/），接入大模型时用")
    host: str = Field("127.0.0.1", description="网页服务监听地址；默认只在本机")
    port: int = Field(7860, ge=1, le=65535, description="网页服务端口")
    allowed_hosts: str = Field(
        "",
        description="除本机名称外，浏览器可以用来访问本服务的主机名或 IP，多个用逗号隔开（如 pingjia.example.cn,10.0.0.8）；"
        "只监听本机时留空即只认 localhost、127.0.0.1 和 [::1]，监听其他地址时留空即不限",
    )
    public_origins: str = Field(
        "",
        description="可以嵌入 widget.js、从网页调用公开接口的网站来源，多个用逗号隔开（如 https://www.example.cn,https://m.example.cn）；"
        "留空即只有本服务自己的页面能调用",
    )
    trusted_proxies: str = Field(
        "", description="反向代理的 IP 或网段，多个用逗号隔开（如 127.0.0.1,10.0.0.0/8）；只有它们写的 X-Forwarded-For 才算数，留空都不算"
    )
    rate_limits: str = Field(
        RATES,
        description="同一用户或同一地址（IPv6 按 /64）最多请求几次：login 登录，ask 公开问答，write 其他公开提交，upload 上传，page 页面操作，"
        "other 其余；写 off 不限，没写的按默认。只监听本机时，本机直接访问不限",
    )
    https: bool = Field(False, description="网页是否经 HTTPS 访问（反向代理在前时设为 true）；登录 Cookie 就只经加密连接发送")
    session_idle_minutes: int = Field(480, ge=5, le=10_080, description="登录后多少分钟没有操作就要重新登录")
    session_hours: int = Field(72, ge=1, le=2160, description="登录最多保持几小时，到时要重新登录")
    oidc_issuer: str = Field("", description="统一登录（OpenID Connect）服务的 issuer 地址，https（本机可用 http）；留空不用。见 docs/oidc.md")
    oidc_client_id: str = Field("", description="在统一登录服务登记本系统得到的 client id")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="同时得到的 client secret。三项要一起设；不会写进日志和页面"
    )
    oidc_name: str = Field("企业统一登录", min_length=1, max_length=20, description="登录页上统一登录按钮的名称")
    oidc_claim: Literal["sub", "email"] = Field("sub", description="按哪一项认人：sub 用户编号，email 邮箱（要有 email_verified）")
    embedding_model: str = Field("bundled", description="向量模型：bundled 为自带的静态模型；也可填 sentence-transformers 模型的文件夹或名称")
    embedding_allow_download: bool = Field(False, description="是否允许按名称联网下载向量模型；默认只用本地文件")
    chroma_url: str = Field("", description="Chroma 服务地址（如 http://127.0.0.1:8000）；留空用本地嵌入式 Chroma", repr=False)
    database_url: str = Field(
        "", repr=False,
        description="PostgreSQL 地址（如 postgresql://用户:密码@主机:5432/库名），存放客户、文件清单、预评结果；留空用数据目录里的 SQLite",
    )  # fmt: skip
    max_question_chars: int = Field(2000, ge=100, le=20_000, description="问题的最大长度（字符），超过则礼貌拒绝")
    max_upload_mb: int = Field(30, ge=1, le=500, description="可加入知识库的单个文件的最大体积（MB）")
    concurrency: int = Field(8, ge=1, le=64, description="网页和公开接口各自同时回答的问题数，其余排队")
    llm_base_url: str = Field(
        "", description="大模型接口地址，任何兼容 OpenAI 的服务都可以，一般以 /v1 结尾（如 http://127.0.0.1:11434/v1）；留空不用大模型"
    )
    llm_model: str = Field("", description="大模型名称，填了接口地址就要填（如 deepseek-chat、qwen-plus）")
    llm_api_key: SecretStr = Field(SecretStr(""), description="大模型接口密钥；本机服务不要密钥的留空。不会写进日志和页面")
    llm_temperature: float = Field(0.0, ge=0, le=2, description="大模型的温度，越低越稳；服务不接受时自动不传")
    llm_connect_seconds: float = Field(5.0, gt=0, le=60, description="连接大模型服务最多等几秒")
    llm_first_token_seconds: float = Field(30.0, gt=0, le=600, description="发出请求后，最多等几秒要见到大模型开始输出（包括思考过程）")
    llm_stall_seconds: float = Field(20.0, gt=0, le=600, description="大模型输出中间最多停几秒，超过按中断处理")
    llm_answer_seconds: float = Field(120.0, gt=0, le=1800, description="一次大模型回答最多用几秒，含重试和等待")
    llm_retries: int = Field(2, ge=0, le=5, description="超时、限流、服务出错时最多重试几次；已显示出文字的回答不重试")
    llm_max_chars_in: int = Field(24_000, ge=1000, le=1_000_000, description="一次发给大模型的内容最多几个字符")
    llm_max_chars_out: int = Field(4_000, ge=100, le=100_000, description="大模型的一次回答最多几个字符，超过即截断")
    llm_concurrency: int = Field(4, ge=1, le=64, description="一个进程同时向大模型提的问题数")
    llm_queue_seconds: float = Field(10.0, ge=0, le=120, description="提问的人多时最多排队几秒，排不到就不用大模型回答")
    llm_daily_requests: int = Field(2000, ge=0, description="每天最多向大模型请求几次（重试也算）；0 为不限。共用数据目录的进程一起算")
    llm_daily_chars: int = Field(0, ge=0, description="每天与大模型往来最多几个字符；0 为不限")
    llm_daily_spend: Decimal = Field(Decimal(0), ge=0, description="每天大模型费用估算最多几元，要同时填单价；0 为不限")
    llm_price_in: Decimal = Field(Decimal(0), ge=0, description="输入单价，元/百万 token，用来估算费用")
    llm_price_out: Decimal = Field(Decimal(0), ge=0, description="输出单价，元/百万 token，用来估算费用")
    public_model: bool = Field(
        False, description="公开接口 /api/ask 是否也用接入的大模型写回答；默认不用，只摘录公开的问答，访客花不了模型的费用"
    )
    retention_days: int = Field(
        0, ge=0, le=36_500, description="归档满几天的客户、多久以前的反馈和用量算到期，由 xingping retention --apply 删除；0 为一直保留。从不自动删除"
    )
    jobs_per_user: int = Field(3, ge=1, le=1000, description="一个人同时排队和进行的预评最多几个")
    jobs_queue: int = Field(50, ge=1, le=10_000, description="全部排队和进行的预评最多几个")
    log: Literal["text", "json"] = Field("text", description="日志写到标准错误：text 给人看；json 一行一个 JSON 对象，每个请求一行")
    log_level: Literal["", "debug", "info", "warning", "error"] = Field(
        "", description="日志写到哪一级：debug、info、warning、error；留空时 text 为 warning，json 为 info"
    )
    metrics_token: SecretStr = Field(
        SecretStr(""), description="读 /metrics 要带的令牌（Authorization: Bearer …，至少 16 个字符）；留空时只有本机能读"
    )
    stop_seconds: float = Field(6.0, ge=0, le=600, description="停止服务时最多等几秒，让进行中的请求做完")
    lead_days: int = Field(365, ge=1, le=3650, description="访客留下的联系方式保留几天，到期自动删除（启动时和每天检查）")
    lead_daily: int = Field(200, ge=1, le=100_000, description="每 24 小时最多收几条访客留言，超过即请对方改日再来")
    debug: bool = Field(False, description="程序内部出错时在命令行显示详情（平时只有一行中文说明）")

    @field_validator("chroma_url")
    @classmethod
    def _http_url(cls, value: str) -> str:
        return server_address(value)

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str) -> str:
        return issuer_address(value)

    @field_validator("oidc_client_secret")
    @classmethod
    def _all_of_oidc(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        """All three or none; one that is wrong itself is told of already."""
        given = {"XINGPING_OIDC_CLIENT_SECRET": value.get_secret_value().strip()}
        given |= {f"XINGPING_{name.upper()}": info.data[name].strip() for name in ("oidc_issuer", "oidc_client_id") if name in info.data}
        missing = [name for name, text in given.items() if not text]
        if missing and len(missing) < len(given):
            raise ValueError(f"要和 XINGPING_OIDC_ISSUER、XINGPING_OIDC_CLIENT_ID 一起设，现在缺 {'、'.join(missing)}")
        return SecretStr(given["XINGPING_OIDC_CLIENT_SECRET"])

    @field_validator("llm_base_url")
    @classmethod
    def _endpoint_url(cls, value: str) -> str:
        try:
            return checked_url(value) if value.strip() else ""
        except EndpointError as error:
            raise ValueError(str(error)) from None

    @field_validator("llm_api_key")
    @classmethod
    def _endpoint_key(cls, value: SecretStr) -> SecretStr:
        try:
            return SecretStr(checked_key(value.get_secret_value()))
        except EndpointError as error:
            raise ValueError(str(error)) from None

    @field_validator("metrics_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        """What is wrong is told without the value."""
        if value.get_secret_value() and not re.fullmatch(r"[\x21-\x7e]{16,}", value.get_secret_value()):
            raise ValueError("应至少有 16 个字符，只含英文字母、数字和符号")
        return value

    @field_validator("database_url")
    @classmethod
    def _postgres_url(cls, value: str) -> str:
        """What is wrong is told without the value: it holds a password."""
        if value and not value.startswith(("postgresql://", "postgresql+pg8000://")):
            raise ValueError("应以 postgresql:// 开头，例如 postgresql://用户:密码@主机:5432/库名；留空则用 SQLite")
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _host_names(cls, value: str) -> str:
        for name in _names(value):
            if not re.fullmatch(r"[\w.-]+|[0-9a-f:]+", name):
                raise ValueError(f"应是主机名或 IP，不带端口和 http://，现在有“{name[:40]}”")
        return value

    @field_validator("public_origins")
    @classmethod
    def _web_origins(cls, value: str) -> str:
        origins_of(value)
        return value

    @property
    def public_origin_list(self) -> frozenset[str]:
        """As they stand in an Origin header."""
        return origins_of(self.public_origins)

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies(cls, value: str) -> str:
        networks_of(value)
        return value

    @field_validator("rate_limits")
    @classmethod
    def _rate_limits(cls, value: str) -> str:
        rates_of(value)
        return value

    @property
    def proxy_networks(self) -> Networks:
        return networks_of(self.trusted_proxies)

    @property
    def rates(self) -> Mapping[str, str]:
        """Kind of request -> "30/minute", "" where it is not limited."""
        return rates_of(self.rate_limits)

    @property
    def allowed_host_names(self) -> frozenset[str]:
        """As they stand in a Host header, in small letters and without brackets."""
        return frozenset(_names(self.allowed_hosts))

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may hold."""
        password = urlsplit(self.database_url).password if "://" in self.database_url else None
        held = (one.get_secret_value() for one in (self.llm_api_key, self.metrics_token, self.oidc_client_secret))
        return tuple(one for one in (*held, password or "", unquote(password or "")) if one)

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

    @property
    def library_dir(self) -> Path:
        """Where the users' own documents are kept."""
        return self.data_dir / "library"

    @property
    def feedback_file(self) -> Path:
        return self.data_dir / "feedback.jsonl"

    @property
    def faq_feedback_file(self) -> Path:
        return self.data_dir / "faq-feedback.jsonl"


def _names(text: str) -> list[str]:
    return [name.strip().strip("[]").removesuffix(".").lower() for name in text.replace("，", ",").split(",") if name.strip()]


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read from the environment once."""
    return Settings()


if __name__ == "__main__":
    import sys

    sys.stdout.write(settings_table(Settings.model_fields))
