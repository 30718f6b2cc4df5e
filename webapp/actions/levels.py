"""Moving between levels: a step up is taken by consent, a step down comes with what was felt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from webapp.actions.known import works_in
from webapp.actions.own_catalogue import catalogue_for
from webapp.actions.transaction import transaction
from webapp.domain.catalogue.exercise import KINDS
from webapp.domain.days import local_day
from webapp.domain.offers import Felt, Practice, Review, review
from webapp.domain.progression import (
    Standing,
    Why,
    lowered_by_wish,
    raised,
    standings_of,
    to_first,
)
from webapp.domain.referral import HANDS_ON
from webapp.domain.sessions import SessionState
from webapp.storage.levels import keep_standings, stored_standings
from webapp.storage.people import Person, hold_person
from webapp.storage.safety import known_safety, resume_hands_on
from webapp.storage.sessions import StoredSession, sessions_of

REMEMBERED = timedelta(days=35)


class NotOffered(Exception):
    """A step up was asked for whose conditions do not all hold; `review` says which."""

    def __init__(self, review: Review) -> None:
        super().__init__(review.standing.kind)
        self.review = review


def levels_of(person: Person, now: datetime) -> dict[str, Standing]:
    """Where a person stands with every kind of exercise today."""
    return standings_of(stored_standings(person.id), _today(person, now))


def reviews_of(person: Person, now: datetime) -> Mapping[str, Review]:
    """The next step of every kind, and what it still lacks."""
    today = _today(person, now)
    sessions = felt_since(person, today - REMEMBERED)
    practice = Practice(sessions, known_safety(person.id, now).effects, today)
    standings = levels_of(person, now)
    return {kind: review(standings, kind, practice) for kind in KINDS}


def take_step(person: Person, kind: str, now: datetime) -> Standing:
    """Take the next step up of a kind; NotOffered while a condition does not hold."""
    with transaction():
        hold_person(person.id)
        found = reviews_of(person, now)[kind]
        if not found.is_open:
            raise NotOffered(found)
        today = _today(person, now)
        days = [s.day for s in felt_since(person, today - REMEMBERED) if kind in s.kinds]
        stepped = replace(raised(found.standing, today), practised_on=max(days, default=today))
        keep_standings(person.id, [stepped])
    return stepped


def go_lower(person: Person, kind: str, level: int, now: datetime) -> Standing:
    """Go to a lower level by own wish, which needs no reason."""
    return _kept(person, lowered_by_wish(levels_of(person, now)[kind], level, _today(person, now)))


def put_off(person: Person, kind: str, now: datetime) -> Standing:
    """Not now: the step is offered again in a week."""
    return _kept(person, replace(levels_of(person, now)[kind], put_off_on=_today(person, now)))


def start_again(person: Person, now: datetime) -> None:
    """Go back to level 1 in everything, as after a flare."""
    with transaction():
        hold_person(person.id)
        _to_first(person, KINDS, Why.FLARE, now)


def resume_after_advice(person: Person, now: datetime) -> None:
    """Open hands-on routines again, from level 1: somebody qualified was asked."""
    with transaction():
        hold_person(person.id)
        resume_hands_on(person.id, now)
        _to_first(person, HANDS_ON, Why.ADVICE, now)


def felt_since(person: Person, first: date, after: datetime | None = None) -> list[Felt]:
    """How a person's sessions from a day, and from an instant on were felt, oldest first."""
    found = (s for s in sessions_of(person.id, first, date.max) if s.state != SessionState.STARTED)
    return [felt(each) for each in found if after is None or each.started_at > after]


def felt(stored: StoredSession) -> Felt:
    """How one session was felt; a stop for safety is no practice."""
    session = stored.as_session()
    catalogue = catalogue_for(stored.person_id, session.routine, removed=True)
    work = works_in(catalogue, session.routine, session.level, frozenset())[:1]
    return Felt(
        day=stored.day,
        kinds=work[0].kinds if work else frozenset(),
        counts=stored.practised and session.state is not SessionState.STOPPED_FOR_SAFETY,
        rating=session.rating,
        next_morning=session.next_morning,
        discomfort=session.discomfort,
        tension_before=session.tension_before,
    )


def _to_first(person: Person, kinds: Iterable[str], why: Why, now: datetime) -> None:
    standings, today = levels_of(person, now), _today(person, now)
    keep_standings(person.id, [to_first(standings[kind], today, why) for kind in sorted(kinds)])


def _kept(person: Person, standing: Standing) -> Standing:
    with transaction():
        hold_person(person.id)
        keep_standings(person.id, [standing])
    return standing


def _today(person: Person, now: datetime) -> date:
    return local_day(now, person.time_zone, person.day_start_minutes)
