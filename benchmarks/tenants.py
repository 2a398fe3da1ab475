"""Enterprises with an account each, papers that bear a phrase nobody else has, and one who tries to read what is another's."""

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import httpx

from assistant.accounts import Accounts, Role
from assistant.workspace import Workspace
from benchmarks.measure import ROOT
from tests.support.remote import Remote
from tests.support.workspaces import WHO, Somewhere

TABS = ("clients", "grading", "plan", "compare", "rubric", "library")
RATES = "login=9999/second,ask=9999/second,write=9999/second,upload=9999/second,page=9999/second,other=9999/second"
_CLOSED = (403, 404)
_ASKED = "备件盘点是怎么安排的"


@dataclass
class Tenant:
    """`phrase` is in the client's name, in names of papers and in a paper. `job` and `assessment` are "" until there is one."""

    name: str
    password: str
    client: str
    phrase: str
    job: str = ""
    assessment: str = ""

    @property
    def note(self) -> bytes:
        """The paper that has the phrase in its text."""
        return f"售后服务管理制度\n\n{self.phrase} 号仓库每周一盘点备件，账物不符当天上报。\n".encode()

    def remote(self, url: str) -> Remote:
        """Logged in, from an address of its own."""
        remote = Remote(url, {"X-Forwarded-For": address(int(self.phrase[2:6], 16))})
        remote.log_in(self.name, self.password)
        return remote

    def papers(self, sample: str) -> list[tuple[str, bytes]]:
        """The sample enterprise's papers as this tenant's own: no two tenants share a content, so that nothing was read before."""
        folder = ROOT / "corpus" / "samples" / sample
        files = sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "profile.yaml")
        own = [(f"{self.phrase}/{one.relative_to(folder).as_posix()}", marked(one, self.phrase)) for one in files]
        return [(f"{self.phrase}/{self.phrase}.txt", self.note), *own]


@dataclass
class Pried:
    """What came of trying: `wrong` counts what was answered or shown to who may not see it, by where; `own` what its owner was given."""

    tried: int = 0
    own: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        wrong, faults = (", ".join(f"{number} × {what}" for what, number in (+some).items()) or "0" for some in (self.wrong, self.faults))
        return f"{self.tried} tries at what is another's: {wrong} given, {faults} errors; owners were given {self.own} of the same addresses"


def address(number: int) -> str:
    """As a proxy tells it; of those that are nobody's (RFC 2544)."""
    return f"198.18.{number >> 8 & 255}.{number & 255}"


def registered(data_dir: Path, count: int, prefix: str) -> tuple[list[Tenant], Tenant]:
    """Enterprise users with a client each, and an administrator, who has none."""
    workspace = Workspace.open(Somewhere(data_dir))
    try:
        accounts = Accounts.of(workspace)
        tenants = []
        for number in range(count):
            phrase = _phrase()
            client = workspace.create_client({"name": f"{prefix}{phrase}有限公司", "kind": "sales"}, WHO).id
            made = Tenant(f"qiye{number}", secrets.token_urlsafe(12), client, phrase)
            accounts.create(made.name, Role.ENTERPRISE, made.password, WHO)
            accounts.assign(made.name, client, WHO)
            tenants.append(made)
        admin = Tenant("guanli", secrets.token_urlsafe(12), "", _phrase())
        accounts.create(admin.name, Role.ADMIN, admin.password, WHO)
        return tenants, admin
    finally:
        workspace.close()


def _phrase() -> str:
    return f"zx{secrets.token_hex(6)}"


def marked(path: Path, phrase: str) -> bytes:
    """The file with another content and the same text: a comment in the archive or behind the last page."""
    data = path.read_bytes()
    if path.suffix in (".docx", ".xlsx"):
        out = BytesIO(data)
        with ZipFile(out, "a") as archive:
            archive.comment = phrase.encode()
        return out.getvalue()
    return data + f"\n%{phrase}\n".encode()


def private(of: Tenant, client: str) -> Iterator[str]:
    """Addresses of what is `of`'s, by way of a client."""
    note = sha256(of.note).hexdigest()
    yield f"/desk/quotes/{client}/{note}?quote={quote('盘点')}"
    yield f"/desk/clients/{of.client}/materials.xlsx"
    yield f"/desk/clients/{of.client}/timeline.ics?start=2026-11-20"
    if of.job:
        yield f"/desk/jobs/{of.job}"
    for kind in ("json", "html", "xlsx") if of.assessment else ():
        yield f"/desk/results/{of.assessment}/report.{kind}"


def pry(remote: Remote, own: Tenant, other: Tenant, pried: Pried) -> None:
    """Every way to what is the other's, once, from the session of `own`."""
    for way in dict.fromkeys((*private(other, other.client), *private(other, own.client))):
        _try(pried, other, _named(way, other), partial(remote.send, "GET", way))
    upload = f"/desk/clients/{other.client}/files?path={own.phrase}/offered.txt"
    _try(pried, other, "PUT /desk/clients/files", partial(remote.send, "PUT", upload, b"x"))
    for tab in TABS:
        _try(pried, other, f"tab {tab}", partial(remote.show, tab, other.client, other.assessment))
    _try(pried, other, "chat", partial(remote.chat, _ASKED, other.client, other.assessment))
    _try(pried, other, "POST /api/ask", lambda: str(remote.ask(_ASKED)))
    if other.job:
        _try(pried, other, "cancel", lambda: remote.act("grading", "cancel", {"job": other.job}, other.client)[0])


def read_own(remote: Remote, own: Tenant, pried: Pried) -> list[str]:
    """The same addresses by their owner: without this, a closed door would prove nothing. Those that were not given."""
    ways = list(private(own, own.client))
    refused = [way for way in ways if remote.send("GET", way).status_code != httpx.codes.OK]
    pried.own += len(ways) - len(refused)
    refused += [tab for tab in TABS[:2] if own.phrase not in remote.show(tab, own.client)]
    return refused


def prying(url: str, tenants: Sequence[Tenant], pried: Pried, over: threading.Event) -> None:
    """Each of them at each other's in turn, until told; what they have to read grows meanwhile."""
    remotes = [one.remote(url) for one in tenants]
    while not over.is_set():
        for one, remote in zip(tenants, remotes, strict=True):
            for other in (tenant for tenant in tenants if tenant is not one and not over.is_set()):
                pry(remote, one, other, pried)


def _try(pried: Pried, other: Tenant, where: str, ask: Callable[[], httpx.Response | str]) -> None:
    pried.tried += 1
    try:
        pried.wrong[where] += gave_away(ask(), other)
    except httpx.HTTPError as problem:
        pried.faults[type(problem).__name__] += 1


def gave_away(reply: httpx.Response | str, other: Tenant) -> bool:
    """Whether a page told anything of the other, or an address that is the other's was not refused with 403 or 404."""
    if isinstance(reply, str):
        return other.phrase in reply
    return reply.status_code not in _CLOSED or other.phrase.encode() in reply.content


def _named(way: str, other: Tenant) -> str:
    return way.partition("?")[0].replace(other.client, "client").replace(other.job or "-", "job").replace(other.assessment or "-", "result")
