"""The package as users get it: the source archive, the wheel built from it, and the program running from the installed wheel alone."""

import ast
import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
import tomllib
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from scoring.rubric import load_rubric
from scoring.rubric.loader import rubric_sha256

if "CI" not in os.environ:  # there it must be tried
    pytest.importorskip("hatchling", reason="hatchling comes with the test extra")

_DATA = {"corpus": "assistant/data/corpus", "prompts": "assistant/data/prompts", "assistant": "assistant", "scoring": "scoring"}
_LEFT_OUT = {"__pycache__", ".DS_Store"}
# Of each sort of data that the code reads, one file by name: a whole folder that is gone from checkout and wheel alike would not be missed.
_NEEDED = (
    "assistant/data/corpus/sources.yaml", "assistant/data/corpus/standard/levels.yaml", "assistant/data/corpus/lexicon/thesaurus.yaml",
    "assistant/data/corpus/samples/weak/profile.yaml", "assistant/knowledge/bundled_model/model.safetensors",
    "assistant/knowledge/bundled_model/tokenizer.json", "assistant/knowledge/readings.txt", "assistant/answering/scope.json",
    "assistant/web/embed/widget.css", "assistant/web/static/chat.js", "assistant/web/templates/prequalify.html",
    "assistant/reports/data/template.docx", "assistant/faq/data/faq.html.j2", "assistant/guidance/data/materials.yaml",
    "assistant/workspace/migrations/env.py", "assistant/accounts/common_passwords.yaml", "scoring/rubrics/gbt27922-2011.yaml",
    "scoring/rubrics/industries/general.yaml", "scoring/lexicon/kinds.yaml", "scoring/plan/gantt.svg.j2",
    "scoring/schemas/grade-result-1.schema.json",
)  # fmt: skip
_ELSEWHERE = ("assistant/training/", "assistant/evaluation/")  # they read the questions of a checkout
_TELL = """
import json, sys, assistant, scoring
from assistant.settings import Settings
settings = Settings()
print(json.dumps([assistant.__file__, scoring.__file__, str(settings.corpus_dir), str(settings.prompts_dir), *sys.path]))
"""


@dataclass(frozen=True)
class Built:
    archive: Path
    wheel: Path


@dataclass(frozen=True)
class Installed:
    """`library` is the site-packages that holds it; everything runs in the empty folder `cwd`."""

    library: Path
    bin: Path
    cwd: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR", "SYSTEMROOT") if name in os.environ}
        return {**kept, "PATH": f"{self.bin}{os.pathsep}{os.defpath}", "HF_HUB_OFFLINE": "1", **more}

    def run(self, *command: str, **more: str) -> str:
        """Standard output of a command that must do well."""
        program = [str(self.bin / command[0]), *command[1:]]
        done = subprocess.run(program, cwd=self.cwd, env=self.environment(**more), capture_output=True, timeout=180, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The archive from the checkout, and the wheel from the archive: what the archive lacks, the wheel lacks."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(*out.glob("*.tar.gz"), *out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment that has the wheel, and sees the packages of this one but not the checkout."""
    place = tmp_path_factory.mktemp("venv")
    venv.EnvBuilder(symlinks=os.name != "nt").create(place)
    paths = {"base": str(place), "platbase": str(place)}
    library, programs = (Path(sysconfig.get_path(name, "venv", paths)) for name in ("purelib", "scripts"))
    # a folder named in a .pth file is looked into for packages, but its own .pth files (an editable install's) are not read
    (library / "others.pth").write_text("".join(f"{path}\n" for path in sys.path if Path(path).name in ("site-packages", "dist-packages")))
    python = str(programs / "python")
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(built.wheel)]
    subprocess.run(command, check=True, timeout=180)
    for name in ("corpus", "prompts"):  # a stranger's, which must not be taken for ours
        (library / name).mkdir()
    return Installed(library, programs, tmp_path_factory.mktemp("away"))


@pytest.fixture(scope="module")
def starting(installed: Installed) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`xingping serve` in an empty folder and its address, until the tests end. It warms up while others are tried."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    program = [str(installed.bin / "xingping"), "serve"]
    with (installed.cwd / "log").open("w") as log:
        process = subprocess.Popen(program, cwd=installed.cwd, env=installed.environment(XINGPING_PORT=port), stdout=log, stderr=log)
        yield process, f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def server(starting: tuple[subprocess.Popen[bytes], str]) -> str:
    """Its address, once it listens."""
    process, address = starting
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        try:
            fetched(f"{address}/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return address
    pytest.fail(f"the server does not answer (exit code {process.poll()})")


def fetched(address: str) -> tuple[str, str]:
    """(media type, text)."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(address, timeout=60) as answer:
        return answer.headers.get_content_type(), answer.read().decode()


def expected(root: Path) -> dict[str, Path]:
    """Name in the wheel -> file of the checkout."""
    return {
        f"{inside}/{path.relative_to(root / folder).as_posix()}": path
        for folder, inside in _DATA.items()
        for path in (root / folder).rglob("*")
        if path.is_file() and not _LEFT_OUT & set(path.parts)
    }


def test_the_wheel_holds_the_checkout_and_nothing_else(starting: object, built: Built, root: Path) -> None:
    with ZipFile(built.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        wanted = expected(root)
        assert sorted(names ^ wanted.keys()) == []
        assert [name for name, path in wanted.items() if wheel.read(name) != path.read_bytes()] == []
    assert [name for name in _NEEDED if name not in names] == []


def test_no_path_of_this_machine_is_inside(built: Built, root: Path) -> None:
    home = re.compile(re.escape(str(root)).encode() + rb"|/home/[a-z]|/Users/[A-Za-z]|[A-Z]:\\\\Users")
    with ZipFile(built.wheel) as wheel:
        assert [name for name in wheel.namelist() if home.search(wheel.read(name))] == []


def test_what_the_wheel_says_of_itself(built: Built, root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with ZipFile(built.wheel) as wheel:
        folder = f"xingping-{project['version']}.dist-info"
        told = HeaderParser().parsestr(wheel.read(f"{folder}/METADATA").decode())
        assert (told["Version"], told["License-Expression"]) == (project["version"], "Apache-2.0")
        assert wheel.read(f"{folder}/licenses/LICENSE") == (root / "LICENSE").read_bytes()
        assert "xingping = assistant.cli:main" in wheel.read(f"{folder}/entry_points.txt").decode()
    assert built.wheel.stat().st_size < 8_000_000


def test_the_archive_has_what_building_and_testing_take(built: Built) -> None:
    with tarfile.open(built.archive) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "constraints.txt", "Makefile", "LICENSE", "README.md", ".ci/audit.py", "tests/integration/test_wheel.py"} <= names
    assert {name.split("/")[0] for name in names} & {"var", "dist", "build", ".venv", ".git"} == set()
    assert not any("__pycache__" in name for name in names)


def test_every_path_the_code_names_is_in_the_installed_copy(installed: Installed) -> None:
    modules = [path for folder in ("assistant", "scoring") for path in (installed.library / folder).rglob("*.py")]
    named = {(path, one) for path in modules if not path.relative_to(installed.library).as_posix().startswith(_ELSEWHERE) for one in paths_in(path)}
    assert len({path for path, _ in named}) > 20
    assert [f"{path}: {one}" for path, one in named if not one.is_relative_to(installed.library) or not one.exists()] == []


def paths_in(module: Path) -> Iterator[Path]:
    """What each expression over `__file__` in a module comes to; those with other names in them are left to their parts."""
    text = module.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if "__file__" in text else ():
        if isinstance(node, ast.expr) and any(isinstance(one, ast.Name) and one.id == "__file__" for one in ast.walk(node)):
            with suppress(NameError):
                found = eval(compile(ast.Expression(node), str(module), "eval"), {"__builtins__": {}, "Path": Path, "__file__": str(module)})
                if isinstance(found, Path):
                    yield found


def test_nothing_is_taken_from_the_checkout_or_from_strangers(installed: Installed, root: Path) -> None:
    assistant, scoring, corpus, prompts, *ways = json.loads(installed.run("python", "-c", _TELL))
    assert [assistant, scoring] == [str(installed.library / name / "__init__.py") for name in ("assistant", "scoring")]
    assert [corpus, prompts] == [str(installed.library / "assistant/data" / name) for name in ("corpus", "prompts")]
    assert str(root) not in ways


def test_it_grades_a_sample(installed: Installed) -> None:
    folder = next(line.split("\t")[0] for line in installed.run("xingping", "samples").splitlines() if "weak\t" in line)
    assert Path(folder).is_relative_to(installed.library)
    data = installed.cwd / "elsewhere"
    result = json.loads(installed.run("xingping", "grade", folder, "--on", "2026-11-20", "--json", "-", "--quiet", XINGPING_DATA_DIR=str(data)))
    assert result["rubric"]["sha256"] == rubric_sha256(load_rubric())
    assert result["level"]["confirmed"] == "unqualified"
    assert 50 < float(result["score"]["confirmed"]) < 51
    assert all(one["usable"] or one["why_not"] for one in result["documents"])
    assert (data / "facts").is_dir()


@pytest.mark.usefixtures("server")  # it made the index
def test_it_answers(installed: Installed) -> None:
    answer = json.loads(installed.run("xingping", "ask", "--json", "五星要多少分"))
    assert "95" in answer["answer"]
    assert answer["citations"]
    assert (installed.cwd / "var/index").is_dir()


@pytest.mark.usefixtures("server")
def test_the_doctor_finds_nothing_broken(installed: Installed) -> None:
    told = json.loads(installed.run("xingping", "doctor", "--json"))
    assert told["ok"]
    assert "依赖齐全" in next(one["text"] for one in told["findings"] if one["title"] == "程序")


@pytest.mark.parametrize(
    ("path", "media", "part"),
    [
        ("/healthz", "application/json", "ok"),
        ("/widget.js", "text/javascript", "function"),
        ("/api/faq", "application/json", "五星"),
        ("/", "text/html", "星评顾问"),
    ],
)
def test_it_serves(server: str, path: str, media: str, part: str) -> None:
    kind, text = fetched(server + path)
    assert kind == media
    assert part in text
