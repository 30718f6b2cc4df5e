"""Why a day counts as it does, and what happened to it, in words."""

from datetime import date

from webapp.domain.days import Day, DayKind
from webapp.domain.news import News, NewsKind
from webapp.domain.plans import Plan, version_on
from webapp.language import format_weekday, gettext
from webapp.web.forecast_words import name_of_holiday, place_of


def why_words(day: Day, plan: Plan | None, today: date) -> str:
    """Why a day counts as it does, as one sentence."""
    if day.why == "holiday" and plan is not None:
        return _holiday_words(day.date, plan)
    if day.date > today and day.kind in (DayKind.OPEN, DayKind.REST):
        return _coming_words(day)
    return _words()[day.why]


def kind_words(day: Day, today: date) -> str:
    """What a day is, in a word or two."""
    if day.why == "before":
        return gettext("before you began")
    if day.date > today and day.kind is DayKind.OPEN:
        return gettext("still to come")
    return {
        DayKind.PRACTISED: gettext("practised"),
        DayKind.PROTECTED: gettext("kept"),
        DayKind.REST: gettext("rest day"),
        DayKind.MISSED: gettext("nothing done"),
        DayKind.OPEN: gettext("still open"),
    }[day.kind]


def news_words(news: News) -> str:
    """A piece of news as one or two sentences."""
    day = format_weekday(news.day)
    return {
        NewsKind.HEALED: gettext(
            "A session of %(day)s arrived late from one of your devices. The day counts, and your"
            " streak is worked out with it.",
            day=day,
        ),
        NewsKind.FREEZE: gettext(
            "Nothing was done on %(day)s, so a freeze kept your streak.", day=day
        ),
        NewsKind.OUTAGE: gettext(
            "Unhunch was down on %(day)s and could not remind you, so that day is kept.", day=day
        ),
    }[news.kind]


def _words() -> dict[str, str]:
    return {
        "practised": gettext("Practised: at least half of a session was played."),
        "ill": gettext("Kept: you were ill."),
        "travelling": gettext("Kept: you were travelling."),
        "away": gettext("Kept: you were away."),
        "outage": gettext("Kept: Unhunch was down when at least half of its reminders were due."),
        "freeze": gettext("Freeze used: nothing was done, and a freeze kept the streak."),
        "day off": gettext("Kept: a day off in your plan."),
        "holiday": gettext("Kept: public holiday."),
        "missed": gettext("Missed: nothing was done. The next session starts anew."),
        "open": gettext("Still open: a session today ticks it."),
        "before": gettext("Before your first session."),
    }


def _coming_words(day: Day) -> str:
    if day.kind is DayKind.OPEN:
        return gettext("Still to come.")
    return gettext("Still to come: a day off in your plan.")


def _holiday_words(day: date, plan: Plan) -> str:
    version = version_on(plan, day)
    if version is None or version.holidays is None:
        return _words()["holiday"]
    name, place = name_of_holiday(version.holidays, day), place_of(version.holidays)
    if name is None:
        return gettext("Kept: public holiday in %(place)s.", place=place)
    return gettext("Kept: public holiday in %(place)s (%(name)s).", place=place, name=name)
