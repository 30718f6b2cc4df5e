"""Which tables of a person are taken along, and how a row is known again elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from webapp.storage.day_marks import DayMark, DayTelling
from webapp.storage.db import Base, db, table_of
from webapp.storage.extra_wishes import ExtraWishes
from webapp.storage.levels import StoredStanding
from webapp.storage.occurrences import Occurrence
from webapp.storage.own_exercises import Photo, StoredExercise
from webapp.storage.own_routines import StoredRoutine
from webapp.storage.plans import StoredPlan, StoredPlanVersion
from webapp.storage.receipts import Receipt
from webapp.storage.removed_sessions import RemovedSession
from webapp.storage.safety import SafetyCheck, SafetyEffect
from webapp.storage.sessions import StoredSession


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rows: what makes one the same elsewhere, what it refers to, what stays here.

    Of the columns in `without` a new row gets what `anew` says. The key's `person_id` is the
    person's who brings the rows in.
    """

    name: str
    model: type[Base]
    key: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    anew: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_owner(self) -> bool:
        """Whether its rows name the person."""
        return "person_id" in table_of(self.model).columns


OF_A_PLAN = frozenset({"next_due_at", "silent_until", "heeded_at", "rung_at", "unheeded"})
PORTABLE = (
    Kind("safety_checks", SafetyCheck, ("person_id",)),
    Kind("safety_effects", SafetyEffect, ("person_id", "effect"), without=frozenset({"id"})),
    Kind("levels", StoredStanding, ("person_id", "kind"), without=frozenset({"id"})),
    Kind("own_exercises", StoredExercise, ("id",)),
    Kind("own_photos", Photo, ("exercise_id",), {"exercise_id": "own_exercises"}),
    Kind("own_routines", StoredRoutine, ("id",)),
    Kind("plans", StoredPlan, ("person_id",), without=OF_A_PLAN, anew={"unheeded": 0}),
    Kind(
        "plan_versions", StoredPlanVersion, ("plan_id", "valid_from"), {"plan_id": "plans"},
        frozenset({"id"}),
    ),
    Kind("occurrences", Occurrence, ("person_id", "kind", "due_at"), {"of_id": "occurrences"}),
    Kind(
        "receipts", Receipt, ("key",), {"occurrence_id": "occurrences"},
        frozenset({"id", "delivery_id"}),
    ),
    Kind("sessions", StoredSession, ("id",), {"occurrence_id": "occurrences"}),
    Kind("removed_sessions", RemovedSession, ("id",)),
    Kind("extra_wishes", ExtraWishes, ("person_id",)),
    Kind("day_marks", DayMark, ("person_id", "day")),
    Kind("day_tellings", DayTelling, ("person_id", "day", "news")),
)  # fmt: skip
STAYS = {
    "devices": "a subscription rings for the server it was made for only",
    "deliveries": "the way of a message to a device that stays here",
    "sign_ins": "signs a browser in here",
    "link_codes": "joins a browser here, for ten minutes",
    "routine_links": "an address of this server",
    "calendar_feeds": "an address of this server",
    "month_summaries": "worked out anew from the days",
}
OF_NOBODY = frozenset({"heartbeats", "figures", "outages", "push_hosts", "people"})


def rows_of(kind: Kind, person_id: int) -> list[Any]:
    """A person's rows of a kind, oldest first; a snooze that still waits is not among them."""
    model: Any = kind.model
    query = select(model)
    if kind.has_owner:
        query = query.where(model.person_id == person_id)
    for column, name in () if kind.has_owner else kind.refs.items():
        parent = next(each for each in PORTABLE if each.name == name)
        owned: Any = parent.model
        of_parent = select(owned.id).where(owned.person_id == person_id)
        query = query.where(getattr(model, column).in_(of_parent))
    if kind.name == "occurrences":
        query = query.where(model.claimed_at.is_not(None))
    return list(db.session.scalars(query.order_by(*table_of(kind.model).primary_key.columns)))
