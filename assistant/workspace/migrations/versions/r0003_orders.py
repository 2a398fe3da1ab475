"""A job says by what day and rubric it was ordered, so that whoever takes it up does what was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("as_of", sa.String(10), nullable=True))
    op.add_column("jobs", sa.Column("rubric", sa.Text(), nullable=True))
