"""The environment: whether a variable is misspelt, which would be passed over in silence."""

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from assistant.doctor.finding import Finding
from assistant.settings import Settings
from scoring.libreoffice import VARIABLE
from scoring.limits import limits_table

_PREFIX = "XINGPING_"


def variables(_: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """The settings themselves were read before this."""
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields} | {name for name, _, _ in limits_table()} | {VARIABLE}
    given = sorted(name for name in environment if name.startswith(_PREFIX))
    for name in given:
        if name not in known:
            like = get_close_matches(name, known, 1)
            todo = f"是不是 {like[0]}？" if like else "名称见 docs/settings.md"
            yield Finding("settings", "设置", "warn", f"不认识环境变量 {name}，没有起作用", todo)
    yield Finding("settings", "设置", "ok", f"有效，环境变量设了 {sum(name in known for name in given)} 项")
