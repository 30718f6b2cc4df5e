"""Whether values that come from a file can stand in a table."""

from typing import Any

from sqlalchemy import Integer, String, Table

from webapp.storage.rows_as_json import kind_of

LARGEST = 2**31 - 1


class Unfit(ValueError):
    """A value that cannot stand in its column."""


def check_values(table: Table, values: dict[str, Any]) -> None:
    """Accept values that fit their columns; raises Unfit naming the column."""
    for name, value in values.items():
        column = table.columns[name]
        if value is None:
            _need(bool(column.nullable), name)
            continue
        kind = kind_of(column)
        _need(isinstance(value, kind) and (kind is bool or not isinstance(value, bool)), name)
        if isinstance(column.type, Integer):
            _need(-LARGEST <= value <= LARGEST, name)
        if isinstance(column.type, String):
            _need(len(value) <= (column.type.length or len(value)) and "\0" not in value, name)


def required_columns(table: Table) -> frozenset[str]:
    """The columns that every row must have a value for."""
    return frozenset(
        column.name
        for column in table.columns
        if not column.nullable and column.default is None and column.server_default is None
    )


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise Unfit(f"{name} does not fit")
