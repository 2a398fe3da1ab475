"""The page at /docs: the interface in plain Chinese HTML from our own OpenAPI description, no script, no CDN."""

import json
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant.web.render import environment


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a request body."""

    name: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Route:
    """One operation."""

    method: str
    path: str
    summary: str
    fields: tuple[Field, ...]
    example: str


def add_docs(app: FastAPI) -> None:
    """Serve /docs for what the app's OpenAPI description lists."""

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(environment().get_template("docs.html").render(routes=_routes(app.openapi())))


def _routes(description: dict[str, Any]) -> list[Route]:
    schemas = description.get("components", {}).get("schemas", {})
    return [
        _route(method, path, operation, schemas)
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
    ]


def _route(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Route:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    schema = schemas.get(body.get("$ref", "").rsplit("/", 1)[-1], {})
    fields = tuple(
        Field(name, name in schema.get("required", []), value.get("description", ""))
        for name, value in schema.get("properties", {}).items()
    )
    examples = schema.get("examples", [])
    example = ""
    if examples:
        payload = json.dumps(examples[0], ensure_ascii=False)
        example = f"curl -H 'Content-Type: application/json' \\\n  -d '{payload}' \\\n  http://127.0.0.1:7860{path}"
    return Route(method.upper(), path, operation.get("summary", ""), fields, example)
