"""Months summed up, one row for each month of a person that is settled; always recomputable."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.month_summaries import RULES, MonthSummary, month_of
from webapp.domain.tallies import Tally
from webapp.domain.totals import Done, Tension, Totals
from webapp.storage.db import Base, db


class StoredMonth(Base):
    """One month of a person; `outages_known` is the last outage that was known when it was made."""

    __tablename__ = "month_summaries"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    rules: Mapped[str] = mapped_column(String(64))
    outages_known: Mapped[int]
    letters: Mapped[str] = mapped_column(String(31))
    tally: Mapped[dict[str, Any]]
    totals: Mapped[dict[str, Any]]

    def as_summary(self) -> MonthSummary:
        """The month as the domain knows it."""
        return MonthSummary(
            self.month, self.letters, _tally_from(self.tally), _totals_from(self.totals)
        )


def find_last_month(person_id: int) -> StoredMonth | None:
    """Find the latest month of a person that is summed up under the present rules."""
    return db.session.scalar(
        select(StoredMonth)
        .where(StoredMonth.person_id == person_id, StoredMonth.rules == RULES)
        .order_by(StoredMonth.month.desc())
        .limit(1)
    )


def months_in(person_id: int, first: date, last: date) -> Sequence[MonthSummary]:
    """The months of a person summed up that touch a span, oldest first."""
    rows = db.session.scalars(
        select(StoredMonth)
        .where(
            StoredMonth.person_id == person_id,
            StoredMonth.month.between(month_of(first), last),
            StoredMonth.rules == RULES,
        )
        .order_by(StoredMonth.month)
    )
    return [row.as_summary() for row in rows]


def keep_month(person_id: int, summary: MonthSummary, outages_known: int) -> None:
    """Keep a month summed up in the place of what was kept of it."""
    db.session.merge(
        StoredMonth(
            person_id=person_id,
            month=summary.month,
            rules=RULES,
            outages_known=outages_known,
            letters=summary.letters,
            tally=_tally_as(summary.tally),
            totals=_totals_as(summary.totals),
        )
    )


def forget_months(person_id: int, day: date | None = None) -> None:
    """Forget what was summed up from the month of a day on, or all of it."""
    of_person = delete(StoredMonth).where(StoredMonth.person_id == person_id)
    db.session.execute(of_person.where(StoredMonth.month >= month_of(day)) if day else of_person)


def _tally_as(tally: Tally) -> dict[str, Any]:
    kept = asdict(tally)
    return {key: v.isoformat() if isinstance(v, date) else v for key, v in kept.items()}


DATES = ("last_spent", "run_since", "best_since", "best_until", "last_week")


def _tally_from(kept: dict[str, Any]) -> Tally:
    read = {key: date.fromisoformat(kept[key]) for key in DATES if kept[key]}
    return Tally(**(kept | read))


def _totals_as(totals: Totals) -> dict[str, Any]:
    return {
        "by_routine": {key: [d.sessions, d.seconds] for key, d in totals.by_routine.items()},
        "by_day": {day.isoformat(): seconds for day, seconds in totals.by_day.items()},
        "tension": [totals.tension.pairs, totals.tension.before, totals.tension.after],
    }


def _totals_from(kept: dict[str, Any]) -> Totals:
    return Totals(
        {key: Done(*value) for key, value in kept["by_routine"].items()},
        {date.fromisoformat(day): seconds for day, seconds in kept["by_day"].items()},
        Tension(*kept["tension"]),
    )
