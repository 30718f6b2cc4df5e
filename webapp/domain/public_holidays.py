"""Public holidays by calendar name: a country ("DE") or one of its parts ("DE-BE")."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

import holidays

_CALENDAR = re.compile(r"([A-Z]{2})(?:-(.+))?")
_ENGLISH = "en_US"  # without a language the names would follow the locale of the process


@cache
def calendar_names() -> tuple[str, ...]:
    """Answer every calendar name, sorted: countries, each followed by its parts."""
    countries = holidays.list_supported_countries(include_aliases=False)
    return tuple(
        name
        for country, parts in sorted(countries.items())
        for name in (country, *(f"{country}-{part}" for part in sorted(parts)))
    )


def is_calendar(name: str) -> bool:
    """Answer whether this names a calendar."""
    match = _CALENDAR.fullmatch(name)
    return match is not None and _is_supported(match[1], match[2])


def find_holiday(calendar: str, day: date) -> str | None:
    """Answer the holiday's name in English if the day is one in this calendar."""
    return _year_of(calendar, day.year, _ENGLISH).get(day)


def find_holiday_in(language: str, calendar: str, day: date) -> str | None:
    """Answer the holiday's name in a language, None where that is not known in it."""
    known = holidays.country_holidays(calendar.partition("-")[0]).supported_languages
    names = [each for each in known if each.partition("_")[0] == language]
    return _year_of(calendar, day.year, names[0]).get(day) if names else None


def count_holidays(calendar: str, year: int) -> int:
    """Answer how many holidays are known in this calendar and year."""
    return len(_year_of(calendar, year, _ENGLISH))


@lru_cache(maxsize=512)
def find_part_name(calendar: str) -> str | None:
    """Answer what the people there call the part of a country that a calendar is of, if any."""
    country, _, part = calendar.partition("-")
    aliases = holidays.country_holidays(country).subdivisions_aliases
    names = [name for name, code in aliases.items() if code == part]
    return max(names, key=len, default=None)


@lru_cache(maxsize=512)
def _is_supported(country: str, part: str | None) -> bool:
    # Only this country's module is loaded; the list of all takes a third of a second.
    try:
        calendar = holidays.country_holidays(country)
    except NotImplementedError:
        return False
    return part is None or part in calendar.subdivisions


@lru_cache(maxsize=4096)
def _year_of(calendar: str, year: int, language: str) -> Mapping[date, str]:
    country, _, part = calendar.partition("-")
    # A year at a time and never expanded: the library grows its calendars when asked.
    found = holidays.country_holidays(
        country, subdiv=part or None, years=year, expand=False, language=language
    )
    return MappingProxyType(dict(found))
