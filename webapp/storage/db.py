"""The database session, the base of every table, and the column types they share; a leaf."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, MetaData, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

DISTINCT_INSTANTS = 4096  # those who are due together share many


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: refuses naive values, is stored as UTC and comes back aware.

    SQLite drops the offset of a plain DateTime, so that 10:00 in Seoul would come back as 10:00.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC; a naive one raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; instants are aware")
        return value.astimezone(UTC)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """Read what SQLite keeps, a text, in one step: a burst reads tens of thousands of them."""
        if dialect.name == "sqlite":
            return _from_text
        return super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@lru_cache(maxsize=DISTINCT_INSTANTS)
def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


class Base(DeclarativeBase):
    """What every table shares: named constraints (batch migrations need the names) and types."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_N_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime, list[Any]: JSON, dict[str, Any]: JSON},
    )


# A row stays readable after its commit: actions hand rows to views, which only read.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def table_of(model: type[Base]) -> Table:
    """The table behind a model: its rows come as they are, without an object for each."""
    return model.metadata.tables[model.__tablename__]


def insert(table: type[Base] | Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that may say what to do when the row is there already, on either database."""
    if db.engine.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def let_go() -> None:
    """End the session and give its connection back; a connection that broke is thrown away."""
    try:
        db.session.remove()
    except DBAPIError:  # it could not be told to roll back
        db.session.registry.clear()
