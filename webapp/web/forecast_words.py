"""Why a reminder does not come, in words."""

from webapp.domain.forecast import Forecast
from webapp.domain.public_holidays import find_part_name
from webapp.domain.reminders import Unsent
from webapp.language import format_date, gettext, ngettext, territories


def words_for(found: Forecast) -> str:
    """Why a coming reminder will not be sent."""
    version = found.turn.version
    if found.reason is Unsent.HOLIDAY:
        return _holiday(found.turn.holiday or "", version.holidays or "")
    if found.reason is Unsent.PAUSED and version.paused_until is not None:
        return gettext("paused until %(day)s", day=format_date(version.paused_until, "d MMM"))
    if found.reason is Unsent.MAX_PER_DAY and version.max_per_day is not None:
        return _enough(version.max_per_day)
    return _plain()[found.reason or Unsent.NO_PLAN]


def place_of(calendar: str) -> str:
    """What the country or the region of a holiday calendar is called."""
    country = calendar.partition("-")[0]
    return find_part_name(calendar) or territories().get(country, country)


def _holiday(name: str, calendar: str) -> str:
    return gettext("holiday in %(place)s: %(name)s", place=place_of(calendar), name=name)


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
