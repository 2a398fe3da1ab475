"""What the demo website asks of the service besides answers, in the smallest form."""

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


@dataclass
class Desk:
    """Stands in for the routes of visitors' letters and of frequent questions; they answer over the wire like any other."""

    letters: list[dict[str, Any]] = field(default_factory=list)

    async def leads(self, request: Request) -> JSONResponse:
        letter = await request.json()
        if letter["contact"] == "写不对":
            return JSONResponse({"error": "联系方式看不懂，请填手机、邮箱或微信。"}, status_code=422)
        self.letters.append(letter)
        return JSONResponse({"message": "已收到，两个工作日内联系您。"})

    async def faq(self, request: Request) -> JSONResponse:
        assert request.query_params["limit"] == "6"
        return JSONResponse({"items": [{"id": "faq-years", "question": "证书有效几年？"}], "topics": []})

    def routes(self) -> list[Route]:
        return [Route("/api/leads", self.leads, methods=["POST"]), Route("/api/faq", self.faq)]
