"""What a random life holds: told from the life itself, so that nothing asked for is missing."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

from tests.actions.lived_lives import DAY, Life
from tests.actions.lived_sessions import Report
from tests.domain.day_oracle import Answer, day_at

OF_DAYS = frozenset(
    {"practised", "ill", "travelling", "away", "outage", "freeze", "day off", "holiday", "missed"}
)
OF_REPORTS = frozenset(
    {"late arrival", "repeated", "out of order", "begun after it ended", "two devices in a day"}
)
OF_LIVES = frozenset(
    {"flight", "clock change", "plan change", "pause", "own day start", "two freezes held"}
)
INGREDIENTS = OF_DAYS | OF_REPORTS | OF_LIVES


def ingredients_of(life: Life, answer: Answer) -> frozenset[str]:
    """Everything of INGREDIENTS that a life holds; `answer` is what the oracle tells of it."""
    of_days = {why for _, why in answer.days}
    return frozenset({*of_days, *_of_reports(life), *_of_life(life, answer)}) & INGREDIENTS


def _of_reports(life: Life) -> Iterator[str]:
    reports = sorted(life.reports, key=lambda report: report.at)
    starts = [report.session.started_at for report in reports]
    days = {(_day(life, report), report.device) for report in reports}
    holds = {
        "out of order": starts != sorted(starts),
        "repeated": len({report.session for report in reports}) < len(reports),
        "two devices in a day": len({day for day, _ in days}) < len(days),
        "late arrival": any(
            report.counts and report.at.date() > _day(life, report) + DAY for report in reports
        ),
        "begun after it ended": any(
            one.session.id == other.session.id
            and one.session.state != "started"
            and other.session.state == "started"
            for one, other in combinations(reports, 2)
        ),
    }
    yield from (name for name, is_there in holds.items() if is_there)


def _of_life(life: Life, answer: Answer) -> Iterator[str]:
    told = life.told
    zones = {zone for _, zone in told.practised}
    holds = {
        "flight": len(zones) > 1,
        "clock change": any(
            len({_offset(at, zone) for at, _ in told.practised}) > 1 for zone in zones
        ),
        "plan change": len(told.plans) > 1,
        "pause": any(plan.paused for plan in told.plans),
        "own day start": told.day_start != 180,
        "two freezes held": answer.held == 2,
    }
    yield from (name for name, is_there in holds.items() if is_there)


def _day(life: Life, report: Report) -> date:
    session = report.session
    return day_at(session.started_at, session.time_zone, life.told.day_start)


def _offset(at: datetime, zone: str) -> object:
    return at.astimezone(ZoneInfo(zone)).utcoffset()
