"""Every row of every table of a database, also of those that are not ours, as one long text."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import text

from tests.rows import all_rows
from webapp.storage.db import db

LONG = 16  # characters: nobody else has such a text by chance
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT table_schema || '.' || table_name FROM information_schema.tables"
    " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')",
}


def whole_database(app: Flask) -> str:
    """All that stands in it, bytes in hexadecimal and without the dashes of UUIDs."""
    with app.app_context():
        names = list(db.session.scalars(text(TABLES[db.engine.dialect.name])))
        rows = [row for name in names for row in db.session.execute(text(f"SELECT * FROM {name}"))]
        db.session.rollback()
    return "\n".join(spelled(value) for row in rows for value in row)


def tables_of(app: Flask) -> set[str]:
    """The names of all tables, with their schema where there is one."""
    with app.app_context():
        return set(db.session.scalars(text(TABLES[db.engine.dialect.name])))


def traces_in(app: Flask, without: frozenset[str]) -> set[str]:
    """Every long text and every run of bytes in our tables, those of `without` left out."""
    return {
        spelled(value)
        for name, rows in all_rows(app).items()
        if name not in without
        for row in rows
        for value in _within(row)
        if isinstance(value, str | bytes | UUID) and len(str(value)) >= LONG
    }


def spelled(value: Any) -> str:
    """A value as it stands in the text of the whole database."""
    return value.hex() if isinstance(value, bytes) else str(value).replace("-", "")


def _within(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _within(each)
    else:
        yield value
