"""The words of the weekly summary, and of the last reminder of an open day."""

from webapp.language import gettext, in_language, ngettext
from webapp.push.message import OPEN_TOKEN, Notification
from webapp.storage.extra_wishes import Week

NOTHING = Week(0, 0)


def summary_of(week: Week | None, language: str, public_url: str) -> Notification:
    """What a week came to; a week without practice is told kindly."""
    with in_language(language):
        return Notification(
            title=gettext("Your week"),
            body=_week_words(week or NOTHING),
            navigate=f"{public_url}/progress/week",
            tag="summary",
            token=OPEN_TOKEN,
            kind="summary",
            lang=language,
        )


def saver_body() -> str:
    """What the last reminder of a day says below its title."""
    return gettext("Today is still open. A short one keeps your streak.")


def _week_words(week: Week) -> str:
    if not week.days:
        return gettext("A quiet one. The next session starts anew.")
    days = ngettext("%(num)d day practised", "%(num)d days practised", week.days)
    minutes = max(1, round(week.seconds / 60))
    return gettext("%(days)s, %(n)s min. See how it went.", days=days, n=minutes)
