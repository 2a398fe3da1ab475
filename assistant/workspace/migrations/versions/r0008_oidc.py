"""A user may be bound to whom it is to an OpenID Connect provider."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("users", sa.Column("oidc_issuer", sa.Text(), nullable=True))
    op.add_column("users", sa.Column("oidc_claim", sa.String(20), nullable=True))
    op.add_column("users", sa.Column("oidc_value", sa.Text(), nullable=True))
    op.create_index("uq_users_oidc", "users", ["organisation_id", "oidc_issuer", "oidc_claim", "oidc_value"], unique=True)
