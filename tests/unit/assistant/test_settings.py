"""Settings: one typed place, documented in one table."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings, settings_table


def test_the_documented_table_is_todays(root: Path) -> None:
    assert (root / "docs/settings.md").read_text(encoding="utf-8") == settings_table()


def test_every_setting_has_a_default_and_a_meaning() -> None:
    for name, field in Settings.model_fields.items():
        assert not field.is_required(), name
        assert field.description, name


@pytest.mark.parametrize(("name", "value"), [("port", 0), ("port", 70_000), ("chroma_url", "localhost:8000"), ("concurrency", 0)])
def test_impossible_values_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_PORT", "8123")
    assert Settings().port == 8123
