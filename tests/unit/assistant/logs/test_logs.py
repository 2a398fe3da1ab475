"""Lines of the log: what they tell, and what never stands in them."""

import json
import logging
from collections.abc import Iterator

import pytest

from assistant.logs import Redactor, request_id, set_up, tell
from assistant.logs.lines import FIELDS, TextLine

KEY = "sk-very-secret-0123456789"
PASSWORD = "p@ss/wörd"
QUESTION = "我们墨衡公司的五星还差几分"
log = logging.getLogger("assistant.somewhere")


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    server = logging.getLogger("uvicorn"), logging.getLogger("uvicorn.error")  # a server of another test may have changed them
    root, own = logging.getLogger(), [*(logging.getLogger(name) for name in ("assistant", "scoring")), *server]
    before, levels, passed = list(root.handlers), [one.level for one in (root, *own)], [one.propagate for one in server]
    for one in server:
        one.setLevel(logging.NOTSET)
        one.propagate = True
    yield
    for one, passes in zip(server, passed, strict=True):
        one.propagate = passes
    root.handlers[:] = before
    for one, level in zip((root, *own), levels, strict=True):
        one.setLevel(level)
    logging.captureWarnings(False)


@pytest.fixture(params=["json", "text"])
def written(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str], _logging_as_before: None) -> pytest.CaptureFixture[str]:
    set_up(as_json=request.param == "json", level="info", secrets=[KEY, PASSWORD])
    return capsys


@pytest.fixture
def as_json(capsys: pytest.CaptureFixture[str], _logging_as_before: None) -> pytest.CaptureFixture[str]:
    set_up(as_json=True, secrets=[KEY, PASSWORD])
    return capsys


@pytest.mark.parametrize(
    ("told", "hidden"),
    [
        (f"asked with {KEY}", KEY),
        (f"connect postgresql://xp:{PASSWORD}@db/x", PASSWORD),
        ("connect postgresql://xp:p%40ss%2Fw%C3%B6rd@db/x", "p%40ss"),
        ("connect postgresql://xp:other@db:5432/x", "other"),
        ("Authorization: Bearer abcdef0123456789", "abcdef0123456789"),
        ("headers {'authorization': 'Basic YWRtaW46eA=='}", "YWRtaW46eA"),
        ("Cookie: xingping=abc123; other=def456", "def456"),
        ("xingping_session=Zm9vYmFy rest", "Zm9vYmFy"),
        ('{"password": "hunter22"}', "hunter22"),
        ("called 13812345678", "13812345678"),
        ("wrote to li.si@example.cn", "li.si@example.cn"),
        ("another sk-abcdefgh12345678", "sk-abcdefgh12345678"),
    ],
)
def test_no_secret_stands_in_a_message_or_a_field(written: pytest.CaptureFixture[str], told: str, hidden: str) -> None:
    log.warning("%s", told, extra={FIELDS: {"note": told}})
    line = written.readouterr().err
    assert hidden not in line
    assert "***" in line


def test_an_exception_is_told_by_kind_and_place_and_not_by_its_words(written: pytest.CaptureFixture[str]) -> None:
    try:
        try:
            raise OSError(28, "No space left on device", "/srv/甲公司/客户名单.xlsx")
        except OSError as cause:
            raise ValueError(f"{QUESTION} {KEY}") from cause
    except ValueError as problem:
        log.error("ask failed", exc_info=problem)
    line = written.readouterr().err
    for one in ("ask failed", "ValueError", "OSError ENOSPC", "logs/test_logs.py:"):
        assert one in line
    for one in (QUESTION, KEY, "客户名单", "/srv"):
        assert one not in line


@pytest.mark.usefixtures("_logging_as_before")
def test_only_who_asks_for_it_gets_the_words_and_never_the_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(as_json=True, secrets=[KEY], verbatim=True)
    log.error("failed", exc_info=ValueError(f"bad value near {KEY}"))
    trace = json.loads(capsys.readouterr().err)["trace"]
    assert "bad value near ***" in trace


def test_a_line_of_json_has_the_request_and_the_fields(as_json: pytest.CaptureFixture[str]) -> None:
    token = request_id.set("abcd1234")
    log.info("request", extra={FIELDS: {"route": "/desk/jobs/{job}", "status": 200}})
    request_id.reset(token)
    line = json.loads(as_json.readouterr().err)
    assert {name: line[name] for name in ("level", "logger", "message", "request_id", "route", "status")} == {
        "level": "info", "logger": "assistant.somewhere", "message": "request", "request_id": "abcd1234", "route": "/desk/jobs/{job}", "status": 200,
    }  # fmt: skip
    assert line["time"].endswith("+00:00")


def test_nobody_forges_a_line(written: pytest.CaptureFixture[str]) -> None:
    log.warning("%s", "one\n08:00:00 警告 assistant：forged\x1b[31m")
    assert written.readouterr().err.count("\n") == 1


def test_a_library_is_heard_through_the_same_handler_but_not_all_it_says(as_json: pytest.CaptureFixture[str]) -> None:
    for name in ("uvicorn.error", "gradio", "asyncio"):
        logging.getLogger(name).error("it happened\nfuture: <Task exception=ValueError('%s')>", QUESTION)
        logging.getLogger(name).info("request body: %s", QUESTION)
    lines = [json.loads(line) for line in as_json.readouterr().err.splitlines()]
    assert [(one["logger"], one["message"]) for one in lines] == [(name, "it happened") for name in ("uvicorn.error", "gradio", "asyncio")]


@pytest.mark.usefixtures("_logging_as_before")
def test_people_are_told_in_plain_words_and_machines_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(as_json=False)
    tell("端口已被占用")
    set_up(as_json=True)
    tell("端口已被占用", logging.ERROR)
    plain, line = capsys.readouterr().err.splitlines()
    assert plain == "端口已被占用"
    assert (json.loads(line)["level"], json.loads(line)["message"]) == ("error", "端口已被占用")


@pytest.mark.usefixtures("_logging_as_before")
def test_text_is_quiet_about_what_went_well(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(as_json=False)
    log.info("request")
    log.warning("jobs could not be looked through")
    assert capsys.readouterr().err.rstrip().endswith("警告 assistant.somewhere：jobs could not be looked through")


def test_a_message_whose_values_do_not_fit_is_told_without_them() -> None:
    record = logging.makeLogRecord({"name": log.name, "msg": "%d files of %s", "args": (QUESTION,), "levelname": "WARNING"})
    line = TextLine(Redactor()).format(record)
    assert "%d files of %s" in line
    assert QUESTION not in line
