"""Instants are kept as what they are: aware, in UTC, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from tests.conftest import at
from webapp.actions.transaction import transaction
from webapp.storage.db import db
from webapp.storage.heartbeats import Heartbeat


def kept(instant: datetime) -> datetime:
    """Store an instant and read it back over another connection's session."""
    with transaction():
        db.session.add(Heartbeat(name="test", at=instant))
    db.session.remove()
    return db.session.scalars(select(Heartbeat.at)).one()


@pytest.mark.parametrize(
    "instant",
    [
        at("2026-11-23 10:00", "Asia/Seoul"),
        at("2026-10-25 02:30", "Europe/Berlin").replace(fold=1),
        at("2026-11-23 10:00:00.123456"),
    ],
)
def test_an_instant_comes_back_as_the_same_instant_in_utc(any_app, instant):
    found = kept(instant)

    # Instants of two zones, one of them in a repeated hour, are never equal in Python.
    assert found == instant.astimezone(UTC)
    assert found.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(any_app):
    with pytest.raises(StatementError, match="has no time zone"):
        kept(datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 - it is what is refused


def test_instants_are_compared_as_instants_inside_the_database(any_app):
    kept(at("2026-11-23 10:00", "Asia/Seoul"))

    earlier = select(Heartbeat.name).where(Heartbeat.at < at("2026-11-23 01:00:01"))
    later = select(Heartbeat.name).where(Heartbeat.at < at("2026-11-23 03:00", "Europe/Moscow"))

    assert db.session.scalars(earlier).all() == ["test"]
    assert db.session.scalars(later).all() == []
