"""People of the pictures to whom fewer reminders come or none, and one who looks back."""

from datetime import date, timedelta

from tests.actions.past_reminders import SECOND, Past
from tests.conftest import at
from tests.looks.life import HOURS, NOW, Life
from webapp.actions.silence import done_for_today
from webapp.actions.transaction import transaction
from webapp.domain.reminders import ReceiptKind
from webapp.storage.plans import find_plan


def quiet(life: Life) -> None:
    """Mina, who wants to hear nothing more today."""
    _daily(life)
    done_for_today(life.person, NOW - timedelta(minutes=20))


def fewer(life: Life) -> None:
    """Somebody who answered none of the last six reminders."""
    _unheeded(life, 6)


def one_a_day(life: Life) -> None:
    """Somebody who answered none of the last twelve."""
    _unheeded(life, 12)


def never(life: Life) -> None:
    """A plan that cannot ring: its pause is longer than its hours."""
    life.check()
    life.phone()
    life.plan(times=(), every_minutes=240, weekdays=((HOURS[0],),) * 5 + ((), ()))


def paused(life: Life) -> None:
    """Away for some days, with a limit for the others."""
    life.check()
    life.phone()
    life.plan(times=(), every_minutes=60, max_per_day=2, paused_until=date(2026, 11, 30))


def told(life: Life) -> None:
    """A week of reminders, and what became of each."""
    life.check()
    life.plan()
    past = Past(life.person, life.phone())
    for day in (20, 23, 24, 25):
        first = past.sent(at(f"2026-11-{day} 11:00", "Europe/Berlin"))
        past.said(first, ReceiptKind.SHOWN, 2 * SECOND)
        past.said(first, ReceiptKind.OPENED, 90 * SECOND)
        past.reminder(at(f"2026-11-{day} 15:30", "Europe/Berlin"), "quiet")


def _unheeded(life: Life, number: int) -> None:
    _daily(life)
    with transaction():
        plan = find_plan(life.person.id)
        assert plan is not None
        plan.unheeded, plan.rung_at = number, NOW - timedelta(hours=19)


def _daily(life: Life) -> None:
    life.check()
    life.plan()
    life.phone()
    life.weeks()


HUSHED = (quiet, fewer, one_a_day, never, paused, told)
