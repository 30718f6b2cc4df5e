"""Whether values that come from a file can stand in a table."""

from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from sqlalchemy import JSON, Integer, String, Table

from webapp.storage.rows_as_json import kind_of

LARGEST = 2**31 - 1
YEARS = range(2000, 2100)  # nobody practised before, and a walk along the days is to end
DEEPEST = 4  # of what stands in a column of JSON


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
        if isinstance(column.type, JSON):
            _need(is_plain(value, DEEPEST), name)
            continue
        _need(isinstance(value, kind) and (kind is bool or not isinstance(value, bool)), name)
        _need(is_plain(value), name)
        if isinstance(column.type, String):
            _need(len(value) <= (column.type.length or len(value)), name)
        if isinstance(column.type, Integer):
            _need(-LARGEST <= value <= LARGEST, name)


def is_plain(value: Any, depth: int = 0) -> bool:
    """Tell whether every database and every page can hold a value, whatever it means."""
    if isinstance(value, str):
        return "\0" not in value and _is_text(value)
    if isinstance(value, date):
        return (value.astimezone(UTC) if isinstance(value, datetime) else value).year in YEARS
    if isinstance(value, float):
        return isfinite(value)
    return _are_plain(value, depth)


def required_columns(table: Table) -> frozenset[str]:
    """The columns that every row must have a value for."""
    return frozenset(
        column.name
        for column in table.columns
        if not column.nullable and column.default is None and column.server_default is None
    )


def _are_plain(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    within = [*value, *value.values()] if isinstance(value, dict) else value
    return depth > 0 and all(is_plain(each, depth - 1) for each in within)


def _is_text(value: str) -> bool:
    """Half of a pair of surrogates is a letter for JSON, and for nobody else."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise Unfit(f"{name} does not fit")
