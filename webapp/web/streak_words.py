"""The streak in one sentence."""

from webapp.domain.streaks import Streak
from webapp.language import format_date, format_weekday, gettext, ngettext
from webapp.web.answers_days import FreezesAnswer, StreakAnswer


def streak_answer(streak: Streak) -> StreakAnswer:
    """The streak with its sentence, in short and whole."""
    return StreakAnswer(
        days=streak.days,
        best=streak.best,
        since=streak.since,
        safe_until=streak.safe_until,
        freezes=FreezesAnswer(
            held=streak.freezes_held, spent=streak.freezes_spent, last_spent=streak.last_spent
        ),
        sentence=streak_sentence(streak),
        explained=streak_explained(streak),
    )


def streak_sentence(streak: Streak) -> str:
    """How long the streak is, and until when it is safe."""
    if streak.days == 0:
        return gettext("One session today starts a streak.")
    days = _days(streak.days)
    if not streak.today_done:
        return gettext("%(days)s. A session today makes it longer.", days=days)
    if streak.safe_until is None:
        return gettext("%(days)s. Today is done.", days=days)
    until = format_date(streak.safe_until, "EEEE")
    return gettext(
        "%(days)s. Today is done; safe until the end of %(until)s.", days=days, until=until
    )


def streak_explained(streak: Streak) -> str:
    """The whole streak in one sentence: since when, until when, its freezes and the best one."""
    if streak.days == 0:
        return _nothing_running(streak)
    parts = [_running(streak), *_safe(streak), *_freezes(streak), _best(streak)]
    return gettext("%(parts)s.", parts="; ".join(parts))


def _nothing_running(streak: Streak) -> str:
    if streak.best == 0:
        return gettext("One session today starts a streak.")
    best = ngettext("%(num)d day", "%(num)d days", streak.best)
    return gettext("One session starts a new streak; your best of %(best)s stays.", best=best)


def _running(streak: Streak) -> str:
    since = format_date(streak.since, "d MMMM") if streak.since else ""
    return gettext("%(days)s since %(since)s", days=_days(streak.days), since=since)


def _safe(streak: Streak) -> list[str]:
    if streak.safe_until is None:
        return []
    return [gettext("safe until the end of %(until)s", until=format_weekday(streak.safe_until))]


def _freezes(streak: Streak) -> list[str]:
    held = ngettext("%(num)d freeze held", "%(num)d freezes held", streak.freezes_held)
    spent = ngettext("%(num)d freeze spent", "%(num)d freezes spent", streak.run_spent)
    return [*([spent] if streak.run_spent else []), *([held] if streak.freezes_held else [])]


def _best(streak: Streak) -> str:
    if streak.days >= streak.best:
        return gettext("your best so far")
    return gettext("your best is %(n)s", n=streak.best)


def _days(number: int) -> str:
    return ngettext("%(num)d day in a row", "%(num)d days in a row", number)
