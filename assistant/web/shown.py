"""What the public routes return, as the OpenAPI description tells it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.model import Mode

_CITATION = {
    "number": 1,
    "passage": "level-lines",
    "title": "达标、三星、四星、五星的分数线",
    "clause": "6",
    "source": "标准转述站",
    "confidence": "多个来源一致",
    "quote": "五星级 95 分及以上。",
    "links": [{"name": "标准转述站", "url": "https://example.cn/level"}],
}
_TOPIC = {"id": "levels", "label": "达标与星级"}
_ITEM = {
    "id": "faq-five-star-line",
    "question": "五星要多少分？",
    "answer": "五星级要 95 分及以上。[1]",
    "topic": _TOPIC,
    "citations": [_CITATION],
    "sides": [],
    "notes": [],
}


def _example(value: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [value]})


class Link(BaseModel):
    """A page of a source that is trustworthy enough to be linked."""

    model_config = ConfigDict(extra="forbid")

    name: str
    url: str


class CitationShown(BaseModel):
    """A passage that the text rests on."""

    model_config = _example(_CITATION)

    number: int = Field(description="文中的 [n]")
    passage: str = Field(description="段落编号")
    title: str
    clause: str = Field(description="条款号，没有则为空")
    source: str = Field(description="来源名称，多个用；隔开")
    confidence: str = Field(description="多个来源一致、单一来源、据公开资料推断、公开资料没有找到、各来源说法不一")
    quote: str = Field(description="最相关的一句")
    links: list[Link]


class CheckedShown(BaseModel):
    """What was held against the cited passages before a written answer was shown."""

    model_config = ConfigDict(extra="forbid")

    sentences: int
    claims: int
    dropped: int
    repaired: bool
    kinds: dict[str, int]
    trimmed: int
    mended: int


class WrittenShown(BaseModel):
    """How a model had part in the answer."""

    model_config = ConfigDict(extra="forbid")

    model: str
    prompts: list[str]
    understood: str
    checked: CheckedShown | None


class AnswerShown(BaseModel):
    """An answer with numbered citations."""

    model_config = _example(
        {
            "answer": "五星级要 95 分及以上。[1]",
            "refused": False,
            "mode": "extractive",
            "citations": [_CITATION],
            "notes": [],
            "suggestions": ["四星要多少分？"],
        }
    )

    answer: str = Field(description="带 [n] 的回答")
    refused: bool = Field(description="不在范围内、看不懂或不公开的问题为 true，answer 里是原因")
    mode: Mode = Field(description="extractive 摘录，calculator 计算，generative 模型改写（要运营者允许）")
    citations: list[CitationShown]
    notes: list[str] = Field(description="依据的可靠程度要注意什么")
    suggestions: list[str] = Field(description="可以接着问的问题")
    written: WrittenShown | None = Field(None, description="有模型参与时才有")


class TopicShown(BaseModel):
    """A topic."""

    model_config = _example(_TOPIC)

    id: str
    label: str


class TopicCounted(TopicShown):
    """A topic and how many public entries it has."""

    model_config = _example({**_TOPIC, "count": 26})

    count: int


class SideShown(BaseModel):
    """What one side says of a contested fact, in the passage cited as [number]."""

    model_config = ConfigDict(extra="forbid")

    number: int
    says: str
    source: str


class ItemShown(BaseModel):
    """A question, its answer and what that rests on."""

    model_config = _example(_ITEM)

    id: str
    question: str
    answer: str = Field(description="带 [n] 的回答")
    topic: TopicShown
    citations: list[CitationShown]
    sides: list[SideShown] = Field(description="有争议的事实，各方怎么说")
    notes: list[str] = Field(description="依据的可靠程度要注意什么")


class PageShown(BaseModel):
    """A page of what was found."""

    model_config = _example({"total": 1, "items": [_ITEM], "topics": [{**_TOPIC, "count": 26}]})

    total: int = Field(description="找到几条")
    items: list[ItemShown]
    topics: list[TopicCounted] = Field(description="全部主题，不受 q 和 tag 影响")


class Done(BaseModel):
    """It is stored."""

    model_config = _example({"ok": True})

    ok: Literal[True]


class Thanked(BaseModel):
    """A message was taken."""

    model_config = _example({"message": "已收到，顾问会按您留下的方式联系您"})

    message: str


class PrequalificationShown(BaseModel):
    """The outcome of the form: "xingping-prequalify/1". Statements name passages by id; `passages` and `sources` resolve them."""

    model_config = ConfigDict(extra="forbid")

    document: str = Field(alias="schema", examples=["xingping-prequalify/1"])
    today: date
    applicant: dict[str, Any] = Field(description="填的内容；told 是一行行的中文")
    eligibility: list[dict[str, Any]] = Field(description="条件：verdict 为 met、not_met、contested 或 unclear；说法不一的 sides 里各方都列")
    counts: dict[str, int] = Field(description="每种 verdict 有几条")
    questions: list[dict[str, Any]] = Field(description="要问认证机构的")
    exclusions: dict[str, Any] = Field(description="可能删减的条款、理由和不删减时怎么算")
    managers: dict[str, Any] = Field(description="要配几名售后服务管理师")
    certificates: dict[str, Any]
    level: dict[str, Any] | None = Field(description="希望的级别；没有填为 null")
    time: dict[str, Any] = Field(description="最早和最迟什么时候可申请、拿证")
    first: list[dict[str, Any]] = Field(description="先准备什么，按先后")
    materials: list[dict[str, Any]] = Field(description="申请材料，按类")
    notes: list[str]
    passages: dict[str, dict[str, Any]]
    sources: Any = Field(description="来源")
