"""Where people stand with each kind of exercise, and pauses of what is done with the hands."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "levels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("practised_on", sa.Date(), nullable=True),
        sa.Column("regain", sa.Integer(), nullable=True),
        sa.Column("put_off_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_levels_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levels")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_levels_person_id_kind")),
    )
    with op.batch_alter_table("safety_checks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hands_on_paused", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("hands_on_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("safety_checks", schema=None) as batch_op:
        batch_op.drop_column("hands_on_since")
        batch_op.drop_column("hands_on_paused")
    op.drop_table("levels")
