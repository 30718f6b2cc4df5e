"""Many values in one statement: they travel as one JSON text, so that the statement stays the same.

A thousand parameters have to be written out, read and planned anew each time, which costs more than
the work itself.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Subquery,
    Table,
    Text,
    cast,
    column,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from webapp.storage.db import db

Types = Mapping[str, TypeEngine[Any]]


def among(number: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether a column holds one of these numbers."""
    each = _elements(list(numbers))
    return number.in_(select(cast(each, Integer)))


def as_table(rows: Sequence[Sequence[Any]], types: Types) -> Subquery:
    """These rows as a table to select from; its columns have these names and types, in order."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    plain = [_plain(*pair) for pair in zip(columns, types.values(), strict=True)]
    row = _elements(list(zip(*plain, strict=True)))
    named = enumerate(types.items())
    return select(*(_at(row, n, type_).label(name) for n, (name, type_) in named)).subquery("given")


def update_each(table: Table, rows: Sequence[Sequence[Any]], types: Types) -> None:
    """Set these columns in a row of the table for each of these rows; the first is `id`."""
    names = [name for name in types if name != "id"]
    if _is_postgresql():
        given = as_table(rows, types)
        change = update(table).where(table.c.id == given.c.id)
        db.session.execute(change.values({name: given.c[name] for name in names}))
        return
    # SQLite would write the join out first, which takes longer than finding row after row.
    columns = [_plain(*pair) for pair in zip(zip(*rows, strict=True), types.values(), strict=True)]
    places = ", ".join(f"{name} = ?" for name in names)
    change_one = f"UPDATE {table.name} SET {places} WHERE id = ?"
    ids, *values = columns
    told = list(zip(*values, ids, strict=True))
    db.session.connection().exec_driver_sql(change_one, told)


def as_json(columns: Iterable[ColumnElement[Any]]) -> ColumnElement[str]:
    """These columns of a row as one text, a JSON array."""
    if _is_postgresql():
        return cast(func.json_build_array(*columns), Text)
    return func.json_array(*columns, type_=Text)


def _is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def _elements(values: Sequence[Any]) -> ColumnElement[Any]:
    """Each element of a JSON array, as a column of its own table."""
    text = json.dumps(values)
    if _is_postgresql():
        found = func.jsonb_array_elements(cast(literal(text), JSONB))
        return found.table_valued(column("value", JSONB)).render_derived().c.value
    return func.json_each(text).table_valued("value").c.value


def _at(row: ColumnElement[Any], place: int, type_: TypeEngine[Any]) -> ColumnElement[Any]:
    if _is_postgresql():
        return cast(row[place].astext, type_)
    return func.json_extract(row, f"$[{place}]", type_=type_)


def _plain(values: Sequence[Any], type_: TypeEngine[Any]) -> Sequence[Any]:
    """The values as the database would write them, each different one worked out once."""
    dialect = db.engine.dialect
    write = type_.dialect_impl(dialect).bind_processor(dialect)
    if write is None:
        return values
    written = {value: write(value) for value in set(values)}
    texts = {v: w.isoformat() if isinstance(w, datetime) else w for v, w in written.items()}
    return [texts[value] for value in values]
