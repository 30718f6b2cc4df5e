"""A person with three months of history, lived through the same actions as everybody's."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from webapp.actions import devices, people, safety
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.notifications import Office
from webapp.actions.outages import note_outage
from webapp.actions.plans import PlanWish, save_plan
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.actions.transaction import transaction
from webapp.domain.catalogue import Catalogue
from webapp.domain.plans import HourRange, PlanVersion, due_between
from webapp.domain.reminders import ReceiptKind
from webapp.domain.sessions import Rating, Session, SessionState
from webapp.domain.timelines import compile_timeline
from webapp.push import base64url
from webapp.push.go_token import GoToken, GoTokens
from webapp.push.outbox import Outbox
from webapp.push.subscription import Subscription
from webapp.push.vapid import VapidKey
from webapp.storage.devices import find_device_of_key
from webapp.storage.heartbeats import TICK, beat
from webapp.storage.occurrences import find_fresh_occurrence
from webapp.storage.people import Person

HISTORY = timedelta(days=92)
ZONE = "Europe/Berlin"
DEMO_KEY = "demo"
TIMES = (11 * 60, 15 * 60 + 30)
ROUTINES = ("desk_minute", "micro_break", "neck_shoulder_holds", "wind_down_breathing")
SEED = 7
ANSWERED, SKIPPED = 0.72, 0.85  # of ten reminders seven are practised, one skipped, two ignored


@dataclass(frozen=True, slots=True)
class Life:
    """The demo person, what there is to play, and the dice that decide each day."""

    person: Person
    catalogue: Catalogue
    dice: random.Random


def make_demo_person(catalogue: Catalogue, now: datetime) -> str:
    """Live three months up to `now`; answers a link code that signs a browser in as the person."""
    start = now - HISTORY
    _show_life(now)
    person = people.join(ZONE, "en", start).person
    # Repeated half-way: a check counts for ninety days.
    safety.keep_check(person.id, [], catalogue.version, start + HISTORY / 2)
    device, _ = devices.register(person.id, _phone(), start)
    plan = save_plan(person, PlanWish(True, _plan()), start).as_plan()
    life = Life(person, catalogue, random.Random(SEED))
    for due_at in list(due_between(plan, start, now)):
        _live(life, due_at)
    devices.remove(person.id, device.id, now)  # nothing is ever sent to a phone that is not there
    return people.make_link_code(person.id, now)


def find_demo_link(now: datetime) -> str | None:
    """A new link code for the demo person, when there is one."""
    device = find_device_of_key(DEMO_KEY)
    return people.make_link_code(device.person_id, now) if device else None


def _show_life(now: datetime) -> None:
    """Be alive up to `now`, or every night of the demo would be written down as an outage."""
    with transaction():
        note_outage(now)
        beat(TICK, now)


def _live(life: Life, due_at: datetime) -> None:
    tick(due_at)
    office = Office(life.catalogue, GoTokens("demo"), "https://unhunch.example")
    batch = take_waiting(office, due_at)
    settle(batch, Outbox().send([leased.parcel for leased in batch], due_at), due_at)
    occurrence = find_fresh_occurrence(life.person.id, due_at)
    if occurrence is None or not batch:
        return
    token = GoToken(occurrence.id, batch[0].delivery_id)
    seconds = timedelta(seconds=life.dice.randint(5, 240))
    chance = life.dice.random()
    record_receipt(token, Word(ReceiptKind.SHOWN, due_at), due_at)
    if chance < ANSWERED:
        record_receipt(token, Word(ReceiptKind.OPENED, due_at + seconds), due_at + seconds)
        _practise(life, due_at + seconds, occurrence.id)
    elif chance < SKIPPED:
        record_receipt(token, Word(ReceiptKind.SKIPPED, due_at + seconds), due_at + seconds)


def _practise(life: Life, started_at: datetime, occurrence_id: int) -> None:
    timeline = compile_timeline(life.catalogue, life.dice.choice(ROUTINES), 1, ())
    before = life.dice.randint(2, 6)
    finished_at = started_at + timedelta(seconds=timeline.seconds + 4)
    session = Session(
        id=UUID(int=life.dice.getrandbits(128), version=4),
        routine=timeline.routine,
        level=timeline.level,
        started_at=started_at,
        time_zone=ZONE,
        state=SessionState.FINISHED,
        finished_at=finished_at,
        played_seconds=timeline.seconds,
        steps_done=len(timeline.entries),
        steps_total=len(timeline.entries),
        timeline_seconds=timeline.seconds,
        timeline_digest=timeline.digest,
        tension_before=before,
        tension_after=max(0, before - life.dice.randint(0, 2)),
        rating=life.dice.choice((Rating.SAME, Rating.BETTER)),
        discomfort=None,
        next_morning=None,
        occurrence_id=occurrence_id,
    )
    record(life.person, session, finished_at)


def _plan() -> PlanVersion:
    hours = (HourRange.from_text("09:00", "12:30"), HourRange.from_text("13:30", "17:30"))
    return PlanVersion(
        valid_from=date.min,
        time_zone=ZONE,
        weekdays=(hours,) * 5 + ((), ()),
        every_minutes=None,
        times=TIMES,
        holidays="DE-BE",
        routine="desk_minute",
        quiet_after_session_minutes=30,
    )


def _phone() -> devices.Registration:
    public = base64url.decoded(VapidKey.generate().public_text)
    subscription = Subscription("https://fcm.googleapis.com/fcm/send/demo", public, bytes(16))
    return devices.Registration(subscription, "Demo phone", DEMO_KEY)
