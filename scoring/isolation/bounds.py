"""What a worker may not do, set once when it begins: take much memory, leave cores or huge files, use the network, outlive its parent."""

import ctypes
import os
import signal
import sys

_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_FILE_BYTES = 1 << 30
_PR_SET_PDEATHSIG = 1


def bind(memory_bytes: int) -> None:
    """For the rest of this process's life. Where the system knows no such limits, only the network is cut off."""
    sys.addaudithook(_no_network)
    _limit_resources(memory_bytes)


def end_with_parent(parent: int) -> None:
    """Linux ends this process when `parent`, which must have forked it, ends; elsewhere it ends when it next looks for work."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before this was asked for
            os._exit(1)


def _no_network(event: str, _: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise PermissionError("no network for reading files")


def _limit_resources(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:
        return
    # Not RLIMIT_AS: the recogniser of pictures maps twice what it ever uses.
    for what, value in ((resource.RLIMIT_DATA, memory_bytes), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _FILE_BYTES)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
