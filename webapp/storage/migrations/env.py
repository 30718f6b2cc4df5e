"""Alembic's entry: migrates the one connection it is handed."""

from alembic import context
from sqlalchemy import Connection

from webapp.storage import tables


def run(connection: Connection) -> None:
    """Run the wanted migrations on this connection."""
    context.configure(
        connection=connection,
        target_metadata=tables.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,  # Alembic believes that SQLite cannot
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
