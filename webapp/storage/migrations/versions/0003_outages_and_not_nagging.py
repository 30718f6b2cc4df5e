"""Outages, and what keeps reminders from nagging."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
        sa.UniqueConstraint("started_at", name=op.f("uq_outages_started_at")),
    )
    # The default stays, so that SQLite needs no new table: plan versions refer to this one.
    op.add_column("plans", sa.Column("silent_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("plans", sa.Column("heeded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("plans", sa.Column("rung_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "plans", sa.Column("unheeded", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    # Whoever deletes an occurrence asks who refers to it: without these, every row of the table.
    op.create_index(
        "ix_occurrences_of",
        "occurrences",
        ["of_id"],
        sqlite_where=sa.text("of_id IS NOT NULL"),
        postgresql_where=sa.text("of_id IS NOT NULL"),
    )
    op.create_index(
        "ix_sessions_occurrence",
        "sessions",
        ["occurrence_id"],
        sqlite_where=sa.text("occurrence_id IS NOT NULL"),
        postgresql_where=sa.text("occurrence_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_sessions_occurrence", "sessions")
    op.drop_index("ix_occurrences_of", "occurrences")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        for name in ("unheeded", "rung_at", "heeded_at", "silent_until"):
            batch_op.drop_column(name)
    op.drop_table("outages")
