"""Rows from a file on their way into the tables of a person."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from webapp.storage.db import db, table_of
from webapp.storage.portable import PORTABLE, Kind, check_row, rows_of
from webapp.storage.row_checks import check_values, required_columns
from webapp.storage.rows_as_json import values_from

Values = dict[str, Any]
BY_NUMBER = ("plans", "occurrences")  # their ids are ours to give
AT_ONCE = 500


class RowProblem(ValueError):
    """A row that cannot be brought in: which, and what is wrong with it."""


class Arrival:
    """One file being brought in: which row here stands for which in it, and what was added."""

    def __init__(self, person_id: int) -> None:
        """Begin for a person who holds the lock on their rows."""
        self.person_id = person_id
        self.added: dict[str, int] = {}
        self._standing: dict[str, dict[Any, Any]] = {kind.name: {} for kind in PORTABLE}
        self._renamed: dict[str, str] = {}

    def take(self, kind: Kind, rows: Sequence[Values]) -> None:
        """Add the rows of a kind that are not there yet; RowProblem."""
        known = {self._key(kind, vars(row)): row for row in rows_of(kind, self.person_id)}
        read = [self._read(kind, number, row) for number, row in enumerate(rows, start=1)]
        self._avoid_others(kind, read)
        fresh = []
        for number, (row, values) in enumerate(zip(rows, read, strict=True), start=1):
            key = self._key(kind, values)
            if key not in known:
                known[key] = _made(kind, number, values)
                fresh.append(known[key])
            if "id" in row:
                self._standing[kind.name][row["id"]] = known[key]
        db.session.add_all(fresh)
        db.session.flush()
        self.added[kind.name] = len(fresh)
        if kind.name == "occurrences":
            self._join_snoozes(rows)

    def _key(self, kind: Kind, values: Values) -> tuple[Any, ...]:
        return tuple(values.get(name) for name in kind.key if name != "person_id")

    def _read(self, kind: Kind, number: int, row: Values) -> Values:
        """The values of a row as they are to stand here, without an id of ours to give."""
        table = table_of(kind.model)
        try:
            values = values_from(table, self._rename(row) if self._renamed else row)
            values = {name: v for name, v in values.items() if name not in kind.without}
            for column, name in kind.refs.items():
                values[column] = self._here(name, row.get(column))
            if kind.name in BY_NUMBER:
                values.pop("id", None)
            values.update(kind.anew)
            if kind.has_owner:
                values["person_id"] = self.person_id
            missing = required_columns(table) - values.keys() - {"id"}
            if missing:
                raise ValueError(f"{min(missing)} is missing")
            check_values(table, values)
        except (TypeError, ValueError, OverflowError, KeyError, AttributeError) as error:
            raise RowProblem(f"{kind.name}, row {number}: {error}") from None
        return values

    def _here(self, name: str, old: Any) -> Any:
        row = self._standing[name].get(old) if isinstance(old, int | str) else None
        return row.id if row is not None else None

    def _avoid_others(self, kind: Kind, read: Iterable[Values]) -> None:
        """Rename what has an id that is somebody else's on this server, always in the same way."""
        name = kind.key[0]
        if kind.key not in (("id",), ("key",)):
            return
        mine = {getattr(row, name) for row in rows_of(kind, self.person_id)}
        read = list(read)
        others = _taken(kind, [values[name] for values in read]) - mine
        for values in read:
            if values[name] in others:
                renamed = _other_name(values[name], self.person_id)
                self._renamed[str(values[name])] = str(renamed)
                values[name] = renamed

    def _rename(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._rename(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._rename(each) for each in value]
        return self._renamed.get(value, value) if isinstance(value, str) else value

    def _join_snoozes(self, rows: Sequence[Values]) -> None:
        standing = self._standing["occurrences"]
        for row in rows:
            of = standing.get(row.get("of_id"))
            if of is not None:
                standing[row["id"]].of_id = of.id


def _made(kind: Kind, number: int, values: Values) -> Any:
    row = kind.model(**values)
    try:
        check_row(row)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise RowProblem(f"{kind.name}, row {number}: {error}") from None
    return row


def _taken(kind: Kind, ids: Sequence[Any]) -> set[Any]:
    column = table_of(kind.model).columns[kind.key[0]]
    found: set[Any] = set()
    for at in range(0, len(ids), AT_ONCE):
        found.update(db.session.scalars(select(column).where(column.in_(ids[at : at + AT_ONCE]))))
    return found


def _other_name(name: UUID | str, person_id: int) -> UUID | str:
    if isinstance(name, UUID):
        return uuid5(name, f"unhunch person {person_id}")
    made = sha256(f"{person_id} {name}".encode()).hexdigest()
    return f"own_{made[:16]}" if name.startswith("own_") else made[:64]
