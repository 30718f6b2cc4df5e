"""Why a reminder does not come, in words."""

from datetime import date

from webapp.domain.forecast import Forecast
from webapp.domain.public_holidays import find_holiday, find_holiday_in, find_part_name
from webapp.domain.reminders import Unsent
from webapp.language import (
    ORIGINAL,
    format_date,
    gettext,
    language,
    ngettext,
    territories,
)
from webapp.web.cap_words import cap_reached


def words_for(found: Forecast) -> str:
    """Why a coming reminder will not be sent."""
    version = found.turn.version
    if found.reason is Unsent.HOLIDAY:
        return _holiday(version.holidays or "", found.turn.day)
    if found.reason is Unsent.PAUSED and version.paused_until is not None:
        return gettext("paused until %(day)s", day=format_date(version.paused_until, "d MMM"))
    if found.reason is Unsent.MAX_PER_DAY and version.max_per_day is not None:
        return _enough(version.max_per_day)
    if found.reached is not None:
        return cap_reached(found.reached)
    return _plain()[found.reason or Unsent.NO_PLAN]


def place_of(calendar: str) -> str:
    """What the country or the region of a holiday calendar is called."""
    country = calendar.partition("-")[0]
    return find_part_name(calendar) or territories().get(country, country)


def name_of_holiday(calendar: str, day: date) -> str | None:
    """What a public holiday is called in the reader's language, None where we do not know."""
    if language() == ORIGINAL:
        return find_holiday(calendar, day)
    return find_holiday_in(language(), calendar, day)


def _holiday(calendar: str, day: date) -> str:
    place, name = place_of(calendar), name_of_holiday(calendar, day)
    if name is None:
        return gettext("public holiday in %(place)s", place=place)
    return gettext("holiday in %(place)s: %(name)s", place=place, name=name)


def _enough(most: int) -> str:
    return ngettext(
        "your limit of %(num)d a day is reached", "your limit of %(num)d a day is reached", most
    )


def _plain() -> dict[Unsent, str]:
    return {
        Unsent.STOPPED_FOR_SAFETY: gettext("your safety check says stop"),
        Unsent.DONE: gettext("quiet for today"),
        Unsent.QUIET: gettext("quiet after your session"),
        Unsent.BACK_OFF: gettext("left out, as the last ones went unanswered"),
        Unsent.CAP: gettext("more of it would be too much for now"),
        Unsent.NO_PLAN: gettext("not planned"),
    }
