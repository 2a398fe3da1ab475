"""What cannot be built here is at least consistent: files that are copied exist, settings are known, versions are those of the constraints."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from assistant.cli_parser import make_parser
from assistant.settings import Settings
from scoring.limits import Limits, limits_table
from scoring.yaml_text import parsed

KNOWN = {f"XINGPING_{name.upper()}" for name in Settings.model_fields} | {name for name, *_ in limits_table()}
KEYS = {"build", "image", "profiles", "restart", "init", "read_only", "cap_drop", "security_opt", "tmpfs", "volumes", "ports"}
KEYS |= {"mem_limit", "stop_grace_period", "environment", "healthcheck"}


@pytest.fixture
def steps(root: Path) -> list[tuple[str, str]]:
    """(instruction, rest) of the Containerfile."""
    text = re.sub(r"^#.*\n", "", (root / "Containerfile").read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line.strip()]


@pytest.fixture
def compose(root: Path) -> dict[str, Any]:
    return dict(parsed((root / "compose.yaml").read_text(encoding="utf-8")))


def test_what_is_copied_is_there_and_not_ignored(steps: list[tuple[str, str]], root: Path) -> None:
    let_in = {line[1:] for line in (root / ".containerignore").read_text().splitlines() if line.startswith("!")}
    copied = {name for step, rest in steps if step == "COPY" for name in rest.split()[:-1]}
    assert copied == let_in
    assert all((root / name).exists() for name in copied)
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    for needed in [*re.findall(r'^"(\w+)" = "assistant/data', project, re.MULTILINE), "assistant", "scoring", "README.md", "LICENSE"]:
        assert needed in copied, "the wheel is made of it"


def test_torch_comes_first_and_nobody_is_root(steps: list[tuple[str, str]]) -> None:
    installs = [rest for step, rest in steps if step == "RUN" and "pip install" in rest]
    assert installs[0].split()[-1] == "torch"
    assert all("-c constraints.txt" in one for one in installs)
    last = dict(steps)
    assert last["USER"] == "10001:10001"
    assert (json.loads(last["ENTRYPOINT"]), json.loads(last["CMD"])) == (["xingping"], ["serve"])
    check = json.loads(last["HEALTHCHECK"][last["HEALTHCHECK"].index("[") :])
    compile(check[2], "healthcheck", "exec")
    assert f"127.0.0.1:{Settings.model_fields['port'].default}/readyz" in check[2]


def test_settings_are_ones_that_the_program_knows(root: Path) -> None:
    files = ("Containerfile", "compose.yaml", "docs/deployment.md", "docs/deploy/nginx.conf", "docs/deploy/xingping.service")
    for name in files:
        used = set(re.findall(r"XINGPING_[A-Z_]+[A-Z]", (root / name).read_text(encoding="utf-8")))
        assert used, name
        assert used <= KNOWN, name


def test_the_composition_is_sound(compose: dict[str, Any], root: Path) -> None:
    services = compose["services"]
    assert set(services) == {"xingping", "postgres", "chroma"}
    pinned = dict(line.split("==") for line in (root / "constraints.txt").read_text().splitlines() if "==" in line)
    assert services["chroma"]["image"].rpartition(":")[2] == pinned["chromadb"]
    for name, service in services.items():
        assert set(service) <= KEYS, name
        for volume in service["volumes"]:
            assert volume.split(":")[0] in compose["volumes"]
        assert (name == "xingping") != ("profiles" in service), "a plain `up` starts the service alone"
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
    own = services["xingping"]
    assert own["read_only"] is True
    assert own["cap_drop"] == ["ALL"]
    assert (root / own["build"]["dockerfile"]).is_file()
    unset = {name: re.fullmatch(r"\$\{(\w+):-(.*)\}", value) for name, value in own["environment"].items()}
    assert all(found and found[1] == name for name, found in unset.items())
    settings = Settings(**{name.removeprefix("XINGPING_").lower(): found[2] for name, found in unset.items() if found})
    assert int(own["stop_grace_period"].removesuffix("s")) >= settings.stop_seconds + 4
    assert {"XINGPING_HTTPS", "XINGPING_TRUSTED_PROXIES", "XINGPING_METRICS_TOKEN"} <= set(unset)


def test_accounts_are_made_by_commands_that_there_are(root: Path) -> None:
    lines = re.findall(r"^\$ .*?xingping (user .*?)(?: +[#<].*)?$", (root / "docs/deployment.md").read_text(encoding="utf-8"), re.MULTILINE)
    parsed = [make_parser().parse_args(line.split()) for line in lines]
    assert [(one.command, one.what, one.role) for one in parsed] == [("user", "add", "admin")] * 3
    assert [one.password_stdin for one in parsed] == [False, True, False]


def test_whoever_stops_the_service_gives_it_the_time_it_takes(root: Path) -> None:
    unit = (root / "docs/deploy/xingping.service").read_text(encoding="utf-8")
    assert int(re.findall(r"TimeoutStopSec=(\d+)", unit)[0]) >= Settings.model_fields["stop_seconds"].default + 4


def test_the_proxy_tells_who_asks_and_no_visitor_does(root: Path) -> None:
    conf = (root / "docs/deploy/nginx.conf").read_text(encoding="utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in conf
    assert "$http_x_forwarded_for" not in conf
    assert "$proxy_add_x_forwarded_for" not in conf
    assert "location /metrics { deny all; }" in conf


def test_the_proxy_lets_uploads_through_as_far_as_the_service_takes_them(root: Path) -> None:
    conf = (root / "docs/deploy/nginx.conf").read_text(encoding="utf-8")
    desk = conf[conf.index("location /desk/") :]
    assert f"client_max_body_size {Limits().archive_bytes >> 20}m;" in desk
    assert conf.count("{") == conf.count("}")


def test_systemd_takes_the_unit(root: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd")
    done = subprocess.run(["systemd-analyze", "verify", root / "docs/deploy/xingping.service"], capture_output=True, text=True, check=False)
    faults = [line for line in done.stderr.splitlines() if "xingping.service" in line and "is not executable" not in line]
    assert faults == []
