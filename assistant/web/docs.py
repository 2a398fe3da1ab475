"""The page at /docs: the interface in plain Chinese HTML from our own OpenAPI description, no script, no CDN."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant.web.render import environment


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a request body, or one parameter of an address."""

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
    parameters = operation.get("parameters", [])
    fields = [Field(one["name"], one["required"], one.get("description", "")) for one in parameters]
    fields += [
        Field(name, name in schema.get("required", []), value.get("description", ""))
        for name, value in schema.get("properties", {}).items()
    ]
    examples = schema.get("examples", [])
    example = ""
    if examples:
        payload = json.dumps(examples[0], ensure_ascii=False)
        example = f"curl -H 'Content-Type: application/json' \\\n  -d '{payload}' \\\n  {_address(path, parameters)}"
    elif parameters:
        example = f"curl '{_address(path, parameters)}'"
    return Route(method.upper(), path, operation.get("summary", ""), tuple(fields), example)


def _address(path: str, parameters: Sequence[Mapping[str, Any]]) -> str:
    """The path with the parameters' own examples in it."""
    given = {where: {one["name"]: one["schema"]["examples"][0] for one in parameters if one["in"] == where and "examples" in one["schema"]}
             for where in ("path", "query")}  # fmt: skip
    query = urlencode(given["query"])
    return f"http://127.0.0.1:7860{path.format_map(given['path'])}{'?' + query if query else ''}"
