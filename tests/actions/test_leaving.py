"""Leaving deletes every row of a person, and of nobody else."""

import io
from datetime import timedelta
from uuid import uuid4

from PIL import Image
from sqlalchemy import Table, select, text

from tests.actions.lives import MONDAY, SERVER_KEY, TEN, checked, office_of, reminded
from tests.actions.whole_database import spelled, tables_of, traces_in, whole_database
from tests.domain.own_examples import WALL_SLIDE, own
from tests.domain.session_examples import a_session
from tests.rows import all_rows, count_rows
from webapp.actions import people
from webapp.actions.calendar_feeds import open_feed
from webapp.actions.corrections import remove
from webapp.actions.day_marks import acknowledge, mark_day
from webapp.actions.days import keep_months
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.extras import save_wishes
from webapp.actions.levels import put_off
from webapp.actions.own_exercises import create_exercise, keep_photo
from webapp.actions.own_routines import create_routine
from webapp.actions.photos import Picture, made_anew
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.actions.routine_links import hand_on
from webapp.actions.sessions import record
from webapp.domain.day_marks import Mark
from webapp.domain.extras import Wishes
from webapp.domain.news import News, NewsKind
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken
from webapp.push.outcome import Outcome, Result
from webapp.storage.db import db
from webapp.storage.deliveries import Delivery
from webapp.storage.devices import Device
from webapp.storage.people import Person
from webapp.storage.queue import enqueue
from webapp.storage.tables import metadata

OF_NOBODY = {"heartbeats", "figures", "outages", "push_hosts"}  # the installation's own


def lives_a_day(app) -> Person:
    """Somebody who leaves a row in every table there is."""
    person, _ = reminded()
    people.make_link_code(person.id, MONDAY)
    checked(person, "no_massage")
    has_something_of_their_own(person)
    tick(MONDAY)  # nobody looks in between, so that there is an outage
    tick(TEN)
    batch = take_waiting(office_of(app), TEN)
    settle(batch, [Result(Outcome.LATER, 503)] * len(batch), TEN)
    delivery = db.session.scalars(select(Delivery).where(Delivery.person_id == person.id)).one()
    token = GoToken(delivery.occurrence_id, delivery.id)
    record_receipt(token, Word(ReceiptKind.SNOOZED, TEN), TEN)
    done = TEN + timedelta(seconds=100)
    number = a_session().id.int + person.id
    session = a_session(
        id=type(a_session().id)(int=number),
        started_at=TEN,
        finished_at=done,
        occurrence_id=delivery.occurrence_id,
    )
    record(person, session, done)
    put_off(person, "strength", done)
    day = TEN.date()
    mark_day(person, day, Mark.ILL, TEN)
    acknowledge(person, News(day, NewsKind.FREEZE), TEN)
    open_feed(person, TEN)
    save_wishes(person, Wishes(saver=True), TEN)
    deleted = a_session(id=uuid4(), started_at=TEN, finished_at=done)
    record(person, deleted, done)
    remove(person, deleted.id, done)
    keep_months(person, TEN + timedelta(days=120))
    return person


def has_something_of_their_own(person: Person) -> None:
    """An exercise with a photograph, in a routine that is handed on."""
    exercise = create_exercise(person.id, WALL_SLIDE, MONDAY)
    keep_photo(person.id, exercise.id, a_picture(), MONDAY)
    routine = create_routine(person.id, own(exercise.id, "mob_turn"), MONDAY)
    hand_on(person.id, routine.id, MONDAY)


def a_picture() -> Picture:
    """A small photograph, as it is kept."""
    packed = io.BytesIO()
    Image.new("RGB", (3, 2), (90, 120, 80)).save(packed, "PNG")
    return made_anew(packed.getvalue())


def test_whoever_leaves_leaves_no_row_behind(any_app):
    mina = lives_a_day(any_app)
    lived = {name for name, rows in count_rows(any_app).items() if rows}
    assert lived == set(metadata.tables)

    people.leave(mina.id)

    left = {name for name, rows in count_rows(any_app).items() if rows}
    assert left == OF_NOBODY


def test_nothing_in_the_whole_database_speaks_of_whoever_left(any_app):
    """Neither our tables nor the ledger, nor those of the queue, which are not ours."""
    mina = lives_a_day(any_app)
    enqueue(db.session.scalars(select(Delivery.id)).all())
    db.session.commit()
    traces = traces_in(any_app, frozenset(OF_NOBODY)) - {spelled(SERVER_KEY)}
    device = db.session.scalars(select(Device)).one()
    assert {spelled(each) for each in (device.endpoint, device.endpoint_hash, device.auth)} < traces
    db.session.rollback()
    before = whole_database(any_app)
    assert all(trace in before for trace in traces)

    people.leave(mina.id)

    after = whole_database(any_app)
    assert [trace for trace in traces if trace in after] == []


def test_the_queue_holds_numbers_of_deliveries_and_nothing_else(any_app):
    lives_a_day(any_app)
    enqueue(db.session.scalars(select(Delivery.id)).all())
    db.session.commit()
    if db.engine.dialect.name != "postgresql":
        assert not any("procrastinate" in name for name in tables_of(any_app))
        return
    jobs = db.session.scalars(text("SELECT args FROM procrastinate.procrastinate_jobs")).all()
    db.session.rollback()

    assert jobs
    assert all(set(job) == {"ids"} and all(type(n) is int for n in job["ids"]) for job in jobs)


def test_whoever_leaves_takes_nothing_of_anybody_else(any_app):
    jun = lives_a_day(any_app)
    of_jun = all_rows(any_app)
    mina = lives_a_day(any_app)

    people.leave(mina.id)

    assert of_somebody(all_rows(any_app)) == of_somebody(of_jun)
    assert people.find_person(jun.id) is not None


def of_somebody(rows):
    return {name: found for name, found in rows.items() if name not in OF_NOBODY}


def test_leaving_twice_is_no_error(any_app):
    mina = lives_a_day(any_app)

    people.leave(mina.id)
    people.leave(mina.id)

    assert count_rows(any_app)["people"] == 0


def test_every_table_but_the_installation_s_own_leads_to_a_person():
    """So that a table added later cannot be forgotten when somebody leaves."""
    for name, table in metadata.tables.items():
        assert name in OF_NOBODY or leads_to_a_person(table, set()), name


def leads_to_a_person(table: Table, seen: set[str]) -> bool:
    if table.name == "people":
        return True
    cascading = {key.column.table for key in table.foreign_keys if key.ondelete == "CASCADE"}
    return any(leads_to_a_person(t, seen | {table.name}) for t in cascading if t.name not in seen)
