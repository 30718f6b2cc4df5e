"""The streak in one sentence."""

from webapp.domain.streaks import Streak
from webapp.language import format_date, gettext, ngettext
from webapp.web.answers import StreakAnswer


def streak_answer(streak: Streak) -> StreakAnswer:
    """The streak with its sentence."""
    return StreakAnswer(days=streak.days, best=streak.best, sentence=streak_sentence(streak))


def streak_sentence(streak: Streak) -> str:
    """How long the streak is, and until when it is safe."""
    if streak.days == 0:
        return gettext("One session today starts a streak.")
    days = ngettext("%(num)d day in a row", "%(num)d days in a row", streak.days)
    if not streak.today_done:
        return gettext("%(days)s. A session today makes it longer.", days=days)
    if streak.safe_until is None:
        return gettext("%(days)s. Today is done.", days=days)
    until = format_date(streak.safe_until, "EEEE")
    return gettext(
        "%(days)s. Today is done; safe until the end of %(until)s.", days=days, until=until
    )
