"""Rows of any table as JSON, and back."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table

from webapp.storage.db import Base, UtcDateTime, table_of

_READERS: dict[type, Callable[[str], Any]] = {
    datetime: lambda text: _aware(datetime.fromisoformat(text)),
    date: date.fromisoformat,
    UUID: UUID,
    bytes: b64decode,
}


def row_as_json(row: Base, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Every column of a row by its name, as JSON can hold it."""
    names = [column.name for column in table_of(type(row)).columns]
    return {name: as_json(getattr(row, name)) for name in names if name not in without}


def columns_from(model: type[Base], kept: dict[str, Any]) -> dict[str, Any]:
    """The values of a table's columns from their JSON; columns not named are left out."""
    return values_from(table_of(model), kept)


def values_from(table: Table, kept: dict[str, Any]) -> dict[str, Any]:
    """The values of a table's columns from their JSON; ValueError where one cannot be read."""
    return {
        column.name: from_json(kind_of(column), kept[column.name])
        for column in table.columns
        if column.name in kept
    }


def kind_of(column: Column[Any]) -> type:
    """What the values of a column are."""
    return datetime if isinstance(column.type, UtcDateTime) else column.type.python_type


def as_json(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return b64encode(value).decode() if isinstance(value, bytes) else value


def from_json(kind: type, value: Any) -> Any:
    """A value of a column's kind from what JSON holds."""
    if value is None or kind in (dict, list):
        return value
    return _READERS[kind](value) if kind in _READERS else value


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no offset from UTC")
    return instant
