"""Months that were summed up are kept: a change of the rules has to say so, or they stay wrong."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random

from tests.domain.plan_examples import OFFICE, a_version
from webapp.domain.amnesty import Gap, Hours, lost_days
from webapp.domain.day_marks import Mark
from webapp.domain.days import LivedDays
from webapp.domain.month_summaries import RULES, MonthSummary, summarise
from webapp.domain.plans import Plan
from webapp.domain.totals import Effort, totals_of
from webapp.storage.sums import ever_as, tally_as, totals_as

DAY = timedelta(days=1)
FIRST, TODAY = date(2024, 1, 3), date(2025, 6, 1)
# What twenty lives came to under each RULES. Where this test fails, the days of a month that is
# over come out otherwise: raise RULES, so that every summary is made anew, and add a line.
CAME_TO = {
    "1": "60d6545e3b021bc1",
}


def a_life(number: int) -> tuple[LivedDays, list[Effort]]:
    """Seventeen months, the same whenever and wherever they are drawn."""
    draw = Random(number).random  # of all that it draws, this alone is the same in every Python
    days = [FIRST + count * DAY for count in range((TODAY - FIRST).days)]
    practised = frozenset(day for day in days if draw() < 0.6 + 0.02 * number)
    off = {weekday for weekday in range(7) if draw() < 0.2}
    week = tuple(() if weekday in off else OFFICE for weekday in range(7))
    later = a_version(valid_from=FIRST + 200 * DAY, weekdays=week[::-1], holidays="DE-BE")
    plan = Plan(True, (a_version(weekdays=week), later)) if number % 4 else None
    marks = {day: list(Mark)[int(3 * draw())] for day in days if draw() < 0.03}
    noons = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in days]
    gaps = [Gap(noon, noon + timedelta(hours=60 * draw())) for noon in noons if draw() < 0.02]
    lost = lost_days(Hours(plan, "Europe/Berlin"), gaps)
    efforts = [
        Effort(day, "desk_minute", 60 + int(600 * draw()), True, int(10 * draw()), int(10 * draw()))
        for day in sorted(practised)
    ]
    return LivedDays(practised, plan, TODAY, marks, lost), efforts


def summaries_of(number: int) -> Iterator[MonthSummary]:
    """What is kept of such a life."""
    lived, efforts = a_life(number)
    by_month: dict[date, list[Effort]] = {}
    for effort in efforts:
        by_month.setdefault(effort.day.replace(day=1), []).append(effort)
    return summarise(lived, None, {month: totals_of(found) for month, found in by_month.items()})


def told(summary: MonthSummary) -> str:
    """All of it; a score to nine places, as the last one is the machine's."""
    tally = tally_as(summary.tally) | {"score": f"{summary.tally.score:.9f}"}
    parts = (summary.month.isoformat(), summary.letters, tally)
    return json.dumps((*parts, totals_as(summary.totals), ever_as(summary.ever)), sort_keys=True)


def test_rules_that_change_what_a_month_was_are_given_a_new_number() -> None:
    lives = [[told(summary) for summary in summaries_of(number)] for number in range(20)]

    assert sha256(repr(lives).encode()).hexdigest()[:16] == CAME_TO[RULES]


def test_those_lives_hold_every_kind_of_day() -> None:
    months = [summary for number in range(20) for summary in summaries_of(number)]

    assert {letter for month in months for letter in month.letters} == set("Pitaofrhbm")
