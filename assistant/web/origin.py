"""Whether a request was made by our own page: what changes something is taken from nowhere else."""

from collections.abc import Mapping
from urllib.parse import urlsplit

FOREIGN = "只接受本页面的请求"


def foreign(headers: Mapping[str, str]) -> bool:
    """By what browsers say of where a request comes from; programs say nothing."""
    site, origin = headers.get("sec-fetch-site", ""), headers.get("origin", "")
    if site == "same-origin" and origin == "null":  # a form or a farewell of a page that sends no referrer
        return False
    return site not in ("", "same-origin", "none") or (origin != "" and _netloc(origin) != headers.get("host", ""))


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
