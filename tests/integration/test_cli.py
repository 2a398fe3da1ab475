"""The command line as a user meets it: real processes, Chinese one-line errors, exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(built_dir: Path) -> Run:
    def run(*arguments: str, stdin: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "XINGPING_DATA_DIR": str(built_dir), **more}
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        command = [sys.executable, "-m", "assistant.cli", *arguments]
        done = subprocess.run(command, input=data, capture_output=True, env=environment, check=False, timeout=120)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def test_ask_prints_an_answer_with_numbered_citations(run: Run) -> None:
    done = run("ask", "五星要多少分")
    assert done.returncode == 0
    assert "95" in done.stdout
    assert "出处\n[1] " in done.stdout
    assert done.stderr == ""


def test_ask_imports_nothing_that_it_does_not_need(built_dir: Path) -> None:
    code = (
        "import sys; from assistant.cli import main; main(['ask', '五星要多少分'])\n"
        "print([name for name in ('torch', 'chromadb', 'gradio', 'langchain_core', 'transformers', 'sqlalchemy') if name in sys.modules])"
    )
    environment = {**os.environ, "XINGPING_DATA_DIR": str(built_dir)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_ask_jsonl_answers_each_line_in_the_stable_form(run: Run) -> None:
    rows = [
        {"id": 1, "question": "证书有效期几年"},
        {"id": "二", "question": "那四星呢？", "history": [["user", "五星要多少分"], ["assistant", "95 分"]]},
        {"id": 3, "question": "今天天气怎么样"},
    ]
    done = run("ask", "--jsonl", stdin="\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, "二", 3]
    for answer in answers:
        assert {"id", "answer", "refused", "mode", "citations", "notes"} <= answer.keys()
    assert {"passage", "title", "clause", "source", "confidence", "quote"} <= answers[0]["citations"][0].keys()
    assert [answer["refused"] for answer in answers] == [False, False, True]


BAD_LINES = [
    '{"id": 1, "question": ',
    "[1, 2]",
    '"五星"',
    '{"id": 4}',
    '{"id": 5, "question": 5}',
    '{"id": 6, "question": "五星", "history": "x"}',
    '{"id": 7, "question": "五星", "history": [["robot", "x"]]}',
    "null",
    "[" * 100_000,
    '{"id": 10, "question": "' + "啊" * 1_200_000 + '"}',
]


def test_a_bad_line_yields_an_error_line_and_the_rest_goes_on(run: Run) -> None:
    good = '{"id": "ok", "question": "五星要多少分"}'
    done = run("ask", "--jsonl", stdin="\n".join([*BAD_LINES, "", good]))
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(BAD_LINES) + 1
    assert all(answer["error"].startswith("第 ") for answer in answers[:-1])
    assert "95" in answers[-1]["answer"]
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_text_do_not_stop_the_run(run: Run) -> None:
    done = run("ask", "--jsonl", stdin=b'\xff\xfe{"id": 1}\n{"id": 2, "question": "\xe4\xba\x94\xe6\x98\x9f\xe5\x87\xa0\xe5\x88\x86"}\n')
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2


def test_search_lists_ten_passages_best_first(run: Run) -> None:
    done = run("search", "--jsonl", stdin='{"id": 1, "question": "要配几名售后服务管理师"}\n')
    hits = json.loads(done.stdout)["hits"]
    assert len(hits) == 10
    assert hits[0]["passage"].startswith(("mgr-", "sys-", "cl", "score-"))
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_search_in_another_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "panda.md").write_text("大熊猫主要吃竹子。", encoding="utf-8")
    (tmp_path / "whale.txt").write_text("蓝鲸是最大的动物。", encoding="utf-8")
    done = run("search", "--corpus", str(tmp_path), "--jsonl", stdin='{"id": 1, "question": "大熊貓吃什麼"}\n')
    assert json.loads(done.stdout)["hits"][0]["passage"] == "panda"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "命令"),
        (("frobnicate",), "frobnicate"),
        (("ask",), "请给出问题"),
        (("ask", ""), "请给出问题"),
        (("ask", " \u3000"), "请给出问题"),
        (("search", ""), "请给出要找的内容"),
        (("ask", "--frob", "x"), "不认识的参数"),
        (("search", "--corpus", "no/such/folder", "x"), "no/such/folder"),
        (("search",), "请给出要找的内容"),
        (("evaluate", "no-such.jsonl"), "no-such.jsonl"),
        (("index", "--add", "no-such.pdf"), "no-such.pdf"),
        (("index", "--remove", "no-such.pdf"), "no-such.pdf"),
        (("index", "--check", "--list"), "同用"),
    ],
)
def test_bad_input_is_one_chinese_line_and_exit_two(run: Run, arguments: tuple[str, ...], complaint: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1
    assert any("\u4e00" <= char <= "\u9fff" for char in done.stderr)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("XINGPING_PORT", "many"),
        ("XINGPING_CORPUS_DIR", "no/such/corpus"),
        ("XINGPING_CHROMA_URL", "ftp://x"),
        ("XINGPING_EMBEDDING_MODEL", "no/such-model"),
    ],
)
def test_bad_settings_are_named(run: Run, tmp_path: Path, name: str, value: str) -> None:
    done = run("ask", "五星要多少分", **{"XINGPING_DATA_DIR": str(tmp_path / "var"), name: value})
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [(), ("ask",), ("search",), ("index",), ("evaluate",), ("serve",)])
def test_help_is_chinese(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "用法：" in done.stdout
    assert "usage:" not in done.stdout
    assert "show this help" not in done.stdout


def test_check_names_the_fault(run: Run, small_corpus: Path) -> None:
    path = small_corpus / "faq/levels.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[lines]", "[nowhere]"), encoding="utf-8")
    done = run("index", "--check", XINGPING_CORPUS_DIR=str(small_corpus))
    assert done.returncode == 2
    assert "faq/levels.yaml:6：" in done.stderr


def test_own_documents_come_and_go(run: Run, small_corpus: Path, tmp_path: Path) -> None:
    place = {"XINGPING_DATA_DIR": str(tmp_path / "var"), "XINGPING_CORPUS_DIR": str(small_corpus)}
    own = tmp_path / "海屿售后承诺.md"
    own.write_text("# 海屿制冷服务承诺\n\n海屿制冷承诺冷链设备故障四小时内到场，备机周转不超过两天。\n", encoding="utf-8")
    added = run("index", "--add", str(own), **place)
    assert added.returncode == 0, added.stderr
    assert "已加入：海屿售后承诺.md" in added.stdout
    answer = json.loads(run("ask", "--json", "海屿制冷的冷链设备故障多久到场", **place).stdout)
    assert any(citation["confidence"] == "用户文档" for citation in answer["citations"]), answer
    standard = json.loads(run("ask", "--json", "五星要多少分", **place).stdout)
    assert standard["citations"][0]["confidence"] != "用户文档"
    assert "海屿售后承诺.md" in run("index", "--list", **place).stdout
    assert run("index", "--remove", "海屿售后承诺.md", **place).returncode == 0
    assert run("index", "--list", **place).stdout == ""
