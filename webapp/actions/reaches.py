"""How far many people have got: one query for the levels of all of them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from webapp.actions.unlocks import locked_among
from webapp.domain.days import local_day
from webapp.domain.progression import Standing, standings_of
from webapp.domain.reach import Reach, reach_of
from webapp.storage.levels import Kept, standings_among


def reaches_of(wanted: Collection[tuple[int, str]], now: datetime) -> Mapping[int, Reach]:
    """How far each of these people has got who want a routine; who began just now is missing."""
    if not wanted:
        return {}
    kept = standings_among({person_id for person_id, _ in wanted})
    locked = locked_among(wanted)
    return {
        person_id: reach_of(_standings(kept.get(person_id), now), locked.get(person_id, ()))
        for person_id in {*kept, *locked}
    }


def reach_with(person_id: int, routine: str, now: datetime) -> Reach:
    """How far one person has got with a routine they want."""
    return reaches_of([(person_id, routine)], now).get(person_id, Reach())


def _standings(kept: Kept | None, now: datetime) -> dict[str, Standing]:
    if kept is None:
        return {}
    return standings_of(kept.standings, local_day(now, kept.time_zone, kept.day_start_minutes))
