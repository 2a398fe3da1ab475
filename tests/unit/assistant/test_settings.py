"""Settings: one typed place, documented in one table."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings
from assistant.settings_words import settings_fault, settings_table


def test_the_documented_table_is_todays(root: Path) -> None:
    assert (root / "docs/settings.md").read_text(encoding="utf-8") == settings_table(Settings.model_fields)


def test_every_setting_has_a_default_and_a_meaning() -> None:
    for name, field in Settings.model_fields.items():
        assert not field.is_required(), name
        assert field.description, name


@pytest.mark.parametrize(("name", "value"), [("port", 0), ("port", 70_000), ("chroma_url", "localhost:8000"), ("concurrency", 0), ("database_url", "mysql://x")])
def test_impossible_values_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_PORT", "8123")
    assert Settings().port == 8123


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("PORT", "many", "XINGPING_PORT 应是整数，现在是“many”"),
        ("PORT", "0", "XINGPING_PORT 不能小于 1"),
        ("PORT", "70000", "XINGPING_PORT 不能大于 65535"),
        ("EMBEDDING_ALLOW_DOWNLOAD", "maybe", "XINGPING_EMBEDDING_ALLOW_DOWNLOAD 应是 true 或 false"),
        ("DATABASE_URL", "mysql://x:y@z", "XINGPING_DATABASE_URL 应以 postgresql:// 开头"),
        ("CHROMA_URL", "ftp://x", "XINGPING_CHROMA_URL 应以 http:// 或 https:// 开头"),
        ("CHROMA_URL", "http://:8000", "XINGPING_CHROMA_URL 缺少主机名"),
        ("CHROMA_URL", "http://a b:8000", "XINGPING_CHROMA_URL 缺少主机名"),
        ("CHROMA_URL", "http://[::1", "XINGPING_CHROMA_URL 主机名不对"),
        ("CHROMA_URL", "http://h:99999", "XINGPING_CHROMA_URL 端口应是"),
        ("CHROMA_URL", "http://h:0", "XINGPING_CHROMA_URL 端口应是"),
        ("CHROMA_URL", "http://h:x", "XINGPING_CHROMA_URL 端口应是"),
        ("OIDC_ISSUER", "http://sso.example.cn", "XINGPING_OIDC_ISSUER 应以 https:// 开头"),
        ("OIDC_ISSUER", "https://sso.example.cn/?a=b", "XINGPING_OIDC_ISSUER 只写到路径为止"),
        ("OIDC_ISSUER", "https://sso.example.cn", "现在缺 XINGPING_OIDC_CLIENT_SECRET、XINGPING_OIDC_CLIENT_ID"),
        ("OIDC_CLIENT_SECRET", "s", "现在缺 XINGPING_OIDC_ISSUER、XINGPING_OIDC_CLIENT_ID"),
        ("OIDC_CLAIM", "name", "XINGPING_OIDC_CLAIM 只能是 'sub' 或 'email'"),
    ],
)
def test_a_wrong_variable_is_named_in_chinese(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"XINGPING_{variable}", value)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert says in settings_fault(caught.value)
    assert "should" not in settings_fault(caught.value)


def test_every_wrong_variable_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_PORT", "a\nb")
    monkeypatch.setenv("XINGPING_CONCURRENCY", "0")
    with pytest.raises(ValidationError) as caught:
        Settings()
    line = settings_fault(caught.value)
    assert "XINGPING_PORT" in line
    assert "XINGPING_CONCURRENCY" in line
    assert "\n" not in line


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "https://chroma.example", "http://[::1]:8000", "http://my_host:1"])
def test_good_server_addresses(url: str) -> None:
    assert Settings(chroma_url=url).chroma_url == url.rstrip("/")


@pytest.mark.parametrize("issuer", ["https://sso.example.cn/", "http://127.0.0.1:9", "http://[::1]:9", "http://localhost/realms/a"])
def test_good_issuers_and_their_secret_is_known_to_whoever_cleans_the_log(issuer: str) -> None:
    settings = Settings(oidc_issuer=issuer, oidc_client_id="xingping", oidc_client_secret="geheim-7Xq9")  # type: ignore[arg-type]
    assert settings.oidc_issuer == issuer.rstrip("/")
    assert "geheim-7Xq9" in settings.secrets
