"""The working pages against their plain alternatives: until the first tab is drawn, and from an upload to its score.

`python -m benchmarks workbench [3] [--no-plan]`: rounds. The application runs in a process of its own, as `python app.py` does, over a data
folder whose index is built. "page ready" is until Chromium shows the first working tab, beside the bare HTML of the same page over HTTP.
"upload to score" sends a sample enterprise file by file, starts the grading and asks how far it is as the page does, beside `scoring grade`
of the same folder in a process of its own; neither has read the files before. Plans of the standard's 44 clauses are the benchmark `plan
200`, which follows.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import Request, urlopen

from benchmarks import plan
from benchmarks.figures import Done, Figure, Skipped
from benchmarks.measure import ROOT, machine, print_each

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLE = ROOT / "corpus" / "samples" / "middling"
ON = "2026-11-20"
ROUNDS = 3
_BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_INDEX = (sys.executable, "-c", "from assistant.service import Service; Service().build_index()")
_COMMAND = "python -m benchmarks workbench"
_QUIET = {"HF_HUB_OFFLINE": "1", "OMP_WAIT_POLICY": "PASSIVE"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A visit: seconds until the server answers (0 where it did already), until the first tab is drawn, and for the page's bare HTML."""

    what: str
    answers: float
    ready: float
    bare: float

    def row(self) -> list[str]:
        return [self.what, f"{self.answers:.2f}" if self.answers else "", f"{self.ready:.2f}", f"{self.bare:.3f}"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A round: seconds from the first upload to the score, of them for the uploads, and of `scoring grade` alone."""

    number: int
    whole: float
    uploaded: float
    alone: float
    score: str

    @property
    def times(self) -> float:
        return self.whole / self.alone

    def row(self) -> list[str]:
        return [str(self.number), *(f"{one:.2f}" for one in (self.whole, self.uploaded, self.alone, self.times)), self.score]


def run(argv: Sequence[str]) -> Done:
    """Print three tables; two with `--no-plan`. Raises Skipped without a browser."""
    parser = argparse.ArgumentParser("python -m benchmarks workbench", description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    parser.add_argument("--no-plan", action="store_true", help="leave out the plans")
    options = parser.parse_args(argv)
    _executable()
    print(f"\n## The working pages\n\n{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(_INDEX, check=True, cwd=ROOT, env=_places(Path(folder)), capture_output=True)
        first, warm = print_each(("", "server answers, s", "page ready, s", "bare HTML, s"), _ready(Path(folder)), Ready.row)
        print()
        heads = ("round", "upload to score, s", "of it upload, s", "`scoring grade`, s", "×", "confirmed score")
        scored = print_each(heads, _scores(Path(folder), options.rounds), Scored.row)
    middle = sorted(scored, key=lambda one: one.times)[len(scored) // 2]
    print(f"\nRound in the middle: × {middle.times:.2f}")
    planned = () if options.no_plan else plan.run(["200"]).figures
    return Done((*_figures(first, warm, middle), *planned))


def _figures(first: Ready, warm: Ready, middle: Scored) -> Iterator[Figure]:
    for what, one in (("server just started", first), ("warm", warm)):
        yield Figure(f"page ready to work in, {what}", one.ready, "s", "its bare HTML", one.bare, _COMMAND, headline=True)
    yield Figure("server started, until it answers", first.answers, "s", command=_COMMAND)
    yield Figure("browser upload to score", middle.whole, "s", "scoring grade of the same folder", middle.alone, _COMMAND, headline=True)


def _ready(folder: Path) -> Iterator[Ready]:
    """From the start of the server; a second visit finds it warm."""
    with _browser() as browser:
        started = time.perf_counter()
        with _served(folder) as url:
            answers = time.perf_counter() - started
            for title in ("started just now", "warm"):
                began = started if title != "warm" else time.perf_counter()
                page = browser.new_context().new_page()
                page.goto(f"{url}#grading")
                page.wait_for_selector("#xp-grading .xp-bar", timeout=60_000)
                ready = time.perf_counter() - began
                bare = time.perf_counter()
                urlopen(url).read()
                yield Ready(title, answers if title != "warm" else 0.0, ready, time.perf_counter() - bare)


def _scores(folder: Path, rounds: int) -> Iterator[Scored]:
    """Rounds in turn, each over a data folder of its own, so that no file was read before."""
    for number in range(1, rounds + 1):
        place = folder / f"round{number}"
        place.mkdir()
        (place / "index").symlink_to(folder / "index")
        with _served(place) as url:
            uploaded, whole, score = _through_the_page(url)
        began = time.perf_counter()
        command = [sys.executable, "-m", "scoring", "grade", str(SAMPLE), "--on", ON, "--quiet"]
        subprocess.run(command, check=True, cwd=ROOT, env=_places(folder / f"alone{number}"), capture_output=True)
        yield Scored(number, whole, uploaded, time.perf_counter() - began, score)


def _through_the_page(url: str) -> tuple[float, float, str]:
    """Seconds until all files are stored, seconds until the score is there, and the score."""
    with _browser() as browser:
        page = browser.new_context().new_page()
        page.goto(f"{url}#clients")
        page.locator("#xp-clients input[name=name]").fill("武汉墨衡办公设备有限公司")
        page.locator("#xp-clients form[data-do=save] button[type=submit]").click()
        page.locator("#xp-clients .xp-said").wait_for()
        page.get_by_role("tab", name="材料预评", exact=True).click()
        client = page.locator("#xp-grading [data-drop]").get_attribute("data-client")
        began = time.perf_counter()
        for path in sorted(one for one in SAMPLE.rglob("*") if one.is_file() and one.name != "profile.yaml"):
            where = f"{url}desk/clients/{client}/files?path={quote(path.relative_to(SAMPLE).as_posix())}"
            urlopen(Request(where, data=path.read_bytes(), method="PUT")).read()
        uploaded = time.perf_counter() - began
        page.reload()
        page.locator("#xp-grading input[name=on]").fill(ON)
        page.locator("#xp-grading .xp-run button[type=submit]").click()
        page.locator("#xp-grading .xp-verdict").wait_for(timeout=300_000)
        whole = time.perf_counter() - began
        score = page.locator("#xp-grading .xp-verdict b").first.inner_text()
    return uploaded, whole, score


def _executable() -> str:
    found = os.environ.get("XINGPING_CHROMIUM") or next((path for path in _BROWSERS if Path(path).is_file()), "")
    if not found:
        raise Skipped("no Chromium (XINGPING_CHROMIUM names one)")
    return found


@contextmanager
def _browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(), args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """`python app.py` over that data folder, on a free port; ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**_places(folder), "XINGPING_HOST": "127.0.0.1", "XINGPING_PORT": str(port)}
    with subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{port}/"
        deadline = time.monotonic() + 120
        while True:
            try:
                urlopen(f"{url}healthz", timeout=5).read()
                break
            except OSError:
                if time.monotonic() > deadline or server.poll() is not None:
                    server.kill()
                    raise
                time.sleep(0.05)
        try:
            yield url
        finally:
            server.terminate()
            server.wait(30)


def _places(folder: Path) -> dict[str, str]:
    return {**os.environ, **_QUIET, "XINGPING_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
