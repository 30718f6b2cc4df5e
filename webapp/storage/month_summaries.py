"""Months summed up, one row for each month of a person that is settled; always recomputable."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.month_summaries import RULES, MonthSummary, month_of
from webapp.storage.db import Base, db
from webapp.storage.sums import (
    ever_as,
    ever_from,
    tally_as,
    tally_from,
    totals_as,
    totals_from,
)


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
    ever: Mapped[dict[str, Any]]

    def as_summary(self) -> MonthSummary:
        """The month as the domain knows it."""
        tally, totals = tally_from(self.tally), totals_from(self.totals)
        return MonthSummary(self.month, self.letters, tally, totals, ever_from(self.ever))


def find_last_month(person_id: int, before: date) -> StoredMonth | None:
    """Find the latest month before a date that is summed up under the present rules."""
    return db.session.scalar(
        select(StoredMonth)
        .where(
            StoredMonth.person_id == person_id,
            StoredMonth.month < before,
            StoredMonth.rules == RULES,
        )
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
            tally=tally_as(summary.tally),
            totals=totals_as(summary.totals),
            ever=ever_as(summary.ever),
        )
    )


def forget_months(person_id: int, day: date | None = None) -> None:
    """Forget what was summed up from the month of a day on, or all of it."""
    of_person = delete(StoredMonth).where(StoredMonth.person_id == person_id)
    db.session.execute(of_person.where(StoredMonth.month >= month_of(day)) if day else of_person)
