"""When a device that nobody opens any more is given up, and how its person hears of it first."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from webapp.domain.wall_clock import instant_of, wall_of, zone_named

WARNED_AFTER = timedelta(days=240)
GIVEN_UP_AFTER = timedelta(days=270)
TO_ANSWER_IN = GIVEN_UP_AFTER - WARNED_AFTER
ASKED_AT, ASKED_UNTIL = time(10), time(18)  # on the person's wall


class Step(StrEnum):
    """What is to be done about a device."""

    WARN = "warn"
    GIVE_UP = "give_up"


def step_for(heard_at: datetime, warned_at: datetime | None, now: datetime) -> Step | None:
    """Answer what is to be done about a device last heard of then, or None.

    Push services go on taking messages for a device that is long gone, so only its silence tells.
    However late the warning came, there is the same time to answer it.
    """
    if now - heard_at < WARNED_AFTER:
        return None
    if warned_at is None or warned_at < heard_at:
        return Step.WARN
    return Step.GIVE_UP if now - warned_at >= TO_ANSWER_IN else None


def asking_hours(now: datetime, time_zone: str) -> tuple[datetime, datetime]:
    """Answer from when until when a person may be asked next: in daytime, never at night."""
    zone = zone_named(time_zone)
    wall = wall_of(now, zone)
    day = wall.date() if wall.time() < ASKED_UNTIL else wall.date() + timedelta(days=1)
    start = instant_of(datetime.combine(day, ASKED_AT), zone)
    end = instant_of(datetime.combine(day, ASKED_UNTIL), zone)
    return max(start, now), end
