"""Who wants the last reminder of an open day, and a weekly summary."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extra_wishes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("saver", sa.Boolean(), nullable=False),
        sa.Column("summary_weekday", sa.Integer(), nullable=True),
        sa.Column("summary_minute", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_extra_wishes_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_extra_wishes")),
    )


def downgrade() -> None:
    op.drop_table("extra_wishes")
