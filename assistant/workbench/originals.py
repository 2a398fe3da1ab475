"""Clients' papers by their content, as they were uploaded or out of an uploaded archive: their pages, and where quotes of them stand."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.workbench.archived import member_bytes, members
from assistant.workspace import Workspace
from assistant.workspace.errors import NotFoundError, told


@dataclass(frozen=True, slots=True)
class Originals:
    """`cache` is the folder of pages read before. Methods raise NotFoundError for a paper that is not the client's, and DocumentError."""

    workspace: Workspace
    cache: Path

    def page(self, client: str, sha256: str, page: int, quote: str) -> bytes:
        """A page as PNG, the quote framed."""
        from scoring.page_view import Spot, page_view

        name, data = self._paper(client, sha256)
        return page_view(data, Spot(name, page, quote), self.cache, self.workspace.limits)

    def quote(self, client: str, sha256: str, locator: str, quote: str) -> dict[str, Any]:
        """The fields of a scoring.quote_view.QuoteView."""
        from scoring.quote_view import Quoted, quote_view

        name, data = self._paper(client, sha256)
        return asdict(quote_view(data, Quoted(name, locator, quote), self.cache, self.workspace.limits))

    def _paper(self, client: str, sha256: str) -> tuple[str, bytes]:
        """Name and bytes. Removed versions count, too: older grades quote them. Archives are looked into while they are in use."""
        files = self.workspace.files(client, removed=True)
        with told():
            for one in files:
                if one.sha256 == sha256:
                    return one.path, self.workspace.store.path(sha256).read_bytes()
        for one in (one for one in files if one.removed_at is None):
            with suppress(OSError):  # one that cannot be read does not hide what others hold
                content = self.workspace.store.path(one.sha256)
                found = members(one.path, content, self.workspace.limits).get(sha256)
                data = member_bytes(one.path, content, self.workspace.limits, sha256) if found else None
                if found and data is not None:
                    return found.path, data
        raise NotFoundError("这份材料已经不在当前材料里，看不了原件")
