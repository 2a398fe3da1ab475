"""What can go wrong between us and a model: one family, each with a reason code for the log and one Chinese line for the user.

No line holds a key, a prompt or a server's own words: servers echo keys and prompts in what they answer.
"""

from typing import Literal

from assistant.errors import DeclaredError

News = Literal["bad", "good", "none"]


class LlmFault(DeclaredError):  # noqa: N818 - most are the service's faults, not errors of ours
    """The model gave no usable answer."""

    code = "fault"
    line = "大模型没有给出可用的回答"
    retriable = False  # worth another attempt while nothing was shown
    news: News = "bad"  # what it tells of the endpoint's health
    free = False  # the server did no work that it could charge for

    def __init__(self, line: str = "", *, retry_after: float | None = None) -> None:
        """`retry_after`: seconds that the server asks us to wait."""
        super().__init__(line or self.line)
        self.retry_after = retry_after


# -- on the way there


class RefusedConnectionFault(LlmFault):
    code = "refused_connection"
    free = True
    line = "连不上大模型服务：地址或端口不通，请检查 XINGPING_LLM_BASE_URL 和网络"
    retriable = True


class TlsFault(LlmFault):
    code = "tls"
    free = True
    line = "与大模型服务的 HTTPS 连接没有建成：证书没有通过核验，或者那里不是 HTTPS；内网自签证书请用环境变量 SSL_CERT_FILE 指明根证书"


class ProxyFault(LlmFault):
    code = "proxy"
    free = True
    line = "连接大模型服务所用的代理不通，请检查环境变量 HTTPS_PROXY、HTTP_PROXY、NO_PROXY"
    retriable = True


class BrokenConnectionFault(LlmFault):
    code = "broken_connection"
    line = "与大模型服务的连接在得到回答前断了，请稍后再试"
    retriable = True


class TimeoutFault(LlmFault):
    code = "timeout"
    line = "大模型服务没有在规定时间内回答，请稍后再试或调大 XINGPING_LLM_FIRST_TOKEN_SECONDS"
    retriable = True


class StalledFault(LlmFault):
    code = "stalled"
    line = "大模型的回答写到一半停住了"
    retriable = True


class DeadlineFault(LlmFault):
    """The whole answer's time, attempts and waits included, is over."""

    code = "deadline"
    line = "大模型的整个回答超过了规定时间，可调大 XINGPING_LLM_ANSWER_SECONDS"


# -- what the server says


class KeyFault(LlmFault):
    code = "key"
    free = True
    line = "大模型服务不认这个密钥或没有权限，请检查 XINGPING_LLM_API_KEY"


class ModelFault(LlmFault):
    code = "model"
    free = True
    line = "大模型服务里没有这个模型或这个地址，请检查 XINGPING_LLM_MODEL 和 XINGPING_LLM_BASE_URL"


class QuotaFault(LlmFault):
    code = "quota"
    free = True
    line = "大模型服务的余额或配额已用完，请到服务商处充值或调整"


class RateFault(LlmFault):
    code = "rate"
    free = True
    line = "大模型服务限流，请稍后再试"
    retriable = True


class ServerFault(LlmFault):
    code = "server"
    free = True
    line = "大模型服务自身出错，请稍后再试"
    retriable = True


class BadRequestFault(LlmFault):
    """The server takes this very request for wrong; another may pass."""

    code = "bad_request"
    free = True
    line = "大模型服务不接受这次请求（可能是内容过长，或模型不支持某个参数）"
    news: News = "good"


class MovedFault(LlmFault):
    code = "moved"
    free = True
    line = "大模型服务要求转到别的地址，为免密钥外泄没有跟随；请把 XINGPING_LLM_BASE_URL 改为最终地址"


# -- what the answer is


class MalformedFault(LlmFault):
    code = "malformed"
    line = "大模型服务返回的内容不合格式，请确认地址是兼容 OpenAI 的接口（一般以 /v1 结尾）"


class CutOffFault(LlmFault):
    """The stream ended without saying that it is done."""

    code = "cut_off"
    line = "大模型的回答中途断开，不完整"
    retriable = True


class EmptyFault(LlmFault):
    code = "empty"
    line = "大模型返回了空回答"


class FilteredFault(LlmFault):
    code = "filtered"
    line = "大模型服务的内容审查中止了回答"
    news: News = "good"


class LengthFault(LlmFault):
    """Told after the last piece: what came is right as far as it goes."""

    text = ""  # all that came, where a whole answer was asked for
    code = "length"
    line = "大模型的回答超过长度上限，后面被截断"
    news: News = "good"


# -- what we ourselves stop


class TooLongFault(LlmFault):
    code = "too_long"
    line = "要发给大模型的内容超过长度上限 XINGPING_LLM_MAX_CHARS_IN"
    news: News = "none"


class BusyFault(LlmFault):
    code = "busy"
    line = "同时向大模型提问的人太多，请稍后再试"
    news: News = "none"


class BudgetFault(LlmFault):
    code = "budget"
    line = "今天的大模型用量已到上限"
    news: News = "none"


class PausedFault(LlmFault):
    """The breaker is open."""

    code = "paused"
    line = "大模型服务连续出错，已暂停使用，过一会儿自动重试"
    news: News = "none"


class CancelledFault(LlmFault):
    code = "cancelled"
    line = "已停止生成"
    news: News = "none"


class ClosedFault(LlmFault):
    code = "closed"
    line = "大模型连接已关闭"
    news: News = "none"


class UsageFault(LlmFault):
    """Where the day's usage is counted cannot be read or written, so nothing may be sent."""

    code = "usage"
    line = "大模型用量记录打不开，没有发出请求；请检查数据目录里的 llm-usage.db"
    news: News = "none"


class EndpointError(DeclaredError):
    """The settings of the endpoint do not make one."""
