"""Between the clock on a person's wall and the instants we keep."""

import re
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MINUTES_PER_DAY = 1440

_NO_PLACES = {"Factory", "localtime"}  # files beside the zones that name no zone
_CLOCK_TEXT = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class UnknownZone(ValueError):
    """No time zone has this name."""


def zone_named(name: str) -> ZoneInfo:
    """Answer the zone with this IANA name, old names included; raises UnknownZone."""
    # Asked first: ZoneInfo reads a file by this name and fails in many ways on odd ones.
    if name not in zone_names():
        raise UnknownZone(f"“{name}” is no time zone we know.")
    return _zone(name)


@cache
def zone_names() -> frozenset[str]:
    """Answer every name that zone_named takes."""
    return frozenset(available_timezones() - _NO_PLACES)


def wall_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """Answer what the wall clock of the zone shows at an aware instant, as a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its offset from UTC.")
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """Answer the first instant (UTC) at which the wall clock of the zone has reached `wall`.

    A time that happens twice is its first appearance; a time that never happens is the
    first instant after the gap.
    """
    instant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    shown = wall_of(instant, zone)
    return instant if shown == wall else _end_of_gap(wall, zone, instant)


def minutes_from_text(text: str) -> int:
    """Answer the minutes after midnight of "HH:MM"; raises ValueError."""
    match = _CLOCK_TEXT.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is no time of day; write it like 09:30.")
    return int(match[1]) * 60 + int(match[2])


def text_from_minutes(minutes: int) -> str:
    """Answer "HH:MM" for minutes after midnight; 1440 is "24:00", later ones wrap."""
    if minutes > MINUTES_PER_DAY:
        minutes -= MINUTES_PER_DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


@cache
def _zone(name: str) -> ZoneInfo:
    # ZoneInfo's own cache keeps only eight zones alive; people live in more.
    return ZoneInfo(name)


def _end_of_gap(wall: datetime, zone: ZoneInfo, beyond: datetime) -> datetime:
    width = wall_of(beyond, zone) - wall  # of the gap, which ends in that stretch before `beyond`
    second = timedelta(seconds=1)
    passed = bisect_left(
        range(width // second),
        True,
        key=lambda count: wall_of(beyond - width + count * second, zone) >= wall,
    )
    return beyond - width + passed * second
