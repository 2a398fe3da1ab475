"""A real PostgreSQL server of its own for tests, where its programs are installed; it refuses to run as root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_USERS = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()), None)


@contextmanager
def server() -> Iterator[int]:
    """Start one; gives its port on 127.0.0.1. The user is `xp`, without a password."""
    binaries = programs()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="xp-pg-"))
    someone = _someone()
    if someone is not None:
        os.chown(folder, someone.pw_uid, someone.pw_gid)
    who: dict[str, Any] = {} if someone is None else {"user": someone.pw_uid, "group": someone.pw_gid, "extra_groups": []}
    port = _free_port()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, timeout=120, **who)

    data = str(folder / "data")
    try:
        run(str(binaries / "initdb"), "-D", data, "-U", "xp", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        run(str(binaries / "pg_ctl"), "-D", data, "-w", "-t", "60", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield port
        finally:
            run(str(binaries / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _someone() -> pwd.struct_passwd | None:
    """Whom to run it as; None for oneself."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next(known[name] for name in _USERS if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
