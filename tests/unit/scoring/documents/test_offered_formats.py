"""The list of what can be read names nothing that cannot."""

import pytest

from scoring.documents import DocumentError, parse_document, registry


@pytest.mark.parametrize("opened", [True, False])
def test_heic_is_offered_only_where_it_is_read(opened: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "heic_opened", lambda: opened)
    with pytest.raises(DocumentError) as raised:
        parse_document(b"MZ", "程序.exe")
    assert ("HEIC" in str(raised.value), "HEIF" in str(raised.value)) == (opened, opened)
    assert "PDF" in str(raised.value)
