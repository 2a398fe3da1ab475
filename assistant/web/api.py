"""The HTTP interface: ask and vote."""

import logging
from typing import TYPE_CHECKING, Annotated

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from assistant.answering.model import Role
from assistant.web import feedback
from assistant.web.errors import error
from assistant.web.failures import for_visitor
from assistant.web.replies import problems
from assistant.web.shown import AnswerShown, Done

if TYPE_CHECKING:
    from assistant.service import Service

log = logging.getLogger(__name__)


def _encodable(text: str) -> str:
    """JSON may spell half a surrogate pair; no text can hold it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "lone surrogate") from None
    return text


Words = Annotated[str, AfterValidator(_encodable)]
Said = Annotated[str, Field(max_length=20_000), AfterValidator(_encodable)]
Given = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_encodable)]
Reason = Annotated[str, Field(max_length=500), AfterValidator(_encodable)]


class Ask(BaseModel):
    """A question and the conversation before it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "那四星呢？", "history": [["user", "五星要多少分？"], ["assistant", "95 分。"]]}]
        },
    )

    question: Words = Field(description="问题，简体、繁体或英文；过长的问题会礼貌拒绝")
    history: list[tuple[Role, Said]] = Field(
        default_factory=list, max_length=40, description='此前的对话，每项是 ["user" 或 "assistant", 文字]'
    )


class Vote(BaseModel):
    """Whether an answer helped."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "五星要多少分？", "answer": "95 分及以上。", "vote": "down", "reason": "太简略"}]
        },
    )

    question: Given = Field(description="原问题")
    answer: Given = Field(description="得到的答案")
    vote: feedback.Vote = Field(description="up 有帮助，down 没帮助")
    reason: Reason = Field("", description="理由，可不填")


def api_router(service: "Service") -> APIRouter:
    """The routes over one service."""
    router = APIRouter()
    at_once = CapacityLimiter(service.settings.concurrency)  # so that many who ask leave threads and time to uploads and pages

    @router.post(
        "/api/ask",
        summary="问一个问题，得到带依据的答案；只用公开的问答，不在范围内的问题 refused 为 true",
        response_model=AnswerShown,
        response_model_exclude_unset=True,
        responses=problems(_400="请求体读不懂", _413="请求体太大", _422="请求体不对", _503="知识库打不开"),
    )
    async def ask(body: Ask) -> JSONResponse:
        try:
            answer = await run_sync(service.ask_public, body.question, body.history, limiter=at_once)
        except Exception as problem:  # the rim: a caller gets one line, the log the rest
            log.error("ask failed", exc_info=problem)
            return error(503, for_visitor(problem))
        return JSONResponse(answer.as_dict())

    @router.post(
        "/api/feedback",
        summary="对一个答案说有没有帮助；只存在本服务的本机文件里",
        response_model=Done,
        responses=problems(_400="请求体读不懂", _413="请求体太大", _422="请求体不对", _503="没有存下"),
    )
    def vote(body: Vote) -> JSONResponse:
        try:
            feedback.store(service.settings.feedback_file, feedback.Feedback(**body.model_dump()))
        except feedback.FeedbackError as problem:
            log.error("feedback not stored: %s", problem)
            return error(503, "反馈没有存下，请管理员查看服务日志")
        return JSONResponse({"ok": True})

    return router
