"""Prompts are files that are checked when they are read, and filled in one pass."""

from pathlib import Path

import pytest

from assistant.answering.generative.messages import Message
from assistant.answering.generative.prompts import FILLED, PromptError, load_prompts

TITLE = "---\nid: title\nversion: 3\npurpose: 起标题\nvariables: [tag, question]\n---\n[system]\n写标题 {{tag}}\n\n[user]\n{{ question }}\n"


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A copy of the shipped prompts, for tests that break one."""
    for path in (root / "prompts").glob("*.md"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_the_shipped_prompts_load_and_are_all_used(root: Path) -> None:
    assert load_prompts(root / "prompts").keys() == FILLED.keys()
    assert {path.stem for path in (root / "prompts").glob("*.md")} == FILLED.keys()


def test_a_prompt_is_filled_by_speaker_in_one_pass(folder: Path) -> None:
    (folder / "title.md").write_text(TITLE, encoding="utf-8")
    prompt = load_prompts(folder)["title"]
    assert (prompt.label, prompt.purpose) == ("title@3", "起标题")
    assert prompt.fill(tag="{{question}}", question="{{tag}} \\1 几星") == (
        Message("system", "写标题 {{question}}"),
        Message("user", "{{tag}} \\1 几星"),
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [({"tag": "a"}, "给的是 tag"), ({"tag": "a", "question": "b", "more": "c"}, "more"), ({}, "给的是 无")],
)
def test_values_that_do_not_fit_are_told(folder: Path, values: dict[str, str], told: str) -> None:
    with pytest.raises(PromptError, match="title@1 要填的是 question、tag") as raised:
        load_prompts(folder)["title"].fill(**values)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (TITLE.replace("{{ question }}", "问题"), "声明的变量正文没有用到 question"),
        (TITLE.replace("[tag, question]", "[tag]"), "正文用了没有声明的变量 question"),
        (TITLE.replace("[tag, question]", "[tag]").replace("{{ question }}", "问题"), "缺少变量 question"),
        (TITLE.replace("[tag, question]", "[tag, question, star]").replace("写标题", "{{star}}"), "程序不提供变量 star"),
        (TITLE.replace("version: 3\n", ""), "缺 version"),
        (TITLE.replace("version: 3", "version: three"), "version 应是从 1 起的整数"),
        (TITLE.replace("version: 3", "version: true"), "version 应是从 1 起的整数"),
        (TITLE.replace("purpose: 起标题", "purpose: 起标题\nmodel: x"), "多了 model"),
        (TITLE.replace("id: title", "id: name"), "id 是 name，应与文件名一致，写 title"),
        (TITLE.replace("[tag, question]", "tag"), "variables 应是一个列表"),
        (TITLE.replace("---\nid", "id"), "开头应是两行 --- 之间的说明"),
        (TITLE.replace("id: title", "id: [title"), "不是“名称: 值”的 YAML"),
        (TITLE.replace("[system]\n", "先说一句\n[system]\n"), "正文应从 [system] 或 [user] 一行开始"),
        (TITLE.partition("[system]")[0], "正文应从 [system] 或 [user] 一行开始"),
        ("", "开头应是两行"),
    ],
)
def test_a_fault_names_the_file_and_what_to_mend(folder: Path, broken: str, told: str) -> None:
    (folder / "title.md").write_text(broken, encoding="utf-8")
    with pytest.raises(PromptError, match=r"提示词 title\.md：") as raised:
        load_prompts(folder)
    assert told in str(raised.value)


def test_a_missing_file_and_one_that_is_no_text_are_told(folder: Path) -> None:
    (folder / "title.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PromptError, match="编码"):
        load_prompts(folder)
    (folder / "title.md").unlink()
    with pytest.raises(PromptError, match="没有这个文件"):
        load_prompts(folder)
