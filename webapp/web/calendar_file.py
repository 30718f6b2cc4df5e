"""A person's breaks as an iCalendar file."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from webapp.actions.calendar_feeds import Feed
from webapp.actions.own_catalogue import catalogue_of
from webapp.actions.reaches import reach_with
from webapp.actions.reminder_words import reminder_words
from webapp.domain.catalogue import Catalogue
from webapp.language import gettext, in_language
from webapp.storage.people import Person
from webapp.storage.safety import known_safety

A_BREAK = timedelta(minutes=5)


def calendar_of(feed: Feed, now: datetime) -> bytes:
    """The calendar: planned breaks that will ring, and sessions that counted."""
    with in_language(feed.person.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Unhunch//Breaks//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", gettext("Breaks"))
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        catalogue = catalogue_of(feed.person.id)
        for planned in feed.planned:
            title = _planned(feed.person, catalogue, planned.routine, now)
            uid = f"plan-{planned.at:%Y%m%dT%H%M%SZ}@unhunch"
            calendar.add_component(_event(uid, title, (planned.at, planned.at + A_BREAK), now))
        for done in feed.done:
            title = _title(catalogue, done.routine, feed.person.discreet)
            end = done.started_at + timedelta(seconds=max(60, done.seconds))
            words = gettext("%(title)s, done", title=title)
            event = _event(f"{done.id}@unhunch", words, (done.started_at, end), now)
            event.add("status", "CONFIRMED")
            calendar.add_component(event)
        return bytes(calendar.to_ical())


def _event(uid: str, title: str, span: tuple[datetime, datetime], now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")  # a break blocks nobody's meeting
    return event


def _planned(person: Person, catalogue: Catalogue, routine: str, now: datetime) -> str:
    """What a reminder would say of it: only what may be played."""
    if person.discreet:
        return gettext("Break")
    known, reach = known_safety(person.id, now), reach_with(person.id, routine, now)
    return reminder_words(catalogue, routine, known, reach).title


def _title(catalogue: Catalogue, routine_id: str, discreet: bool) -> str:
    routine = catalogue.find_routine(routine_id)
    return gettext("Break") if discreet or routine is None else routine.title
