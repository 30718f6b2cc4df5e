"""What a session changes besides its day: levels go down, hands-on routines may pause."""

from dataclasses import replace
from datetime import timedelta

from webapp.actions.levels import felt, felt_since
from webapp.domain.offers import Felt
from webapp.domain.progression import Standing, after_session, after_worse
from webapp.domain.referral import HANDS_ON, find_referral
from webapp.storage.levels import keep_standings, stored_standings
from webapp.storage.people import Person
from webapp.storage.safety import find_check, pause_hands_on
from webapp.storage.sessions import StoredSession

LOOKED_BACK = timedelta(days=35)


def note_session(person: Person, before: Felt | None, stored: StoredSession) -> None:
    """Note what a session, reported first or added to, means for levels and the hands-on rule."""
    after = felt(stored)
    known = before or replace(after, counts=False, rating=None, next_morning=None)
    kept = [each for each in stored_standings(person.id) if each.kind in after.kinds]
    changed = [_moved(standing, known, after) for standing in kept]
    if changed != kept:
        keep_standings(person.id, changed)
    if after.kinds & HANDS_ON and after != known:
        _hold_to_the_rule(person, stored)


def _moved(standing: Standing, before: Felt, after: Felt) -> Standing:
    if after.counts and not before.counts:
        standing = after_session(standing, after.day)
    if after.is_worse and not before.is_worse:
        standing = after_worse(standing, after.day)
    return standing


def _hold_to_the_rule(person: Person, stored: StoredSession) -> None:
    check = find_check(person.id)
    if check is None or check.hands_on_paused:
        return
    why = find_referral(felt_since(person, stored.day - LOOKED_BACK, check.hands_on_since))
    if why is not None:
        pause_hands_on(person.id, why)
