"""Figures over all time: small counters that grow in the transaction of what they count."""

import os
from collections.abc import Mapping

from sqlalchemy import BigInteger, Insert, SmallInteger, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.db import Base, db, insert, table_of
from webapp.storage.many import kept

SHARDS = 16
Name = tuple[str, str]  # what is counted, and which kind of it


class Figure(Base):
    """One counter; its value is the sum over `shard`, so that processes rarely meet in a row."""

    __tablename__ = "figures"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    label: Mapped[str] = mapped_column(String(32), primary_key=True)
    shard: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    value: Mapped[int] = mapped_column(BigInteger)


FIGURES = table_of(Figure)


def add_to_figures(grown: Mapping[Name, int]) -> None:
    """Let counters grow, as the last thing of a transaction: others wait for these rows until then.

    Always in the same order, so that two who wait for each other cannot be.
    """
    shard = os.getpid() % SHARDS
    rows = [
        {"name": name, "label": label, "shard": shard, "value": by}
        for (name, label), by in sorted(grown.items())
        if by
    ]
    if not rows:
        return
    db.session.flush()
    db.session.connection().execute(_add(), rows)  # row by row: always one and the same statement


def all_figures() -> dict[Name, int]:
    """Every counter's value."""
    rows = db.session.execute(
        select(Figure.name, Figure.label, func.sum(Figure.value)).group_by(
            Figure.name, Figure.label
        )
    )
    return {(name, label): int(value) for name, label, value in rows}


@kept
def _add() -> Insert:
    row = insert(FIGURES)
    return row.on_conflict_do_update(
        index_elements=["name", "label", "shard"],
        set_={"value": FIGURES.c.value + row.excluded.value},
    )
