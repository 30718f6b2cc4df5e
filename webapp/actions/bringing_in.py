"""Rows from a file on their way into the tables of a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from webapp.actions.bringing_own import OwnArrivals
from webapp.domain.sessions import SessionProblem
from webapp.storage.db import db, table_of
from webapp.storage.portable import PORTABLE, Kind, rows_of
from webapp.storage.portable_rows import check_row
from webapp.storage.row_checks import check_values, required_columns
from webapp.storage.rows_as_json import values_from

Values = dict[str, Any]
BY_NUMBER = ("plans", "occurrences")  # their ids are ours to give
AT_ONCE = 500
UNREADABLE = (TypeError, ValueError, OverflowError, KeyError, AttributeError, ArithmeticError)


class RowProblem(ValueError):
    """A row that cannot be brought in: which, and what is wrong with it."""


class Arrival:
    """One file being brought in: which row here stands for which in it, and what was added."""

    def __init__(self, person_id: int, now: datetime) -> None:
        """Begin for a person who holds the lock on their rows."""
        self.person_id = person_id
        self._now = now
        self._own = OwnArrivals(person_id)
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
                known[key] = self._made(kind, number, values)
                fresh.append(known[key])
            if isinstance(row.get("id"), int | str):
                self._standing[kind.name][row["id"]] = known[key]
        db.session.add_all(fresh)
        db.session.flush()
        self.added[kind.name] = len(fresh)
        self._check_room(kind, len(rows))
        if kind.name == "occurrences":
            self._join_snoozes(rows)

    def _key(self, kind: Kind, values: Values) -> tuple[Any, ...]:
        return tuple(values.get(name) for name in kind.key if name != "person_id")

    def _read(self, kind: Kind, number: int, row: Values) -> Values:
        """The values of a row as they are to stand here, without an id of ours to give."""
        try:
            values = self._values(kind, self._rename(row) if self._renamed else row)
            for column, name in kind.refs.items():
                values[column] = self._here(name, row.get(column))
            _check_whole(kind, values)
        except UNREADABLE as error:
            raise RowProblem(f"{kind.name}, row {number}: {error}") from None
        return values

    def _values(self, kind: Kind, row: Values) -> Values:
        values = values_from(table_of(kind.model), row)
        values = {name: value for name, value in values.items() if name not in kind.without}
        if kind.name in BY_NUMBER:
            values.pop("id", None)
        values.update(kind.anew)
        if kind.has_owner:
            values["person_id"] = self.person_id
        if kind.name == "removed_sessions":
            values["body"] = self._settled(values.get("body"))
        return values

    def _settled(self, body: Any) -> Values:
        """A deleted session comes back here: whose it is, and of which reminder, is said anew."""
        if not isinstance(body, dict):
            raise TypeError("body does not fit")
        here = {"occurrence_id": self._here("occurrences", body.get("occurrence_id"))}
        return body | here | {"person_id": self.person_id} if body else {}

    def _made(self, kind: Kind, number: int, values: Values) -> Any:
        row = kind.model(**values)
        try:
            check_row(row, self._now)
            self._own.take(row)
        except (SessionProblem, *UNREADABLE) as error:
            raise RowProblem(f"{kind.name}, row {number}: {error}") from None
        return row

    def _check_room(self, kind: Kind, rows: int) -> None:
        try:
            self._own.check_room(kind.name, rows)
        except ValueError as error:
            raise RowProblem(f"{kind.name}: {error}") from None

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
                if values.get("body"):
                    values["body"] = values["body"] | {"id": str(renamed)}

    def _rename(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._rename(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._rename(each) for each in value]
        return self._renamed.get(value, value) if isinstance(value, str) else value

    def _join_snoozes(self, rows: Sequence[Values]) -> None:
        standing = self._standing["occurrences"]
        for number, row in enumerate(rows, start=1):
            of = self._here("occurrences", row.get("of_id"))
            snoozed = standing.get(row["id"]) if isinstance(row.get("id"), int | str) else None
            if of is None or snoozed is None:
                continue
            if of == snoozed.id:
                raise RowProblem(f"occurrences, row {number}: it cannot come of itself")
            snoozed.of_id = of


def _check_whole(kind: Kind, values: Values) -> None:
    table = table_of(kind.model)
    ours_to_give = set() if "id" in kind.key else {"id"}
    missing = required_columns(table) - values.keys() - ours_to_give
    if not kind.has_owner:  # whose it is, is said by what it belongs to
        missing |= {name for name in kind.refs if values[name] is None}
    if missing:
        raise ValueError(f"{min(missing)} is missing")
    check_values(table, values)


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
