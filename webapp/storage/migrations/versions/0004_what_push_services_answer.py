"""What push services answer: hosts that are paused, why a delivery ended, devices long unseen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "push_hosts",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("probing_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_key", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_push_hosts")),
    )
    op.add_column("deliveries", sa.Column("reason", sa.String(length=16), nullable=True))
    op.add_column("deliveries", sa.Column("notice", sa.String(length=16), nullable=True))
    # The default stays, so that SQLite needs no new table: receipts refer to this one.
    op.add_column(
        "deliveries", sa.Column("recovered", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("devices", sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.drop_column("warned_at")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("recovered")
        batch_op.drop_column("notice")
        batch_op.drop_column("reason")
    op.drop_table("push_hosts")
