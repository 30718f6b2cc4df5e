"""People of the pictures who are ready for more, or should be looked at."""

from datetime import timedelta
from uuid import uuid4

from tests.domain.session_examples import a_session
from tests.looks.life import NOW, Life
from webapp.actions.sessions import record
from webapp.actions.transaction import transaction
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.progression import Standing, Why
from webapp.domain.sessions import Rating
from webapp.storage.levels import keep_standings

DAYS_AGO = (13, 11, 9, 7, 4, 2, 1)


def ready(life: Life) -> None:
    """Two good weeks of holds: one level more is offered."""
    life.check()
    _holds(life, *DAYS_AGO, rating=Rating.BETTER)


def puzzled(life: Life) -> None:
    """Three sessions that changed nothing."""
    life.check()
    _holds(life, 3, 2, 1, rating=Rating.SAME, tension_before=5)


def practised(life: Life) -> None:
    """Has reached the highest level of every kind, and everything is open."""
    life.check()
    for ago in (4, 3, 2):
        life.practise(NOW - timedelta(days=ago, minutes=20), "br_cyclic_sigh")
    yesterday = NOW.date() - timedelta(days=1)
    highest = (Standing(kind, 3, 3, Why.TIME, practised_on=yesterday) for kind in KINDS)
    with transaction():
        keep_standings(life.person.id, highest)


def _holds(life: Life, *days_ago: int, **more: object) -> None:
    for ago in days_ago:
        began = NOW - timedelta(days=ago, minutes=20)
        session = a_session(
            id=uuid4(),
            routine="neck_shoulder_holds",
            started_at=began,
            finished_at=began + timedelta(seconds=100),
            **more,
        )
        record(life.person, session, began + timedelta(minutes=4))


LEVELS = (ready, puzzled, practised)
