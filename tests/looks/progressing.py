"""People by how they are getting on: one day, a broken streak, a long one, a week with a flare."""

from datetime import datetime, time, timedelta

from tests.looks.life import NOW, Life
from webapp.actions.day_marks import mark_day
from webapp.domain.day_marks import Mark

DAY = timedelta(days=1)
ROUTINES = ("desk_minute", "neck_shoulder_holds", "wind_down_breathing", "express_self_massage")


def story(life: Life, letters: str, routine: str = "") -> None:
    """A letter a day up to yesterday: P practised, D done twice, i ill, - nothing."""
    for count, letter in enumerate(letters):
        day = NOW.date() - (len(letters) - count) * DAY
        at = datetime.combine(day, time(11, 3), NOW.tzinfo)
        before = 6 - count * 3 // max(1, len(letters)) + (count * 7) % 3 - 1
        tension = (before, max(0, before - (count * 5) % 3))
        if letter in "PD":
            life.practise(at, routine or ROUTINES[count * 3 % 4], tension)
        if letter == "D":
            life.practise(at + timedelta(hours=4), routine or "full_self_massage")
        if letter == "i":
            mark_day(life.person, day, Mark.ILL, at)


def one_day(life: Life) -> None:
    """Has practised once, today."""
    life.check()
    life.plan()
    life.practise(NOW - timedelta(minutes=30), tension=(5, 3))


def broken(life: Life) -> None:
    """Had a good run and then missed days."""
    life.check()
    life.plan()
    story(life, "PPPPPPPPP-PPP-----")


def long_run(life: Life) -> None:
    """Half a year, nearly every day; today is done."""
    life.check()
    story(life, ("PPPPDP-" * 26) + "PPP")
    life.practise(NOW - timedelta(minutes=30), tension=(3, 2))


def flare(life: Life) -> None:
    """Three good weeks, then a week with a flare: two days ill, then calm breathing only."""
    life.check("breathing_only")
    story(life, "PPPPP--PPPPP--PPPPPPii---")
    story(life, "PPP", "flare_safe_breathing")


PROGRESSING = (one_day, broken, long_run, flare)
