"""Plans and their versions, and when each is due next."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.domain.plans import HourRange, Plan, PlanVersion
from webapp.storage.db import Base, db


class StoredPlan(Base):
    """One person's plan; `next_due_at` is the one column the tick looks at.

    Until `silent_until` nothing rings. `unheeded` counts what rang since `heeded_at`, the last
    sign that anybody listens; the last of it was for `rung_at`.
    """

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    enabled: Mapped[bool]
    edition: Mapped[int] = mapped_column(default=1)
    next_due_at: Mapped[datetime | None]
    silent_until: Mapped[datetime | None]
    heeded_at: Mapped[datetime | None]
    rung_at: Mapped[datetime | None]
    unheeded: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    versions: Mapped[list["StoredPlanVersion"]] = relationship(
        order_by="StoredPlanVersion.valid_from", cascade="all, delete-orphan"
    )

    def as_plan(self) -> Plan:
        """The plan as the domain knows it."""
        return Plan(self.enabled, tuple(version.as_version() for version in self.versions))


Index(
    "ix_plans_due",
    StoredPlan.next_due_at,
    sqlite_where=StoredPlan.next_due_at.is_not(None),
    postgresql_where=StoredPlan.next_due_at.is_not(None),
)


class StoredPlanVersion(Base):
    """What a plan said from one local date on."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    valid_from: Mapped[date]
    created_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    weekdays: Mapped[list[Any]]
    every_minutes: Mapped[int | None]
    times: Mapped[list[Any]]
    holidays: Mapped[str | None] = mapped_column(String(16))
    routine: Mapped[str] = mapped_column(String(64))
    routine_by_time: Mapped[list[Any]]
    max_per_day: Mapped[int | None]
    quiet_after_session_minutes: Mapped[int]
    paused_until: Mapped[date | None]

    def as_version(self) -> PlanVersion:
        """The version as the domain knows it."""
        return PlanVersion(
            valid_from=self.valid_from,
            time_zone=self.time_zone,
            weekdays=tuple(
                tuple(HourRange(start, end) for start, end in ranges) for ranges in self.weekdays
            ),
            every_minutes=self.every_minutes,
            times=tuple(self.times),
            holidays=self.holidays,
            routine=self.routine,
            routine_by_time=tuple((minute, routine) for minute, routine in self.routine_by_time),
            max_per_day=self.max_per_day,
            quiet_after_session_minutes=self.quiet_after_session_minutes,
            paused_until=self.paused_until,
        )

    def take(self, version: PlanVersion) -> None:
        """Take over everything a version of the domain says."""
        self.valid_from = version.valid_from
        self.time_zone = version.time_zone
        self.weekdays = [[[r.start, r.end] for r in ranges] for ranges in version.weekdays]
        self.every_minutes = version.every_minutes
        self.times = list(version.times)
        self.holidays = version.holidays
        self.routine = version.routine
        self.routine_by_time = [list(pair) for pair in version.routine_by_time]
        self.max_per_day = version.max_per_day
        self.quiet_after_session_minutes = version.quiet_after_session_minutes
        self.paused_until = version.paused_until


def find_plan(person_id: int) -> StoredPlan | None:
    """Find a person's plan."""
    return db.session.scalar(select(StoredPlan).where(StoredPlan.person_id == person_id))


def heed(person_id: int, now: datetime) -> None:
    """Note that somebody reacts: what rang before is no longer counted against them."""
    db.session.execute(
        update(StoredPlan)
        .where(StoredPlan.person_id == person_id)
        .values(unheeded=0, rung_at=None, heeded_at=now)
    )


def put_version(plan: StoredPlan, version: PlanVersion, now: datetime) -> None:
    """Keep a version; one that starts on the same date is replaced, and a later one dropped.

    A later one was saved before all the same: by a clock of a zone where it was tomorrow already.
    """
    for later in [row for row in plan.versions if row.valid_from > version.valid_from]:
        plan.versions.remove(later)
    for stored in plan.versions:
        if stored.valid_from == version.valid_from:
            stored.take(version)
            return
    stored = StoredPlanVersion(created_at=now)
    stored.take(version)
    plan.versions.append(stored)
    plan.versions.sort(key=lambda row: row.valid_from)
