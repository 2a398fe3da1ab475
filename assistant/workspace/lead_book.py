"""Leads of a workspace: received, listed, exported, deleted for good."""

import sqlite3
from contextlib import closing, suppress
from datetime import timedelta

from assistant.workspace import leads
from assistant.workspace.leads import Lead, Submitted
from assistant.workspace.transactions import Transactions


class LeadBook(Transactions):
    """Every method raises WorkspaceError with one Chinese line."""

    def receive_lead(self, sent: Submitted, daily: int) -> Lead:
        """`daily`: how many are taken in 24 hours (TooManyError beyond)."""
        with self._write() as scope:
            return leads.receive(scope, sent, daily)

    def leads(self) -> list[Lead]:
        """Newest first."""
        with self._read() as scope:
            return leads.listed(scope)

    def lead(self, lead_id: str) -> Lead:
        with self._read() as scope:
            return leads.found(scope, lead_id)

    def export_leads(self, who: str) -> list[Lead]:
        """The same as `leads`; that and by whom they were taken out stands in the log."""
        with self._write() as scope:
            found = leads.listed(scope)
            scope.log(who, "lead.exported", "", "", count=len(found))
            return found

    def delete_lead(self, lead_id: str, who: str) -> None:
        with self._write() as scope:
            leads.delete(scope, lead_id, who)
        self._forget()

    def expire_leads(self, days: int) -> int:
        """Delete what is older; how many there were. Nothing is written where there is none."""
        with self._read() as scope:
            cutoff = leads.before(scope.now, timedelta(days=days))
            if not any(one.updated_at < cutoff for one in leads.listed(scope)):
                return 0
        with self._write() as scope:
            gone = leads.expire(scope, days)
        self._forget()
        return gone

    def _forget(self) -> None:
        """Empty SQLite's journal, where what was deleted still stands. Where others are reading, they empty it later."""
        if not self.database.sqlite:
            return
        with suppress(sqlite3.Error), closing(self.database.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
