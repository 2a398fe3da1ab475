"""The web application: our own routes first, the Gradio page at the root."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount

from assistant.web.account import accounts_of, add_door
from assistant.web.api import api_router
from assistant.web.asking import Asking, stop_router
from assistant.web.docs import add_docs
from assistant.web.errors import on_http_error, on_invalid
from assistant.web.faq import faq_router
from assistant.web.guard import Guard
from assistant.web.hosts import known_hosts
from assistant.web.leads import Intake, leads_router
from assistant.web.log_lines import Lines
from assistant.web.metrics import Metrics
from assistant.web.narrow import Narrow
from assistant.web.operation import operation_router
from assistant.web.prequalify import prequalify_router
from assistant.web.public import Public
from assistant.web.quiet import hush
from assistant.web.rate import Rate
from assistant.web.replies import FAULTS
from assistant.web.stock import Stock
from assistant.web.stopping import GRACE, Draining, Stopping
from assistant.web.warmth import Warmth
from assistant.web.widget import widget_router
from assistant.web.work.incoming import Incoming
from assistant.web.work.routes import work_router
from assistant.workbench import Desks, Workbench

if TYPE_CHECKING:
    from assistant.service import Service

_STATIC = Path(__file__).parent / "static"


def create_app(service: "Service", bench: Workbench | None = None) -> FastAPI:
    """The application over one service and its workbench. The index is opened in the background once the server starts.

    Raises WorkspaceError where the workspace cannot be opened, EndpointError and PromptError where a model is set up wrongly.
    """
    hush(service.settings)
    warmth = Warmth(service)
    bench = bench or Workbench(service)
    incoming = Incoming(service.settings.data_dir)
    asking = Asking()
    stopping = Stopping(service.settings.stop_seconds, bench.begin_to_stop, service.close)
    metrics = Metrics(Stock(service, bench), stopping)
    service.on_answer(metrics.answered)
    bench.on_graded(metrics.graded)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warmth.start()
        incoming.start()
        bench.resume()
        yield
        incoming.stop()
        stopping.left = bench.close(GRACE)
        service.close()

    app = FastAPI(
        title="星评顾问接口",
        description="GB/T 27922-2011 售后服务认证的问答，答案带依据。",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=FAULTS,
        exception_handlers={RequestValidationError: on_invalid, HTTPException: on_http_error},
    )
    app.state.warmth = warmth
    app.state.stopping = stopping
    accounts = accounts_of(bench.workspace, service.settings)
    desks = Desks(bench, accounts)
    app.state.accounts = accounts
    app.add_middleware(Rate, settings=service.settings)
    add_door(app, accounts, service.settings)
    app.add_middleware(Draining, stopping=stopping)
    app.add_middleware(Guard, upload_limit=bench.upload_limit, known=known_hosts(service.settings), https=service.settings.https)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # no origin but our own; Gradio yields to this
    app.add_middleware(Public, origins=service.settings.public_origin_list)
    app.add_middleware(Lines, heard=metrics.heard)
    app.include_router(api_router(service))
    app.include_router(operation_router(service, bench, warmth, stopping, metrics))
    app.include_router(faq_router(service))
    app.include_router(work_router(desks, incoming, bench.workspace.limits.file_mb))
    app.include_router(stop_router(asking))
    app.include_router(widget_router())
    intake = Intake(bench.workspace, service.settings)
    app.include_router(leads_router(intake))
    app.include_router(prequalify_router(intake))
    app.mount("/page", StaticFiles(directory=_STATIC))
    add_docs(app)
    _mount_page(app, service, desks, asking)
    return app


def _mount_page(app: FastAPI, service: "Service", desks: Desks, asking: Asking) -> None:
    """Gradio takes seconds to import and reads the environment then, so it comes last."""
    import gradio as gr

    from assistant.web.blocks import build_blocks
    from assistant.web.theme import calm_theme

    own = tuple(app.routes)
    gr.mount_gradio_app(
        app,
        build_blocks(service, desks, asking),
        path="/",
        theme=calm_theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        max_file_size="1mb",
    )
    mount = _mounted(app, "/")
    mount.app = Narrow(mount.app, own)


def _mounted(app: FastAPI, path: str) -> Mount:
    for route in app.routes:
        if isinstance(route, Mount) and route.path.rstrip("/") == path.rstrip("/"):
            return route
    raise RuntimeError(f"nothing is mounted at {path}")
