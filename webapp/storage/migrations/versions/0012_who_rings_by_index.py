"""The index of the devices still here says which of them ring, so that the tick reads no rows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _index("person_id", "gone_at", "rings")


def downgrade() -> None:
    _index("person_id", "gone_at")


def _index(*columns: str) -> None:
    op.drop_index("ix_devices_live", table_name="devices")
    op.create_index(
        "ix_devices_live",
        "devices",
        list(columns),
        sqlite_where=sa.text("gone_at IS NULL"),
        postgresql_where=sa.text("gone_at IS NULL"),
    )
