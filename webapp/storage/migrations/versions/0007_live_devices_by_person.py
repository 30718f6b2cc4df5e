"""The index of the devices still here leads to their people, as the tick asks for them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _index("person_id", "gone_at")


def downgrade() -> None:
    _index("gone_at")


def _index(*columns: str) -> None:
    op.drop_index("ix_devices_live", table_name="devices")
    op.create_index(
        "ix_devices_live",
        "devices",
        list(columns),
        sqlite_where=sa.text("gone_at IS NULL"),
        postgresql_where=sa.text("gone_at IS NULL"),
    )
