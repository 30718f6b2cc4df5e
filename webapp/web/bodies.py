"""The JSON bodies that are taken."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

from webapp.domain.catalogue import languages
from webapp.language import ORIGINAL
from webapp.web.contract import Body
from webapp.web.row_ids import LARGEST


def _in_our_time(instant: datetime) -> datetime:
    # At the very edges an instant has no date in some other zone.
    if not 1970 <= instant.year <= 9998:
        raise ValueError("Write an instant between the years 1970 and 9998.")
    return instant


def _storable(text: str) -> str:
    if "\0" in text:  # PostgreSQL cannot keep it
        raise ValueError("Leave the NUL character out.")
    return text


def _spoken(language: str) -> str:
    if language not in languages():
        raise ValueError(f"Choose one of: {', '.join(languages())}.")
    return language


Instant = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Line = Annotated[str, AfterValidator(_storable)]

Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
RoutineId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Clock = Annotated[str, StringConstraints(pattern=r"^\d{2}:\d{2}$")]
Tenth = Annotated[int, Field(ge=0, le=10)]
Language = Annotated[
    str,
    AfterValidator(_spoken),
    Field(max_length=8, json_schema_extra={"enum": list(languages())}),
]
Hours = Annotated[list[Clock], Field(min_length=2, max_length=2)]
RatingWord = Literal["worse", "same", "better"]


class GuestBody(Body):
    """Who a new guest is: where, and in which language."""

    time_zone: Zone
    language: Language = ORIGINAL


class EffectBody(Body):
    """One effect of the safety check."""

    id: Annotated[str, StringConstraints(max_length=64)]
    until: Instant | None = None
    clearable: Literal["none", "level_1"] = "none"


class SafetyBody(Body):
    """What a safety check left; effects only with consent.

    `answered_at`: when the whole check was answered, where this is only news of the day.
    """

    consent: bool
    catalogue_version: int
    answered_at: Instant | None = None
    effects: Annotated[list[EffectBody], Field(max_length=64)] = Field(default_factory=list)


class RoutineFromBody(Body):
    """From which time of day on another routine is offered."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: Annotated[Clock, Field(alias="from")]
    routine: RoutineId


class PlanBody(Body):
    """When a person wants to be reminded."""

    enabled: bool = True
    routine: RoutineId
    time_zone: Zone
    weekdays: dict[str, Annotated[list[Hours], Field(max_length=6)]]
    every_minutes: int | None = None
    times: Annotated[list[Clock], Field(max_length=24)] | None = None
    routine_by_time: Annotated[list[RoutineFromBody], Field(max_length=24)] = Field(
        default_factory=list
    )
    holidays: Annotated[str, StringConstraints(max_length=16)] | None = None
    max_per_day: int | None = None
    paused_until: date | None = None
    quiet_after_session_minutes: int = 0


class KeysBody(Body):
    """The two keys of a push subscription, base64url."""

    p256dh: Annotated[str, StringConstraints(max_length=256)]
    auth: Annotated[str, StringConstraints(max_length=64)]


class SubscriptionBody(Body):
    """PushSubscription.toJSON()."""

    endpoint: Annotated[str, StringConstraints(max_length=2048)]
    expirationTime: int | float | None = None
    keys: KeysBody


class DeviceBody(Body):
    """A browser that said yes."""

    subscription: SubscriptionBody
    label: Annotated[Line, StringConstraints(max_length=80, strip_whitespace=True)] = ""
    replaces: Annotated[str, StringConstraints(max_length=2048)] | None = None


class EmptyBody(Body):
    """Nothing to say."""


class ReceiptBody(Body):
    """What a device says came of a reminder, `at` and `sent_at` by its own clock.

    A word that waited without a connection says with `sent_at` when it was sent, so that a clock
    that runs wrong can be told.
    """

    token: Annotated[str, StringConstraints(max_length=256)]
    kind: Literal["shown", "opened", "snoozed", "skipped", "dismissed"]
    at: Instant
    minutes: Annotated[int, Field(ge=1, le=120)] | None = None
    sent_at: Instant | None = None


class SessionBody(Body):
    """One run through a timeline."""

    routine: RoutineId
    level: Annotated[int, Field(ge=1, le=3)]
    started_at: Instant
    time_zone: Zone
    state: Literal["started", "finished", "stopped", "stopped_for_safety"]
    finished_at: Instant | None = None
    played_seconds: Annotated[int, Field(ge=0, le=14400)] = 0
    steps_done: Annotated[int, Field(ge=0, le=1000)] = 0
    steps_total: Annotated[int, Field(ge=1, le=1000)]
    timeline_seconds: Annotated[int, Field(ge=1, le=14400)] | None = None
    timeline_digest: Annotated[Line, StringConstraints(max_length=64)] | None = None
    tension_before: Tenth | None = None
    tension_after: Tenth | None = None
    rating: RatingWord | None = None
    discomfort: Tenth | None = None
    next_morning: RatingWord | None = None
    occurrence: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    token: Annotated[str, StringConstraints(max_length=256)] | None = None
    stop_sign: Literal["rest", "urgent"] | None = None
