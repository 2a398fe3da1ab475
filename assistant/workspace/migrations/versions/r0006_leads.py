"""Visitors who asked to be called back. Unlike all else here their rows are deleted for good, so nothing guards them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "leads",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation_id", sa.String(40), sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "contact", "contact_key", "message", "page", "asked", "summary")),
        sa.Column("consent_version", sa.String(20), nullable=False),
        sa.Column("consent_at", sa.String(40), nullable=False),
        sa.Column("updated_at", sa.String(40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
    )
    op.create_index("ix_leads_contact", "leads", ["organisation_id", "contact_key"])
    op.create_index("ix_leads_updated", "leads", ["organisation_id", "updated_at"])
