"""What came of faults, and how a data folder is looked through after one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.workspace import Workspace
from benchmarks.measure import quantile
from tests.support.workspaces import Somewhere

HEADS = ("fault", "rounds", "within", "accepted", "lost", "damaged", "another's, tries", "given", "ready again, s: median / longest")
Accepted = dict[tuple[str, str], str]  # (client, path) -> sha256


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of any number of rounds. `within`: None where a fault cannot miss; `ready` are seconds until the service did again what it does."""

    rounds: int = 0
    within: int | None = None
    accepted: int = 0
    lost: int = 0
    damaged: int = 0
    pried: int = 0
    wrong_tenant: int = 0
    ready: tuple[float, ...] = field(default=())

    def __add__(self, other: "Outcome") -> "Outcome":
        names = ("rounds", "accepted", "lost", "damaged", "pried", "wrong_tenant", "ready")
        within = None if self.within is None and other.within is None else (self.within or 0) + (other.within or 0)
        return Outcome(within=within, **{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def sound(self) -> bool:
        return not (self.lost or self.damaged or self.wrong_tenant)

    def row(self, name: str) -> list[str]:
        within = "–" if self.within is None else str(self.within)
        pried = (str(self.pried), str(self.wrong_tenant)) if self.pried else ("–", str(self.wrong_tenant))
        ready = f"{quantile(self.ready, 0.5):.1f} / {max(self.ready):.1f}" if self.ready else "–"
        return [name, str(self.rounds), within, *map(str, (self.accepted, self.lost, self.damaged)), *pried, ready]


def looked_through(folder: Path, accepted: Accepted, owners: Mapping[str, str]) -> Outcome:
    """Whether all that was accepted is there, nothing is damaged, and nothing stands under another client.

    `owners`: by client, what its papers' paths begin with.
    """
    workspace = Workspace.open(Somewhere(folder))
    try:
        held = {(client.id, one.path): one.sha256 for client in workspace.clients() for one in workspace.files(client.id)}
        with workspace.database.snapshot() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        damage = (not whole) + len(workspace.damaged_contents()) + (not workspace.verify_audit().sound)
        stuck = sum(job.state in ("queued", "running") for job in workspace.jobs())
        lost = sum(held.get(key) != digest for key, digest in accepted.items())
        foreign = sum(client in owners and not path.startswith(f"{owners[client]}/") for client, path in held)
        return Outcome(accepted=len(accepted), lost=lost, damaged=damage + stuck, wrong_tenant=foreign)
    finally:
        workspace.close()
