"""Origins as browsers send them: scheme://host[:port], in small letters, without a default port."""

import re
from urllib.parse import urlsplit

_DEFAULT = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")


def origins_of(text: str) -> frozenset[str]:
    """The origins of a comma separated list. Raises ValueError with one Chinese line on what is none, "*" and "null" included."""
    return frozenset(_origin(one.strip()) for one in text.replace("，", ",").split(",") if one.strip())


def _origin(text: str) -> str:
    fault = ValueError(f"应是网站的来源，只有协议、主机名和端口，例如 https://www.example.cn，现在有“{text[:60]}”")
    try:
        parts = urlsplit(text)
        port = parts.port
        name = (parts.hostname or "").encode("idna").decode("ascii").lower()  # browsers send Chinese names in this form
    except (ValueError, UnicodeError):  # a bracket is missing, a port is no number, a label is too long
        raise fault from None
    host = f"[{name}]" if ":" in name else name
    bare = parts.path in ("", "/") and not any((parts.query, parts.fragment, parts.username, parts.password))
    if parts.scheme not in _DEFAULT or not bare or text.endswith(("?", "#")) or not _HOST.fullmatch(host) or port == 0:
        raise fault
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != _DEFAULT[parts.scheme] else "")
