"""One person of the pictures while their life is made up."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4

from flask import Flask

from tests.actions.lives import subscription
from tests.conftest import at
from webapp.actions import devices, safety
from webapp.actions.devices import Registration
from webapp.actions.plans import PlanWish, save_plan
from webapp.actions.sessions import record
from webapp.actions.transaction import transaction
from webapp.domain.plans import HourRange, PlanVersion
from webapp.domain.safety import Effect
from webapp.domain.sessions import Session, SessionState
from webapp.domain.timelines import compile_timeline
from webapp.parts import parts
from webapp.storage.devices import Device, devices_of, forget_endpoint
from webapp.storage.people import Person

NOW = at("2026-11-26 10:42", "Europe/Berlin")  # a Thursday
CAME = at("2026-11-02 08:30", "Europe/Berlin")
MISSED = (at("2026-11-24 00:00").date(), at("2026-11-11 00:00").date())
HOURS = (HourRange.from_text("09:00", "12:30"), HourRange.from_text("13:30", "17:30"))
PHONES = {"Chrome, Android": 26, "Safari, iPhone": 400, "Firefox, Windows": 3100}  # minutes ago


@dataclass(frozen=True)
class Life:
    """One person while their life is made up."""

    app: Flask
    person: Person

    def plan(self, enabled: bool = True, since: datetime = NOW, **changes: object) -> None:
        """Say when to be reminded; the next reminder is the first one `since`."""
        usual = {
            "valid_from": CAME.date(),
            "time_zone": "Europe/Berlin",
            "weekdays": (HOURS,) * 5 + ((), ()),
            "every_minutes": None,
            "times": (11 * 60, 15 * 60 + 30),
            "holidays": "DE",
            "routine": "desk_minute",
        }
        wish = PlanWish(enabled, PlanVersion(**(usual | changes)))  # type: ignore[arg-type]
        for saved_at in (CAME, since):  # the first gives the past its working days
            save_plan(self.person, wish, saved_at)

    def check(self, *effects: str) -> None:
        """Take the safety check and let its result be kept."""
        kept = [Effect(effect, None, "none") for effect in effects]
        safety.keep_check(self.person.id, kept, 1, CAME)

    def phone(self, label: str = "Chrome, Android", name: str = "") -> Device:
        """Let a device ring, last seen some minutes ago."""
        found = subscription(name or f"{label} of {self.person.id}".replace(" ", "-"))
        seen = NOW - timedelta(minutes=PHONES[label])
        key = parts(self.app).vapid_key.public_text
        return devices.register(self.person.id, Registration(found, label, key), seen)[0]

    def lose(self, label: str) -> None:
        """Let the push service say that a device is gone."""
        with transaction():
            for device in devices_of(self.person.id):
                if device.label == label:
                    forget_endpoint(device, NOW - timedelta(hours=20))

    def practise(
        self,
        started_at: datetime,
        routine: str = "desk_minute",
        tension: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """Play a routine to its end."""
        timeline = compile_timeline(parts(self.app).catalogue, routine, 1, ())
        finished_at = started_at + timedelta(seconds=timeline.seconds + 4)
        entries = len(timeline.entries)
        session = Session(
            id=uuid4(),
            routine=routine,
            level=1,
            started_at=started_at,
            time_zone="Europe/Berlin",
            state=SessionState.FINISHED,
            finished_at=finished_at,
            played_seconds=timeline.seconds,
            steps_done=entries,
            steps_total=entries,
            timeline_seconds=timeline.seconds,
            timeline_digest=timeline.digest,
            tension_before=tension[0],
            tension_after=tension[1],
            rating=None,
            discomfort=None,
            next_morning=None,
            occurrence_id=None,
        )
        record(self.person, session, finished_at)

    def weeks(self) -> None:
        """Practise on every working day since the first, but for two that were missed."""
        day = CAME.date()
        while day < NOW.date():
            if day.weekday() < 5 and day not in MISSED:
                self.practise(datetime.combine(day, time(11, 3), NOW.tzinfo))
            day += timedelta(days=1)
