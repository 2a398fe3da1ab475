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
from assistant.web.guard import Guard
from assistant.web.hosts import known_hosts
from assistant.web.narrow import Narrow
from assistant.web.quiet import hush
from assistant.web.warmth import Warmth
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

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warmth.start()
        incoming.start()
        yield
        incoming.stop()
        bench.close()
        service.close()

    app = FastAPI(
        title="星评顾问接口",
        description="GB/T 27922-2011 售后服务认证的问答，答案带依据。",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        exception_handlers={RequestValidationError: on_invalid, HTTPException: on_http_error},
    )
    app.state.warmth = warmth
    accounts = accounts_of(bench.workspace, service.settings)
    desks = Desks(bench, accounts)
    app.state.accounts = accounts
    add_door(app, accounts, service.settings)
    app.add_middleware(Guard, upload_limit=bench.upload_limit, known=known_hosts(service.settings))
    app.add_middleware(CORSMiddleware, allow_origins=[])  # no origin but our own; Gradio yields to this
    app.include_router(api_router(service, warmth))
    app.include_router(work_router(desks, incoming, bench.workspace.limits.file_mb))
    app.include_router(stop_router(asking))
    app.mount("/page", StaticFiles(directory=_STATIC))
    add_docs(app)
    _mount_page(app, service, desks, asking)
    return app


def _mount_page(app: FastAPI, service: "Service", desks: Desks, asking: Asking) -> None:
    """Gradio takes seconds to import and reads the environment then, so it comes last."""
    import gradio as gr

    from assistant.web.blocks import build_blocks
    from assistant.web.theme import calm_theme

    own = {*app.openapi()["paths"], "/docs", "/openapi.json"}
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
