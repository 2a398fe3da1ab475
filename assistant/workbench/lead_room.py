"""Visitors who asked to be called back."""

from typing import TYPE_CHECKING

from assistant.workbench.room import Room, named

if TYPE_CHECKING:
    from assistant.workspace.leads import Lead


class LeadRoom(Room):
    """They are the organisation's, not a client's."""

    def export_leads(self, who: str) -> "list[Lead]":
        """Newest first; that they were taken out, and by whom, stands in the log."""
        return self.workspace.export_leads(named(who))

    def delete_lead(self, lead: str, who: str) -> None:
        """For good."""
        self.workspace.delete_lead(lead, named(who))
