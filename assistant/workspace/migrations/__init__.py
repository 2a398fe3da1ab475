"""The schema's history (Alembic). A revision that was released is never edited."""
