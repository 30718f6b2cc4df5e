"""What is stored, counted: the proof that nothing was."""

from flask import Flask
from sqlalchemy import func, select

from webapp.storage.db import db
from webapp.storage.tables import metadata


def count_rows(app: Flask) -> dict[str, int]:
    """How many rows each table has."""
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def all_rows(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in a fixed order."""
    with app.app_context():
        return {
            name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
        }
