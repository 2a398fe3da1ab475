"""What does not go through Gradio: files in, pictures and reports out, and how far a job is."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from assistant.errors import declared
from assistant.today import today
from assistant.web.door import user_of
from assistant.web.errors import Refused, error, status_of
from assistant.web.origin import FOREIGN, foreign
from assistant.web.work.incoming import Incoming
from assistant.web.work.shown import job_label
from assistant.workbench import Dates, Desks, Workbench
from assistant.workbench.leads import as_json, as_xlsx
from assistant.workspace.errors import FULL
from scoring.pack.names import cleaned
from scoring.plan import Wish

log = logging.getLogger(__name__)

_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}
_LONGEST, _SUFFIX = 200, 10  # bytes of a name on the disk, letters of its suffix
Path_ = Annotated[str, Query(alias="path", min_length=1, max_length=400)]
Who = Annotated[str, Query(max_length=40)]
Desk = Callable[[Request], Workbench]  # of who asks


class _Dates(BaseModel):
    """A timeline's dates in the address of its file."""

    start: date | None = None
    wanted: date | None = None
    own: str = Field("", max_length=400)
    by_plan: bool = False


def same_origin(request: Request) -> None:
    """Only our own page changes things: another site's form or script is turned away. The door asks this of all private routes, too."""
    if foreign(request.headers):
        raise Refused(FOREIGN, 403)


def work_router(desks: Desks, incoming: Incoming, form_mb: int) -> APIRouter:
    """The routes over the desks of one workbench; none of them is part of the public interface. Uploads wait in `incoming`.

    `form_mb`: MB of a filled-in form.
    """
    router = APIRouter(prefix="/desk", include_in_schema=False)

    def desk(request: Request) -> Workbench:
        return desks.of(user_of(request))

    _add_changes(router, desk, incoming, form_mb)
    _add_downloads(router, desk)
    _add_views(router, desk)
    return router


def _add_changes(router: APIRouter, desk: Desk, incoming: Incoming, form_mb: int) -> None:
    """Papers, documents and filled-in forms in, a body a file; leads out."""
    Mine = Annotated[Workbench, Depends(desk)]  # noqa: N806  a type
    own = [Depends(same_origin)]

    @router.put("/clients/{client}/files", dependencies=own)
    async def put_file(bench: Mine, client: str, request: Request, path: Path_, who: Who = "") -> JSONResponse:
        async with _spooled(request, incoming) as body:
            return await _told(lambda: bench.put_file(client, path, body, who))

    @router.put("/library", dependencies=own)
    async def put_document(bench: Mine, request: Request, path: Path_) -> JSONResponse:
        async with _spooled(request, incoming, _name(path)) as body:
            return await _told(lambda: bench.add_to_library(body))

    @router.put("/rubrics", dependencies=own)
    async def put_rubric(bench: Mine, request: Request, path: Path_, who: Who = "") -> JSONResponse:
        async with _spooled(request, incoming, _name(path), most=form_mb) as body:
            return await _told(lambda: {"rubric": bench.import_rubric(body, who).id})

    @router.put("/results/{assessment}/gaps", dependencies=own)
    async def put_gaps(bench: Mine, assessment: str, request: Request, path: Path_, who: Who = "") -> JSONResponse:
        async with _spooled(request, incoming, _name(path), most=form_mb) as body:
            return await _told(lambda: bench.import_gaps(assessment, body, who))

    @router.delete("/leads/{lead}", dependencies=own)
    async def lead_gone(bench: Mine, lead: str, who: Who = "") -> JSONResponse:
        return await _told(lambda: bench.delete_lead(lead, who))


def _add_downloads(router: APIRouter, desk: Desk) -> None:
    """Reports, schedules, leads and rubrics as files."""
    Mine = Annotated[Workbench, Depends(desk)]  # noqa: N806  a type

    @router.get("/results/{assessment}/report.{kind}")
    def report(bench: Mine, assessment: str, kind: str, target: Annotated[str, Query(max_length=40)] = "") -> Response:
        if kind not in _MEDIA:
            return error(404, "没有这种报告")
        return _file(lambda: bench.report(assessment, kind, Wish(target) if target else None), kind)

    @router.get("/clients/{client}/{what}.{kind}")
    def schedule(bench: Mine, client: str, what: str, kind: str, asked: Annotated[_Dates, Query()]) -> Response:
        if kind not in _MEDIA or what not in ("timeline", "materials"):
            return error(404, "没有这种文件")
        dates = Dates(asked.start or today(), asked.wanted, tuple(asked.own.split()), asked.by_plan)
        return _file(lambda: bench.table(client, what, kind, dates), kind)

    @router.get("/leads.{kind}")
    def leads(bench: Mine, kind: str, who: Who = "") -> Response:
        makers = {"json": as_json, "xlsx": as_xlsx}
        if kind not in makers:
            return error(404, "没有这种文件")
        return _file(lambda: (makers[kind](bench.export_leads(who)), f"线索.{kind}"), kind)

    @router.get("/rubrics/{rubric}.xlsx")
    def rubric(bench: Mine, rubric: str) -> Response:
        return _file(lambda: bench.export_rubric(rubric), "xlsx")


def _add_views(router: APIRouter, desk: Desk) -> None:
    """How far a job is, and where a quote stands: the page's picture, or the rows and paragraphs around it."""
    Mine = Annotated[Workbench, Depends(desk)]  # noqa: N806  a type

    @router.get("/jobs/{job}")
    def job(bench: Mine, job: str) -> JSONResponse:
        found = bench.job(job)
        if found is None:
            return error(404, "没有这个任务")
        told = {"running": found.state in ("queued", "running"), "state": found.state, "done": found.done, "of": found.total}
        return JSONResponse({**told, "label": job_label(found, bench.ahead(found))})

    @router.get("/pages/{client}/{sha256}/{page}.png")
    def page(bench: Mine, client: str, sha256: str, page: int, quote: Annotated[str, Query(max_length=400)] = "") -> Response:
        try:
            return Response(bench.page(client, sha256, page, quote), media_type="image/png")
        except Exception as problem:  # noqa: BLE001  the rim: the quote stands without its picture
            return _failed(problem)

    @router.get("/quotes/{client}/{sha256}")
    def quoted(
        bench: Mine, client: str, sha256: str, locator: Annotated[str, Query(max_length=200)] = "", quote: Annotated[str, Query(max_length=400)] = ""
    ) -> Response:
        try:
            return JSONResponse(bench.quote(client, sha256, locator, quote))
        except Exception as problem:  # noqa: BLE001  the rim: as for pages
            return _failed(problem)


@asynccontextmanager
async def _spooled(request: Request, incoming: Incoming, name: str = "body", most: int = 0) -> AsyncIterator[Path]:
    """The request's body as a file that is gone afterwards. `most`: MB that a form may have, 0 for what every upload may."""
    if most and int(request.headers.get("content-length", "0")) > most << 20:
        raise Refused(f"文件超过 {most} MB，不是填好的表格，请用导出的 Excel 填写", 413)
    try:
        with incoming.folder() as own:
            path = own / name
            with path.open("wb") as out:
                async for chunk in request.stream():
                    await run_in_threadpool(out.write, chunk)
            yield path
    except ClientDisconnect as problem:
        raise Refused("没有传完，请重新上传") from problem  # heard by nobody
    except OSError as problem:
        log.error("upload not stored", exc_info=problem)
        status = 507 if problem.errno in FULL else 503
        raise Refused("磁盘写不进去，文件没有存下，请管理员检查磁盘空间和权限", status) from problem


def _name(path: str) -> str:
    """The file's own name, as a disk takes it: shortened where it is too long, the suffix kept."""
    name = cleaned(path).rpartition("/")[2]
    suffix = Path(name).suffix[:_SUFFIX]
    return name if len(name.encode()) <= _LONGEST else name[: _LONGEST // 4].removesuffix(suffix) + suffix


async def _told(work: Callable[[], Any]) -> JSONResponse:
    try:
        done = await run_in_threadpool(work)
    except Exception as problem:  # noqa: BLE001  the rim: one line for the page, the rest for the log
        return _failed(problem)
    return JSONResponse({"ok": True, **({"text": done} if isinstance(done, str) else done if isinstance(done, dict) else {})})


def _file(make: Callable[[], tuple[bytes, str]], kind: str) -> Response:
    try:
        data, name = make()
    except Exception as problem:  # noqa: BLE001  as above
        return _failed(problem)
    return Response(data, media_type=_MEDIA[kind], headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"})


def _failed(problem: Exception) -> JSONResponse:
    if declared(problem):
        return error(status_of(problem), str(problem))
    log.error("work failed", exc_info=problem)
    return error(500, "服务内部出错，请稍后重试，或请管理员查看日志")
