"""The page at /prequalify: a form for visitors, its outcome below, then a message to a consultant. Works without any script."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from assistant.guidance.applicant import ACTIVITIES, TITLES, WANTED, Applicant, fault_line
from assistant.guidance.cited import Json
from assistant.guidance.prequalify_document import WORKING
from assistant.guidance.prequalify_view import side_state
from assistant.web.errors import validation_line
from assistant.web.leads import BUSY, THANKS, Intake, LeadBody, failure
from assistant.web.render import environment
from assistant.web.work.routes import same_origin
from scoring.profile import KIND_TITLES

_LONGEST = 64 * 1024  # bytes of a form
_MOST = 60  # fields of a form
_WHOLE = ("outlets", "people", "service_managers", "managers", "system_months")
_FIELDS = tuple(Applicant.model_fields)
_NONE = "none"  # none of the activities
_CONTACT = {"name": "称呼", "contact": "联系方式", "message": "留言", "consent": ""}

Form = Mapping[str, Sequence[str]]


class _WrongError(Exception):
    """A form that does not hold: which field, and why in Chinese."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def prequalify_router(intake: Intake) -> APIRouter:
    """The page over one intake."""
    router = APIRouter(include_in_schema=False)

    @router.get("/prequalify")
    def page(sent: Annotated[str, Query(max_length=9)] = "") -> HTMLResponse:
        return _page(intake, {}, thanks=THANKS if sent else "")

    @router.post("/prequalify")
    async def asked(request: Request) -> HTMLResponse:
        form = await _form(request)
        return await run_in_threadpool(_asked, intake, form)

    @router.post("/prequalify-contact", dependencies=[Depends(same_origin)])
    async def contacted(request: Request) -> Response:
        form = await _form(request)
        return await run_in_threadpool(_contacted, intake, form, request)

    return router


def _asked(intake: Intake, form: Form) -> HTMLResponse:
    try:
        return _page(intake, form, found=intake.outcome(_applicant(form)))
    except _WrongError as wrong:
        return _page(intake, form, wrong=wrong, status=422)
    except Exception as problem:  # noqa: BLE001  the rim: one line for the visitor, the rest for the log
        status, text = failure(problem)
        return _page(intake, form, wrong=_WrongError("", text), status=status)


def _contacted(intake: Intake, form: Form, request: Request) -> Response:
    found: Json | None = None
    try:
        who = _applicant(form)
        found = intake.outcome(who)
        values = {name: _one(form, name) for name in ("name", "contact", "message", "website")}
        body = LeadBody.model_validate(values | {"consent": _one(form, "consent") == "yes", "page": str(request.url), "prequalification": who})
        if intake.wait(request):
            return _page(intake, form, found=found, unsent=_WrongError("", BUSY), status=429)
        intake.keep(body)
    except _WrongError as wrong:
        return _page(intake, form, wrong=wrong, status=422)
    except ValidationError as error:
        return _page(intake, form, found=found, unsent=_unsent(error), status=422)
    except Exception as problem:  # noqa: BLE001  the rim, as above
        status, text = failure(problem)
        return _page(intake, form, found=found, unsent=_WrongError("", text), status=status)
    return RedirectResponse("prequalify?sent=1", 303)


async def _form(request: Request) -> Form:
    """The fields of a form as browsers send it; of anything else none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return {}
    try:
        return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST)
    except ValueError:
        return {}


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "").strip()


def _applicant(form: Form) -> Applicant:
    """What was filled in. Raises _WrongError for the first field that does not hold."""
    values: dict[str, Any] = {name: _one(form, name) for name in _FIELDS if _one(form, name)}
    for name in values.keys() & {*_WHOLE, "years"}:
        values[name] = _number(name, values[name])
    values["certificates"] = [one.strip() for one in _one(form, "certificates").replace("，", "、").replace(",", "、").split("、") if one.strip()]
    ticked = [one for one in form.get("activities", ()) if one]
    values["activities"] = [one for one in ticked if one != _NONE] if ticked else None
    try:
        return Applicant.model_validate(values)
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        raise _WrongError(str(place[0]) if place else "", fault_line(error)) from error


def _number(name: str, text: str) -> int | float:
    try:
        return float(text) if name == "years" else int(text)
    except ValueError:
        raise _WrongError(name, f"{TITLES[name]}应是{'数字' if name == 'years' else '整数'}") from None


def _unsent(error: ValidationError) -> _WrongError:
    fault = error.errors()[0]
    field = str(fault["loc"][0])
    return _WrongError(field, f"{_CONTACT.get(field, field)}{validation_line([{**fault, 'loc': ('x',)}]).removeprefix('x').strip()}")


def _page(
    intake: Intake,
    form: Form,
    *,
    found: Json | None = None,
    wrong: _WrongError | None = None,
    unsent: _WrongError | None = None,
    thanks: str = "",
    status: int = 200,
) -> HTMLResponse:
    html = environment().get_template("prequalify.html").render(
        form=form,
        value=lambda name: _one(form, name),
        kinds=KIND_TITLES,
        levels=WANTED,
        activities=ACTIVITIES,
        fields=_FIELDS,
        found=found,
        numbers={} if found is None else {name: number for number, name in enumerate(found["passages"], start=1)},
        working=WORKING,
        side_state=side_state,
        wrong=wrong,
        unsent=unsent,
        thanks=thanks,
        consent=intake.consent(),
    )  # fmt: skip
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
