"""All checks, one after the other; one that fails costs only itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.doctor.finding import Finding
from assistant.doctor.folder import data_folder, leftovers
from assistant.doctor.knowledge import corpus, embedding, index, vectors
from assistant.doctor.machine import fonts, office, pictures, program
from assistant.doctor.model import language_model, language_model_answers
from assistant.doctor.network import address, port
from assistant.doctor.records import records
from assistant.doctor.sign_in import provider
from assistant.doctor.variables import variables
from assistant.errors import declared
from assistant.settings import Settings

Check = Callable[[Settings], Iterable[Finding]]
_CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("settings", "设置", variables),
    ("data", "数据目录", data_folder),
    ("leftovers", "遗留文件", leftovers),
    ("corpus", "知识库", corpus),
    ("embedding", "向量模型", embedding),
    ("index", "索引", index),
    ("chroma", "向量库", vectors),
    ("database", "资料库", records),
    ("ocr", "图片识别", pictures),
    ("office", "旧格式", office),
    ("fonts", "中文字体", fonts),
    ("llm", "大模型", language_model),
    ("oidc", "统一登录", provider),
    ("address", "监听地址", address),
    ("port", "端口", port),
)


def examine(settings: Settings, *, ask_model: bool = False) -> Iterator[Finding]:
    """Findings as they come. `ask_model` also looks whether the model's endpoint answers."""
    yield from _tried("python", "程序", lambda _: program(), settings)
    for name, title, check in _CHECKS:
        yield from _tried(name, title, language_model_answers if name == "llm" and ask_model else check, settings)


def examine_without_settings(fault: str) -> Iterator[Finding]:
    """Where the settings cannot be read there is little more to look at."""
    yield from program()
    yield Finding("settings", "设置", "bad", fault, "改好后再运行 xingping doctor")


def _tried(name: str, title: str, check: Check, settings: Settings) -> Sequence[Finding]:
    found: list[Finding] = []
    try:
        found.extend(check(settings))
    except Exception as problem:  # noqa: BLE001  whatever it is, the other checks go on
        text = str(problem) if declared(problem) else f"检查时出错（{type(problem).__name__}）"
        found.append(Finding(name, title, "bad", text, "" if declared(problem) else "请把这一行反馈给我们"))
    return found
