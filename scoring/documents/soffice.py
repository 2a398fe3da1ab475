"""LibreOffice as a converter of old formats, where it is installed: no macros, no links followed, nothing left behind.

XINGPING_SOFFICE is its path, "" for none; without it the one on the PATH is used.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from threading import Lock
from time import monotonic, sleep

from scoring.documents.errors import ReadError
from scoring.documents.soffice_profile import write_profile

VARIABLE = "XINGPING_SOFFICE"
SECONDS = 90.0  # for one conversion, by the clock and of the processor; starting alone takes 1 to 10
_MOST_OUTPUT = 300 * 1024 * 1024
_MEMORY_KB = 4 * 1024 * 1024
_POLL = 0.5
_TELL_EVERY = 20.0  # seconds of waiting for one's turn
_RESAVE = "请用 Word、WPS 等打开并另存为新格式（{target}）后再上传"
# For whatever is started, as far as the system allows: core files, processor time, size of files, memory.
# Input that ends means that whoever started this is gone: then all of the group ends, and the folder goes, too.
_GUARDED = """
for limit in "-c 0" "-t $1" "-f $2" "-S -v $3"; do ulimit $limit 2>/dev/null; done
folder=$4
shift 4
exec 3<&0
{ trap '' TERM; read -r _ <&3; kill -TERM 0; sleep 1; rm -rf -- "$folder"; kill -KILL 0; } &
"$@" </dev/null 3<&- &
wait $!
"""

_one_at_a_time = Lock()


def soffice() -> Path | None:
    """The program, None where there is none."""
    given = os.environ.get(VARIABLE)
    found = given if given is not None else shutil.which("soffice") or shutil.which("libreoffice")
    path = Path(found) if found else None
    return path if path is not None and path.is_file() else None


def soffice_version() -> str:
    """Tells one installation from another without starting it: "none" where there is none."""
    path = soffice()
    return _version(path.resolve()) if path is not None else "none"


@lru_cache(maxsize=4)
def _version(path: Path) -> str:
    digest = sha256()
    for name in ("versionrc", "version.ini", "setuprc", "setup.ini", "bootstraprc", "bootstrap.ini"):
        try:
            digest.update((path.parent / name).read_bytes())
        except OSError:
            continue
    digest.update(str(path.stat().st_size).encode())
    return digest.hexdigest()[:16]


def convert(data: bytes, suffix: str, target: str, waiting: Callable[[], None] = lambda: None) -> bytes:
    """The file in another format (docx, xlsx, pptx); `suffix` says what it is. Raises ReadError.

    One conversion runs at a time on this machine; `waiting` is called now and then until it is this one's turn, and then once.
    """
    program = soffice()
    if program is None:
        raise ReadError(_RESAVE.format(target=f".{target}"), "unsupported")
    with _turn(waiting), TemporaryDirectory(prefix="xingping-", ignore_cleanup_errors=True) as folder:
        waiting()
        return _converted(program, Path(folder), data, suffix, target)


def _converted(program: Path, folder: Path, data: bytes, suffix: str, target: str) -> bytes:
    write_profile(folder / "profile")
    source = folder / f"in{suffix}"
    source.write_bytes(data)
    command = [
        *_guarded(folder),
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
        *("--convert-to", target, "--outdir", str(folder / "out"), str(source)),
    ]
    resave = _RESAVE.format(target=f".{target}")
    _run(command, folder, resave)
    out = folder / "out" / f"in.{target}"
    try:
        if out.stat().st_size > _MOST_OUTPUT:
            raise ReadError("转换后过大，请拆分后再试", "too_large")
        return out.read_bytes()
    except OSError as error:
        raise ReadError(f"LibreOffice 打不开这个文件（可能已损坏或设了密码），{resave}") from error


def _run(command: list[str], folder: Path, resave: str) -> None:
    """Until it ends or its time is up; then it and all it has started are ended. Raises ReadError."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ReadError(f"LibreOffice 无法启动，{resave}") from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"LibreOffice 转换超过 {SECONDS:g} 秒，已停止，{resave}", "too_slow") from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """The starter may be gone while what it started is not: the whole group is ended."""
    if sys.platform == "win32":
        process.kill()
    else:
        import signal

        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _guarded(folder: Path) -> list[str]:
    if sys.platform == "win32":
        return []
    numbers = (int(SECONDS) + 1, _MOST_OUTPUT // 512, _MEMORY_KB)
    return ["/bin/sh", "-c", _GUARDED, "sh", *map(str, numbers), str(folder)]


@contextmanager
def _turn(waiting: Callable[[], None]) -> Iterator[None]:
    """One conversion at a time, of all processes of this user: each takes some hundred megabytes."""
    with _one_at_a_time, (Path(gettempdir()) / f"xingping-soffice-{_user()}.lock").open("w") as file:
        told = monotonic()
        while not _locked(file.fileno()):
            sleep(_POLL)
            if monotonic() - told > _TELL_EVERY:
                waiting()
                told = monotonic()
        yield


def _locked(descriptor: int) -> bool:
    """Let go of when the file is closed, and when this process dies."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours: no keys, no settings, and a proxy that leads nowhere."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    temporary = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    return {**kept, **nowhere, **temporary, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
