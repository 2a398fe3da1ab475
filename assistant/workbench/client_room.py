"""Clients, remarks on them, and profiles found among their papers."""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.errors import UsageError
from assistant.workbench.room import Room, named
from assistant.workspace.clients import profile_fields
from assistant.workspace.errors import NotFoundError
from assistant.workspace.offered import Offer, offers, take
from assistant.workspace.values import AuditEntry, Client, Erasure, Note


class ClientRoom(Room):
    """Who is prepared."""

    def clients(self) -> list[Client]:
        return self.workspace.clients()

    def client(self, client: str) -> Client | None:
        """None for one that is not there or is put aside: the page falls back to choosing."""
        try:
            found = self.workspace.client(client) if client else None
        except NotFoundError:
            return None
        return found if found is not None and found.archived_at is None else None

    def save_client(self, client: str, fields: Mapping[str, Any], who: str, seen: str = "") -> Client:
        """Create it, or change it where `client` is not empty; `seen` is its `updated_at` as the person saw it."""
        if not client:
            return self.workspace.create_client(fields, named(who))
        return self.workspace.update_client(client, fields, named(who), seen=seen)

    def profile_now(self, client: str) -> dict[str, Any]:
        """Its fields as they are stored."""
        return profile_fields(self.workspace.profile(client))

    def last_change(self, client: str) -> AuditEntry | None:
        """Who changed its profile last, and when."""
        return next((one for one in self.workspace.audit(client) if one.action == "client.updated"), None)

    def offers(self, client: str) -> list[Offer]:
        """Profiles among its papers that say something else than the client's."""
        return offers(self.workspace, client)

    def take_profile(self, client: str, file: str, who: str) -> None:
        """Change the client as a profile among its papers says."""
        for one in self.offers(client):
            if one.file == file:
                self.check_exclusions(item["clause"] for item in one.changes.get("exclusions", ()))
        take(self.workspace, client, file, named(who))

    def check_exclusions(self, clauses: Iterable[str]) -> None:
        """Raises UsageError for one that no rubric lets be excluded: better told now than after the grade."""
        known = [clause for rubric in self._rubrics.all() for clause in self._rubrics.load(rubric.id).clauses()]
        for name in clauses:
            found = [one for one in known if one.id == name]
            if not any(one.excludable for one in found):
                raise UsageError(f"{name} {found[0].title}不是可以删减的条款" if found else f"评分表里没有条款 {name}，不能删减")

    def archive(self, client: str, who: str) -> None:
        self.workspace.archive_client(client, named(who))

    def archived(self) -> list[Client]:
        return [one for one in self.workspace.clients(archived=True) if one.archived_at is not None]

    def unarchive(self, client: str, who: str) -> Client:
        return self.workspace.restore_client(client, named(who))

    def erase_client(self, client: str, who: str, confirm_name: str) -> Erasure:
        """For good; raises RefusedError unless it is archived, not being graded, and that is its name."""
        self._runner.settle_if_possible()
        erased = self.workspace.erase_client(client, named(who), confirm_name)
        self._results.forget()
        return erased

    def notes(self, client: str) -> list[Note]:
        return self.workspace.notes(client)

    def add_note(self, client: str, text: str, who: str) -> None:
        self.workspace.add_note(client, text, named(who))
