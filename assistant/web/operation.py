"""What whoever runs the service asks it: does it live, can it answer, how much does it do."""

import hmac
import logging
from collections.abc import Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from assistant.errors import DeclaredError
from assistant.web.errors import STATUS, error
from assistant.web.metrics import Metrics
from assistant.web.replies import Status, gives
from assistant.web.stopping import STOPPING, Stopping
from assistant.web.warmth import Warmth

if TYPE_CHECKING:
    from assistant.service import Service
    from assistant.workbench import Workbench

log = logging.getLogger(__name__)

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")


def operation_router(service: "Service", bench: "Workbench", warmth: Warmth, stopping: Stopping, metrics: Metrics) -> APIRouter:
    """/healthz and /readyz for anybody; /metrics for who may read it, to others it does not exist."""
    router = APIRouter()
    token = service.settings.metrics_token.get_secret_value()

    @router.get("/healthz", summary="服务是否活着", responses=gives(Status))
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.get("/readyz", summary="能否马上回答；不能时返回 503，error 说明哪一部分还没有就绪", responses=gives(Status))
    def readyz() -> JSONResponse:
        lacking = STOPPING if stopping.begun else _index(service, warmth) or _database(bench)
        return error(503, lacking) if lacking else JSONResponse({"status": "ready"})

    @router.get("/metrics", include_in_schema=False)
    def measured(request: Request) -> Response:
        peer = request.client.host if request.client else ""
        if not may_read(token, peer, request.headers):
            return error(404, STATUS[404])
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    return router


def may_read(token: str, peer: str, headers: Mapping[str, str]) -> bool:
    """Who has the token, where there is one; else who sits at this machine and comes through no proxy."""
    if token:
        return hmac.compare_digest(headers.get("authorization", "").encode(), f"Bearer {token}".encode())
    try:
        return ip_address(peer).is_loopback and not any(name in headers for name in _PASSED_ON)
    except ValueError:
        return False


def _index(service: "Service", warmth: Warmth) -> str:
    if service.ready():
        return ""
    return "知识库打不开，请管理员查看服务日志" if warmth.problem else "正在打开知识库，请稍候"


def _database(bench: "Workbench") -> str:
    try:
        bench.workspace.look()
    except DeclaredError as problem:
        log.warning("not ready: database (%s)", problem)
        return "资料库（客户与预评结果）暂时打不开，请管理员查看服务日志；知识问答不受影响"
    return ""
