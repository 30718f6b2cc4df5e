"""What is asked of the database, and what it reads to answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from webapp.storage.db import db

Said = tuple[str, Any]


@contextmanager
def statements() -> Iterator[list[Said]]:
    """Every statement sent to the database meanwhile, with its values."""
    said: list[Said] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        said.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def scans(said: Sequence[Said]) -> list[str]:
    """Whole tables and indices that SQLite says it would read for these queries."""
    plans = [
        str(row[3])
        for statement, values in said
        if statement.startswith("SELECT")
        for row in db.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", values
        )
    ]
    return [plan for plan in plans if plan.startswith("SCAN") and "CONSTANT" not in plan]
