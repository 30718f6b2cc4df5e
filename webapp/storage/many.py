"""Many values in one statement: they travel as one parameter, so that its text stays the same.

A thousand parameters have to be written out, read and planned anew each time, which costs more than
the work itself. SQLite takes them as one JSON text, PostgreSQL as arrays.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Subquery,
    Text,
    any_,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from webapp.storage.db import db

Types = Mapping[str, TypeEngine[Any]]


def is_postgresql() -> bool:
    """Whether this is PostgreSQL; otherwise it is SQLite."""
    return db.engine.dialect.name == "postgresql"


def among(
    number: ColumnElement[int] | InstrumentedAttribute[int], numbers: Collection[int]
) -> ColumnElement[bool]:
    """Whether a column holds one of these numbers."""
    if is_postgresql():
        return number == any_(literal(list(numbers), ARRAY(Integer)))
    each = func.json_each(json.dumps(list(numbers))).table_valued("value")
    return number.in_(select(each.c.value))


def as_table(rows: Sequence[Sequence[Any]], types: Types) -> Subquery:
    """These rows as a table to select from; its columns have these names and types, in order."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    taken = select(*_arrays(columns, types)) if is_postgresql() else select(*_json(columns, types))
    return taken.subquery("given")


def as_json(columns: Iterable[ColumnElement[Any]]) -> ColumnElement[str]:
    """These columns of a row as one text, a JSON array."""
    if is_postgresql():
        return cast(func.json_build_array(*columns), Text)
    return func.json_array(*columns, type_=Text)


def _arrays(columns: Sequence[Sequence[Any]], types: Types) -> Sequence[ColumnElement[Any]]:
    arrays = (
        literal(list(values), ARRAY(type_))
        for values, type_ in zip(columns, types.values(), strict=True)
    )
    named = (column(name, type_) for name, type_ in types.items())
    return list(func.unnest(*arrays).table_valued(*named).render_derived().c)


def _json(columns: Sequence[Sequence[Any]], types: Types) -> Sequence[ColumnElement[Any]]:
    stored = [_as_stored(*pair) for pair in zip(columns, types.values(), strict=True)]
    rows = func.json_each(json.dumps(list(zip(*stored, strict=True)))).table_valued("value")
    return [
        func.json_extract(rows.c.value, f"$[{place}]", type_=type_).label(name)
        for place, (name, type_) in enumerate(types.items())
    ]


def _as_stored(values: Sequence[Any], type_: TypeEngine[Any]) -> Sequence[Any]:
    """The values as the column's type writes them, each different one worked out once."""
    write = type_.dialect_impl(db.engine.dialect).bind_processor(db.engine.dialect)
    if write is None:
        return values
    written = {value: write(value) for value in set(values)}
    return [written[value] for value in values]
