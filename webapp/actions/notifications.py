"""Who hears what, in which words: the message a delivery carries."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from webapp.actions.extra_words import saver_body, summary_of
from webapp.actions.reminder_words import Words, neutral_words, reminder_words
from webapp.domain.catalogue import Catalogue
from webapp.domain.own_routines import with_texts_of
from webapp.domain.reach import START, Reach
from webapp.domain.reminders import OccurrenceKind
from webapp.domain.safety import NO_CHECK
from webapp.language import ORIGINAL, catalogue_here, gettext, in_language
from webapp.push.go_token import GoTokens
from webapp.push.message import OPEN_TOKEN, Action, Form, Message, Notification, topic_of
from webapp.storage.extra_wishes import Week
from webapp.storage.safety import KnownSafety

MOST_FORMS = 4096
STILL_WANTED = "still_wanted"  # the notice to a device that nobody opened for long


class Forms:
    """Payloads written once for all who are told the same in the same language."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Form] = {}

    def get(self, told: Hashable, write: Callable[[], Notification]) -> Form:
        """Get the form of what is told; it is written the first time only."""
        form = self._kept.get(told)
        if form is None:
            form = Form.of(write())
            if len(self._kept) >= MOST_FORMS:
                self._kept.clear()
            self._kept[told] = form
        return form


@dataclass(frozen=True, slots=True)
class Office:
    """What it takes to write messages: the content, the token maker, our own address.

    And the public key that they are signed for.
    """

    catalogue: Catalogue
    tokens: GoTokens
    public_url: str
    key: str = ""
    forms: Forms = field(default_factory=Forms, repr=False, compare=False)


class Call(NamedTuple):
    """Who is to be called about what: all that a message depends on.

    Without a routine it is about the device: the `notice` that it names, or a test message.
    `safety` is what may be known and used here, `own` the catalogue of whoever has routines of
    their own, `reach` how far they have got.
    """

    delivery_id: int
    person_id: int
    device_id: int
    occurrence_id: int | None
    language: str
    discreet: bool
    routine: str | None
    notice: str | None
    safety: KnownSafety
    own: Catalogue | None = None
    kind: str | None = None
    week: Week | None = None
    reach: Reach = START


def message_for(office: Office, call: Call, ttl: int) -> Message:
    """Write the message of one delivery; `ttl` is how many seconds it stays useful."""
    token = office.tokens.sign_for(call.occurrence_id, call.delivery_id)
    if call.kind == OccurrenceKind.SUMMARY:
        return Message(_summary(office, call).filled(token), ttl, "normal", _topic("summary", call))
    if call.routine is not None:
        return Message(_form(office, call).filled(token), ttl, topic=_topic("plan", call))
    kind = call.notice or "test"
    write = _question if call.notice == STILL_WANTED else _test_message
    form = office.forms.get((kind, call.language), partial(write, office, call))
    urgency = "low" if call.notice else "high"
    return Message(form.filled(token), ttl, urgency, topic_of(f"{kind}:{call.device_id}"))


def _summary(office: Office, call: Call) -> Form:
    write = partial(summary_of, call.week, call.language, office.public_url)
    return office.forms.get(("summary", call.language, call.week), write)


def _topic(what: str, call: Call) -> str:
    return topic_of(f"{what}:{call.person_id}")


def _form(office: Office, call: Call) -> Form:
    # A routine of one's own is told to one person, and may have another title next time.
    if call.own:
        return Form.of(_reminder(office, call))
    return office.forms.get(_told(call), partial(_reminder, office, call))


def _told(call: Call) -> Hashable:
    """All that the words of a reminder depend on."""
    checked, consent, effects = call.safety.checked, call.safety.consent, call.safety.effects
    is_saver = call.kind == OccurrenceKind.SAVER
    told = call.language, call.routine, call.discreet, is_saver
    return *told, checked, consent, effects, call.reach


def _test_message(office: Office, call: Call) -> Notification:
    with in_language(call.language):
        return Notification(
            title=gettext("It works"),
            body=gettext("This is how a break will call you here."),
            navigate=f"{office.public_url}/devices",
            tag="test",
            token=OPEN_TOKEN,
            kind="test",
            lang=call.language,
        )


def _question(office: Office, call: Call) -> Notification:
    with in_language(call.language):
        return Notification(
            title=gettext("Still want your breaks here?"),
            body=gettext("Open Unhunch on this device, or in a month it stops ringing."),
            navigate=f"{office.public_url}/",
            tag="notice",
            token=OPEN_TOKEN,
            kind="notice",
            lang=call.language,
        )


def _reminder(office: Office, call: Call) -> Notification:
    navigate = f"{office.public_url}/go/{OPEN_TOKEN}"
    with in_language(call.language):
        words = _words(office, call)
        return Notification(
            title=words.title,
            body=saver_body() if call.kind == OccurrenceKind.SAVER else words.body,
            navigate=navigate,
            tag="break",
            token=OPEN_TOKEN,
            lang=call.language,
            actions=(
                Action("snooze", gettext("Snooze 10"), navigate),
                Action("skip", gettext("Skip"), navigate),
            ),
        )


def _words(office: Office, call: Call) -> Words:
    if call.discreet or call.routine is None:
        return neutral_words()
    safety = call.safety if call.safety.checked else KnownSafety(False, False, NO_CHECK)
    ours = office.catalogue if call.language == ORIGINAL else catalogue_here()
    catalogue = with_texts_of(call.own, ours) if call.own else ours
    return reminder_words(catalogue, call.routine, safety, call.reach)
