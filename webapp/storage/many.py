"""Many values in one statement: they travel as one JSON text, so that the statement stays the same.

A thousand parameters have to be written out, read and planned anew each time, which costs more than
the work itself. So does putting a statement together: those of a tick are kept (`kept`), and the
values have a name in them.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Integer,
    Subquery,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    join,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from webapp.storage.db import db

Types = Mapping[str, TypeEngine[Any]]
Statement = TypeVar("Statement")


def kept(build: Callable[[], Statement]) -> Callable[[], Statement]:
    """Put a statement together once for each kind of database."""
    built: dict[str, Statement] = {}

    @wraps(build)
    def get() -> Statement:
        dialect = db.engine.dialect.name
        if dialect not in built:
            built[dialect] = build()
        return built[dialect]

    return get


def among(number: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether a column holds one of these numbers."""
    return _is_among(number, literal(numbers_as_text(numbers)))


def among_named(number: ColumnElement[int], name: str) -> ColumnElement[bool]:
    """Whether a column holds one of the numbers given by this name, as `numbers_as_text`."""
    return _is_among(number, bindparam(name, type_=Text))


def numbers_as_text(numbers: Collection[int]) -> str:
    """These numbers as a statement takes them."""
    return json.dumps(list(numbers))


def as_table(rows: Sequence[Sequence[Any]], types: Types) -> Subquery:
    """These rows as a table to select from; its columns have these names and types, in order."""
    return _table(literal(rows_as_text(rows, types)), types)


def table_named(name: str, types: Types) -> Subquery:
    """The rows given by this name, as `rows_as_text`, as a table to select from."""
    return _table(bindparam(name, type_=Text), types)


def rows_as_text(rows: Sequence[Sequence[Any]], types: Types) -> str:
    """These rows as a statement takes them."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    plain = [_plain(*pair) for pair in zip(columns, types.values(), strict=True)]
    return json.dumps(list(zip(*plain, strict=True)))


def groups_as_text(rows: Iterable[Sequence[Any]], types: Types) -> str:
    """These rows as a statement takes them, where many share all but their first column."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for first, *shared in rows:
        groups.setdefault(tuple(shared), []).append(first)
    _, *shared_types = types.values()
    columns = zip(zip(*groups, strict=True), shared_types, strict=True)
    plain = [*(_plain(*pair) for pair in columns), groups.values()]
    return json.dumps(list(zip(*plain, strict=True)))


def groups_named(name: str, types: Types) -> Subquery:
    """The rows given by this name, as `groups_as_text`, as a table to select from."""
    group = _elements(bindparam(name, type_=Text))
    (first, first_type), *shared = types.items()
    columns = [_at(group, n, type_).label(name) for n, (name, type_) in enumerate(shared)]
    # Each group is read once, and not again for each of its rows.
    read = select(*columns, _inside(group, len(shared)).label(first)).cte("groups")
    read = read.prefix_with("MATERIALIZED")
    one = _elements(read.c[first])
    rows = select(cast(one, first_type).label(first), *(read.c[name] for name, _ in shared))
    return rows.select_from(join(read, one.table, true())).subquery("given")


def _is_among(number: ColumnElement[int], text: ColumnElement[str]) -> ColumnElement[bool]:
    return number.in_(select(cast(_elements(text), Integer)))


def _table(text: ColumnElement[str], types: Types) -> Subquery:
    row = _elements(text)
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


def _elements(text: ColumnElement[str]) -> ColumnElement[Any]:
    """Each element of a JSON array, as a column of its own table."""
    if _is_postgresql():
        found = func.jsonb_array_elements(cast(text, JSONB))
        return found.table_valued(column("value", JSONB)).render_derived().c.value
    return func.json_each(text).table_valued("value").c.value


def _inside(row: ColumnElement[Any], place: int) -> ColumnElement[str]:
    """An array that is an element of a row, as a text of JSON."""
    return cast(row[place], Text) if _is_postgresql() else func.json_extract(row, f"$[{place}]")


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
