"""Marks of days, months summed up, news that was read, and sessions that came late."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_marks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_day_marks_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_day_marks")),
    )
    op.create_table(
        "day_tellings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("news", sa.String(length=16), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_day_tellings_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "day", "news", name=op.f("pk_day_tellings")),
    )
    op.create_table(
        "month_summaries",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("outages_known", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(length=31), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=False),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.Column("ever", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_month_summaries_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "month", name=op.f("pk_month_summaries")),
    )
    with op.batch_alter_table("sessions") as batch:
        batch.add_column(sa.Column("late", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_sessions_late",
        "sessions",
        ["person_id", "day"],
        sqlite_where=sa.text("late"),
        postgresql_where=sa.text("late"),
    )


def downgrade() -> None:
    op.drop_index("ix_sessions_late", table_name="sessions")
    with op.batch_alter_table("sessions") as batch:
        batch.drop_column("late")
    op.drop_table("month_summaries")
    op.drop_table("day_tellings")
    op.drop_table("day_marks")
