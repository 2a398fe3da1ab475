"""The demo page on a server of its own, under a strict policy, embedding the service at another address."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_DEMO = Path(__file__).resolve().parents[2] / "docs" / "demo"
_KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".svg": "image/svg+xml"}
_NAMED = "http://127.0.0.1:7860"


class DemoSite:
    """`port` is known before `service`, the address that the page shall embed, has to be."""

    def __init__(self) -> None:
        self.service = _NAMED
        self.tag = ""  # further attributes of the script tag
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                file = _DEMO / (self.path.split("?")[0].strip("/") or "index.html")
                if file.parent != _DEMO or not file.is_file():
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", _KINDS[file.suffix])
                if file.suffix == ".html":
                    self.send_header("Content-Security-Policy", site.policy)
                self.end_headers()
                self.wfile.write(site.page(file).encode("utf-8"))

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])

    @property
    def policy(self) -> str:
        """What the page's meta tag says, and that nobody frames it."""
        policy = re.search(r'"Content-Security-Policy" content="([^"]+)"', self.page(_DEMO / "index.html"))
        assert policy
        return f"{policy[1]}; frame-ancestors 'none'"

    def page(self, file: Path) -> str:
        text = file.read_text(encoding="utf-8").replace(_NAMED, self.service.rstrip("/"))
        return text.replace(" defer ", f" defer {self.tag} ", 1)


@contextmanager
def demo_site() -> Iterator[DemoSite]:
    """Runs until the block ends."""
    site = DemoSite()
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
