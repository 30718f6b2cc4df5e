"""Who hears what, in which words: the message a delivery carries."""

from dataclasses import dataclass

from webapp.domain.catalogue import Catalogue, UnknownRoutine
from webapp.domain.safety import NO_CHECK
from webapp.domain.timelines import NothingAllowed, compile_timeline
from webapp.language import gettext, in_language, ngettext
from webapp.push.go_token import GoToken, GoTokens
from webapp.push.message import Action, Message, Notification, payload, topic_of
from webapp.storage.deliveries import Delivery
from webapp.storage.occurrences import Occurrence
from webapp.storage.people import Person, get_person
from webapp.storage.safety import KnownSafety, known_safety


@dataclass(frozen=True, slots=True)
class Office:
    """What it takes to write messages: the content, the token maker and our own address."""

    catalogue: Catalogue
    tokens: GoTokens
    public_url: str


@dataclass(frozen=True, slots=True)
class Words:
    """A notification's two lines."""

    title: str
    body: str


def message_for(office: Office, delivery: Delivery, ttl: int) -> Message:
    """Write the message of one delivery; `ttl` is how many seconds it stays useful."""
    person = get_person(delivery.person_id)
    with in_language(person.language):
        if delivery.occurrence is None:
            return _test_message(office, delivery, ttl)
        return _reminder(office, delivery, ttl)


def reminder_words(catalogue: Catalogue, routine: str, safety: KnownSafety) -> Words:
    """Name what may be played, and only that; neutral when we may not know."""
    if safety.checked and not safety.consent:
        return neutral_words()
    try:
        timeline = compile_timeline(catalogue, routine, 1, safety.effects or frozenset())
    except (NothingAllowed, UnknownRoutine):
        return neutral_words()
    minutes = max(1, round(timeline.seconds / 60))
    body = ngettext(
        "%(num)d minute. Tap, then press Start.",
        "%(num)d minutes. Tap, then press Start.",
        minutes,
    )
    return Words(timeline.title, body)


def neutral_words() -> Words:
    """Words that tell a bystander nothing."""
    return Words(gettext("Time for a break"), gettext("Tap when you are ready."))


def _test_message(office: Office, delivery: Delivery, ttl: int) -> Message:
    token = office.tokens.sign(GoToken(None, delivery.id))
    notification = Notification(
        title=gettext("It works"),
        body=gettext("This is how a break will call you here."),
        navigate=f"{office.public_url}/devices",
        tag="test",
        token=token,
        kind="test",
        lang=get_person(delivery.person_id).language,
    )
    return Message(payload(notification), ttl, topic=topic_of(f"test:{delivery.device_id}"))


def _reminder(office: Office, delivery: Delivery, ttl: int) -> Message:
    occurrence = delivery.occurrence
    assert occurrence is not None
    person = get_person(delivery.person_id)
    token = office.tokens.sign(GoToken(occurrence.id, delivery.id))
    navigate = f"{office.public_url}/go/{token}"
    words = _words(office, person, occurrence, delivery)
    notification = Notification(
        title=words.title,
        body=words.body,
        navigate=navigate,
        tag="break",
        token=token,
        lang=person.language,
        actions=(
            Action("snooze", gettext("Snooze 10"), navigate),
            Action("skip", gettext("Skip"), navigate),
        ),
    )
    return Message(payload(notification), ttl, topic=topic_of(f"plan:{person.id}"))


def _words(office: Office, person: Person, occurrence: Occurrence, delivery: Delivery) -> Words:
    if person.discreet:
        return neutral_words()
    safety = known_safety(person.id, delivery.next_attempt_at)
    if not safety.checked:
        safety = KnownSafety(False, False, NO_CHECK)
    return reminder_words(office.catalogue, occurrence.routine, safety)
