"""A zone's clock changes read straight from its file (RFC 9636), sharing no code with zoneinfo."""

import re
import struct
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

_HEADER = struct.Struct(">4sc15x6I")
_RULE = re.compile(
    r"(?:<[^>]+>|[A-Za-z]+)(?P<standard>[-+\d:]+)"
    r"(?:(?:<[^>]+>|[A-Za-z]+)(?P<summer>[-+\d:]+)?,(?P<begins>[^,]+),(?P<ends>[^,]+))?"
)


@dataclass(frozen=True)
class Change:
    """From this second since 1970 on, the wall is so many seconds ahead of UTC."""

    at: int
    offset: int


@cache
def changes_of(zone: str, last_year: int = 2040) -> tuple[Change, ...]:
    """Answer every change of a zone's offset, ascending; the first one is the beginning of time."""
    recorded, rule = _read(_bytes_of(zone))
    since = recorded[-1].at if len(recorded) > 1 else -(1 << 62)
    following = [change for change in _by_rule(rule, since, last_year) if change.at > since]
    found = [recorded[0]]
    for change in [*recorded[1:], *following]:
        if change.offset != found[-1].offset:
            found.append(change)
    return tuple(found)


def edges(zone: str, first_year: int, last_year: int) -> Iterator[tuple[datetime, int, int]]:
    """Yield the instants of these years at which the wall jumps, with the offsets around each."""
    changes = changes_of(zone)
    for before, after in pairwise(changes):
        at = datetime.fromtimestamp(max(after.at, 0), UTC)
        if first_year <= at.year <= last_year:
            yield at, before.offset, after.offset


def _bytes_of(zone: str) -> bytes:
    for folder in zoneinfo.TZPATH:
        if (file := Path(folder) / zone).is_file():
            return file.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()


def _read(file: bytes) -> tuple[list[Change], str]:
    magic, version, *counts = _HEADER.unpack_from(file)
    assert magic == b"TZif"
    assert version >= b"2", "a file of before 2005"
    second = _HEADER.size + _size(counts, 4)
    _, _, *counts = _HEADER.unpack_from(file, second)
    body = second + _HEADER.size
    times_count, types_count = counts[3], counts[4]
    times = struct.unpack_from(f">{times_count}q", file, body)
    indexes = struct.unpack_from(f">{times_count}B", file, body + 8 * times_count)
    kinds = body + 9 * times_count
    offsets = [struct.unpack_from(">i", file, kinds + 6 * n)[0] for n in range(types_count)]
    first = Change(-(1 << 62), offsets[0])
    found = [Change(at, offsets[n]) for at, n in zip(times, indexes, strict=True)]
    return [first, *found], file[body + _size(counts, 8) :].strip(b"\n").decode()


def _size(counts: list[int], width: int) -> int:
    is_ut, is_standard, leaps, times, types, characters = counts
    return times * (width + 1) + types * 6 + characters + leaps * (width + 4) + is_standard + is_ut


def _by_rule(text: str, since: int, last_year: int) -> Iterator[Change]:
    """Yield the changes that the rule at a file's end stands for."""
    rule = _RULE.fullmatch(text)
    assert rule, text
    standard = -_seconds(rule["standard"])
    if rule["begins"] is None:
        yield Change(since + 1, standard)
        return
    summer = -_seconds(rule["summer"]) if rule["summer"] else standard + 3600
    first_year = max(1990, datetime.fromtimestamp(max(since, 0), UTC).year)
    changes = []
    for year in range(first_year, last_year + 1):
        changes.append(Change(_wall(rule["begins"], year) - standard, summer))
        changes.append(Change(_wall(rule["ends"], year) - summer, standard))
    yield from sorted(changes, key=lambda change: change.at)


def _wall(rule: str, year: int) -> int:
    """Seconds since 1970 on the wall at which a rule such as M3.5.0/2 strikes."""
    day, _, time = rule.partition("/")
    return _days(_date(day, year)) * 86_400 + (_seconds(time) if time else 7200)


def _date(rule: str, year: int) -> date:
    if rule.startswith("J"):  # 1-365, the 29th of February is never counted
        number = int(rule[1:])
        return date(2001, 1, 1).replace(year=year) + timedelta(
            days=number - 1 + (number >= 60 and _is_leap(year))
        )
    if not rule.startswith("M"):
        return date(year, 1, 1) + timedelta(days=int(rule))
    month, week, weekday = map(int, rule[1:].split("."))
    first = date(year, month, 1)
    first += timedelta(days=(weekday - first.isoweekday()) % 7)
    found = first + timedelta(weeks=week - 1)
    return found if found.month == month else found - timedelta(weeks=1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _seconds(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = ([int(part) for part in text.lstrip("+-").split(":")] + [0, 0])[:3]
    return sign * (hours * 3600 + minutes * 60 + seconds)
