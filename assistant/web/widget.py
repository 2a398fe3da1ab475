"""/widget.js: the files of embed/ put together when the application starts; no build step."""

import hashlib
import json
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.web.public import WIDGET

_EMBED = Path(__file__).parent / "embed"
_PARTS = ("options.js", "dom.js", "talk.js", "answer.js", "contact.js", "panel.js")  # each uses what stands before it


def widget_script() -> str:
    """One script without globals; the style sheet is a string in it, so that no policy of the page stands against it."""
    style = json.dumps(_read("widget.css"), ensure_ascii=False)
    body = "\n".join(_read(part) for part in _PARTS)
    return f'(() => {{\n"use strict";\nconst STYLE = {style};\n\n{body}}})();\n'


def widget_router() -> APIRouter:
    """The route of the script, which any page may load; what it may ask is up to `Public`."""
    router = APIRouter(include_in_schema=False)
    script = widget_script().encode("utf-8")
    etag = f'"{hashlib.sha256(script).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=3600, stale-while-revalidate=604800"}

    @router.api_route(WIDGET, methods=["GET", "HEAD"])
    def widget(request: Request) -> Response:
        held = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
        if held & {etag, "*"}:
            return Response(status_code=304, headers=headers)
        return Response(script, media_type="text/javascript", headers=headers)

    return router


def _read(name: str) -> str:
    return (_EMBED / name).read_text(encoding="utf-8")
