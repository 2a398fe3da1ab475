"""Prequalification and leads over HTTP: a form's outcome, a message left with consent."""

import json
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from limits import parse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from assistant.errors import declared
from assistant.guidance.applicant import FAULT, Applicant
from assistant.guidance.cited import Json, read_sources
from assistant.guidance.prequalify import prequalify
from assistant.guidance.prequalify_document import read_passages, summary, to_json
from assistant.settings import Settings
from assistant.today import today
from assistant.web.caller import address_of
from assistant.web.errors import error
from assistant.web.recent import Windows
from assistant.web.replies import problems
from assistant.web.shown import PrequalificationShown, Thanked
from assistant.workspace import NotFoundError, RefusedError, Workspace
from assistant.workspace.leads import LONGEST, Submitted, TooManyError, consent, contact_key, page_of
from assistant.workspace.scope import storable
from scoring.rubric import load_rubric

log = logging.getLogger(__name__)

PER_ADDRESS = parse("10/hour")  # messages
THANKS = "已收到，顾问会按您留下的方式联系您"
BUSY = "留言太频繁，没有存下；请过一会儿再试"
DISAGREED = "请先同意保存联系方式，才能留言；不同意就不保存"
_DAY = 24 * 3600.0


def _agreed(value: bool) -> bool:
    if not value:
        raise PydanticCustomError(FAULT, DISAGREED)
    return value


def _contact(text: str) -> str:
    try:
        contact_key(text)
    except RefusedError as problem:
        raise PydanticCustomError(FAULT, "{text}", {"text": str(problem)}) from None
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError(FAULT, "不能为空")
    return _storable(text)


def _storable(text: str) -> str:
    if not storable(text):
        raise PydanticCustomError(FAULT, "含有不能保存的字符，请重新输入")
    return text


class LeadBody(BaseModel):
    """A visitor who wants to be called back. `website` is a trap for robots: people do not see it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "李女士", "contact": "13800000000", "message": "想了解五星要准备多久", "consent": True, "page": "https://example.cn/intake"}
            ]
        },
    )

    name: Annotated[str, Field(min_length=1, max_length=LONGEST["name"]), AfterValidator(_filled)] = Field(description="怎么称呼")
    contact: Annotated[str, Field(min_length=1, max_length=LONGEST["contact"]), AfterValidator(_contact)] = Field(
        description="手机、电话、邮箱或微信号"
    )
    message: Annotated[str, Field(max_length=LONGEST["message"]), AfterValidator(_storable)] = Field("", description="想问什么，可不填")
    consent: Annotated[bool, Field(strict=True, json_schema_extra={"const": True}), AfterValidator(_agreed)] = Field(
        description="同意保存以上信息，必须是 true"
    )
    page: Annotated[str, Field(max_length=2000), AfterValidator(_storable)] = Field("", description="从哪个页面来；只留网址，问号后面的不保存")
    website: Annotated[str, Field(max_length=2000)] = Field("", description="请留空")
    prequalification: Applicant | None = Field(None, description="预评表，同 /api/prequalify 的请求体，可不填")


class Intake:
    """What the interface and the page share: the corpus read once, the limits, the workspace. Safe for threads."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = today,
    ) -> None:
        self._workspace, self._settings, self._today = workspace, settings, today
        self._windows = Windows(clock)
        self._lock = threading.Lock()
        self._read: tuple[Any, Any] | None = None
        self._stop = threading.Event()

    def consent(self) -> str:
        """The text to agree to."""
        return consent(self._settings.lead_days)[1]

    def outcome(self, who: Applicant) -> Json:
        """The document of a prequalification. Raises CorpusError."""
        with self._lock:
            if self._read is None:
                folder = self._settings.corpus_dir
                self._read = read_passages(folder), read_sources(folder)
        return to_json(prequalify(who, load_rubric(), self._today()), *self._read)

    def wait(self, request: Request) -> int:
        """Seconds until this address may leave another message; 0 counts one."""
        return self._windows.wait(PER_ADDRESS, "lead", address_of(request.scope, self._settings.proxy_networks))

    def keep(self, body: LeadBody) -> None:
        """Store it, but for what a robot sent. Raises WorkspaceError, TooManyError."""
        if body.website:
            return
        who = body.prequalification
        sent = Submitted(
            name=body.name,
            contact=body.contact,
            message=body.message,
            page=page_of(body.page),
            asked="" if who is None else json.dumps(who.model_dump(mode="json"), ensure_ascii=False, sort_keys=True),
            summary="" if who is None else "\n".join(summary(self.outcome(who))),
            consent=consent(self._settings.lead_days)[0],
        )
        self._workspace.receive_lead(sent, self._settings.lead_daily)

    @asynccontextmanager
    async def cleaning(self, _: object) -> AsyncIterator[None]:
        """While the application runs, leads are deleted when their time has come: at once, and daily."""
        self._stop.clear()
        threading.Thread(target=self._clean, name="leads", daemon=True).start()
        yield
        self._stop.set()

    def _clean(self) -> None:
        while not self._stop.is_set():
            try:
                self._workspace.expire_leads(self._settings.lead_days)
            except Exception as problem:  # a thread has no caller: tomorrow is another day
                log.error("old leads not deleted", exc_info=problem)
            self._stop.wait(_DAY)


def leads_router(intake: Intake) -> APIRouter:
    """The interface for visitors; the staff's list is at their desks."""
    router = APIRouter(lifespan=intake.cleaning)

    @router.post(
        "/api/prequalify",
        summary="申请前先看：条件（说法不一的两边都列）、可能删减的、要配的管理师、材料、时间、先做什么；不保存",
        response_model=PrequalificationShown,
        responses=problems(_422="有一项不对", _503="知识库读不了"),
    )
    def prequalified(body: Applicant) -> JSONResponse:
        try:
            return JSONResponse(intake.outcome(body))
        except Exception as problem:  # noqa: BLE001  the rim: one line for the visitor, the rest for the log
            return _failed(problem)

    @router.post(
        "/api/leads",
        summary="留下联系方式，请顾问联系；要同意保存，到期自动删除",
        response_model=Thanked,
        responses=problems(_422="有一项不对", _429="留言太频繁或当天太多", _503="没有存下"),
    )
    def lead(body: LeadBody, request: Request) -> JSONResponse:
        if seconds := intake.wait(request):
            return JSONResponse({"error": BUSY}, 429, {"Retry-After": str(seconds)})
        try:
            intake.keep(body)
        except Exception as problem:  # noqa: BLE001  the rim, as above
            return _failed(problem)
        return JSONResponse({"message": THANKS})

    return router


def failure(problem: Exception) -> tuple[int, str]:
    """The status and the line for whoever asked; what is no fault of theirs goes to the log."""
    if isinstance(problem, TooManyError):
        return 429, str(problem)
    if isinstance(problem, RefusedError | NotFoundError):
        return 404 if isinstance(problem, NotFoundError) else 422, str(problem)
    log.error("intake failed", exc_info=problem)
    return 503, "现在办不了，请稍后再试，或直接打电话联系我们" if declared(problem) else "服务内部出错，请稍后再试"


def _failed(problem: Exception) -> JSONResponse:
    return error(*failure(problem))
