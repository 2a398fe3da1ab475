"""The public FAQ over HTTP: a page of entries, one entry, a vote on one."""

import logging
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.faq.model import FaqError
from assistant.web import feedback
from assistant.web.api import Reason
from assistant.web.errors import error
from assistant.web.failures import for_visitor
from assistant.web.replies import problems
from assistant.web.shown import Done, ItemShown, PageShown

if TYPE_CHECKING:
    from assistant.service import Service

log = logging.getLogger(__name__)

_FRESH = "public, max-age=300"  # the same for everybody; a new corpus shows within five minutes
_SAME = {"description": "与 If-None-Match 说的相同，没有内容"}

Name = Annotated[str, Path(max_length=80, description="问答编号", examples=["faq-fee-how-much"])]
Words = Annotated[str, Query(max_length=200, description="要找的话；不填则按主题顺序列出全部", examples=["认证要多少钱"])]
Tag = Annotated[str, Query(max_length=80, description="只要这个主题的，代号见返回的 topics", examples=["fees"])]
Limit = Annotated[int, Query(ge=1, le=100, description="最多返回几条")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="跳过前几条")]


class FaqVoteGiven(BaseModel):
    """Whether an entry helped."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"vote": "down", "reason": "没写监督费"}]})

    vote: feedback.Vote = Field(description="up 有帮助，down 没帮助")
    reason: Reason = Field("", description="理由，可不填")


def faq_router(service: "Service") -> APIRouter:
    """The routes over one service."""
    router = APIRouter(prefix="/api/faq")

    @router.get(
        "",
        summary="公开问答：按问题找、按主题看、分页",
        response_model=PageShown,
        responses={304: _SAME, **problems(_404="没有这个主题", _422="参数不对", _503="知识库打不开")},
    )
    def page(request: Request, q: Words = "", tag: Tag = "", limit: Limit = 20, offset: Offset = 0) -> Response:
        def made() -> dict[str, Any]:
            desk = service.public()
            found = desk.find(q, tag)
            return {
                "total": len(found),
                "items": [item.as_dict() for item in found[offset : offset + limit]],
                "topics": [topic.as_dict() for topic in desk.book.topics],
            }

        return _told(request, made)

    @router.get(
        "/{id}",
        summary="一条公开问答",
        response_model=ItemShown,
        responses={304: _SAME, **problems(_404="没有这条公开问答", _422="编号太长", _503="知识库打不开")},
    )
    def one(request: Request, id: Name) -> Response:
        return _told(request, lambda: service.public().book.item(id).as_dict())

    @router.post(
        "/{id}/feedback",
        summary="对一条公开问答说有没有帮助；只存在本服务的本机文件里",
        response_model=Done,
        responses=problems(_400="请求体读不懂", _404="没有这条公开问答", _413="请求体太大", _422="请求体不对", _503="没有存下，或知识库打不开"),
    )
    def vote(id: Name, body: FaqVoteGiven) -> Response:
        try:
            item = service.public().book.item(id)
            feedback.store(service.settings.faq_feedback_file, feedback.FaqVote(item.id, body.vote, body.reason))
        except FaqError as problem:
            return error(404, str(problem))
        except feedback.FeedbackError as problem:
            log.error("faq feedback not stored: %s", problem)
            return error(503, "反馈没有存下，请管理员查看服务日志")
        except Exception as problem:  # the rim: a caller gets one line, the log the rest
            log.error("faq feedback failed", exc_info=problem)
            return error(503, for_visitor(problem))
        return JSONResponse({"ok": True})

    return router


def _told(request: Request, made: Callable[[], dict[str, Any]]) -> Response:
    """What is made as JSON with its ETag, or 304 to whoever has it; 404 where there is no such thing."""
    try:
        reply = JSONResponse(made())
    except FaqError as problem:
        return error(404, str(problem))
    except Exception as problem:  # the rim: a caller gets one line, the log the rest
        log.error("faq failed", exc_info=problem)
        return error(503, for_visitor(problem))
    headers = {"ETag": f'"{sha256(reply.body).hexdigest()[:32]}"', "Cache-Control": _FRESH}
    if _has(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    reply.headers.update(headers)
    return reply


def _has(known: str, tag: str) -> bool:
    """Whether an If-None-Match names the tag; a proxy may have weakened it."""
    return known.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in known.split(",")]
