"""What became of a reminder, in words a person understands."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from webapp.domain.reminder_lives import Copy, Fate, Life, Reply
from webapp.domain.reminders import DeliveryState, OccurrenceKind, ReceiptKind
from webapp.language import format_weekday_short, gettext, ngettext

BEFORE_A_TIME = re.compile(r" (?=\d\d:\d\d)")
NO_BREAK = "\N{NO-BREAK SPACE}"
ENDED = (DeliveryState.GONE, DeliveryState.REFUSED, DeliveryState.EXPIRED)


def sentence_of(life: Life, time_zone: str) -> str:
    """The life of one reminder in a sentence, with its instants on the wall clock of a zone."""
    if life.fate is Fate.NOT_SENT:
        return gettext("Not sent: %(why)s.", why=why_not(life.reason or ""))
    clauses = [clause for _, clause in sorted(_clauses(life, _Clock(life, time_zone)))]
    if not clauses:
        clauses = [_unsent(life)]
    elif life.fate is Fate.SENT:
        clauses.append(gettext("no device has said more"))
    text = BEFORE_A_TIME.sub(NO_BREAK, ", ".join(clauses))
    return f"{text[:1].upper()}{text[1:]}."


def why_not(reason: str) -> str:
    """Why a reminder was not sent; something true for a reason that has no words yet."""
    words = {
        "outage": gettext("Unhunch was not running at that moment"),
        "late": gettext("we would have been too late with it"),
        "stopped_for_safety": gettext("your safety check had paused reminders"),
        "paused": gettext("your plan was paused"),
        "holiday": gettext("it was a public holiday"),
        "max_per_day": gettext("you had had as many as you wanted that day"),
        "quiet": gettext("you had just practised"),
        "back_off": gettext("you had left several unanswered, so we held back"),
        "cap": gettext("you had had as much as is good that day"),
        "no_device": gettext("no device was set to ring"),
        "kept": gettext("the day was done or marked already"),
        "done": gettext("you were done for that day"),
        "no_plan": gettext("there was no plan any more"),
    }
    return words.get(reason, gettext("it was not wanted at that moment"))


def kind_note(life: Life, time_zone: str) -> str:
    """Where a reminder came from that the plan did not ask for; empty for a planned one."""
    if life.kind == OccurrenceKind.SNOOZED and life.of_due_at is not None:
        return gettext("snoozed from %(time)s", time=_Clock(life, time_zone).short(life.of_due_at))
    words = {
        str(OccurrenceKind.SNOOZED): gettext("snoozed"),
        str(OccurrenceKind.SAVER): gettext("to keep your streak"),
        str(OccurrenceKind.SUMMARY): gettext("summary"),
    }
    return words.get(life.kind, "")


class _Clock:
    """The wall clock one reminder is told by: another day is named, the same one is not."""

    def __init__(self, life: Life, time_zone: str) -> None:
        self._zone = ZoneInfo(time_zone)
        self._day = life.due_at.astimezone(self._zone).date()

    def short(self, instant: datetime) -> str:
        return self._text(instant, "%H:%M")

    def exact(self, instant: datetime) -> str:
        return self._text(instant, "%H:%M:%S")

    def _text(self, instant: datetime, pattern: str) -> str:
        local = instant.astimezone(self._zone)
        time = local.strftime(pattern)
        if local.date() == self._day:
            return time
        return gettext("%(time)s on %(day)s", time=time, day=format_weekday_short(local.date()))


def _clauses(life: Life, clock: _Clock) -> Iterator[tuple[datetime, str]]:
    several = len(life.copies) > 1
    accepted = min(
        (c for c in life.copies if c.state is DeliveryState.ACCEPTED and c.settled_at),
        key=lambda c: c.settled_at or life.due_at,
        default=None,
    )
    if accepted is not None and accepted.settled_at is not None:
        yield accepted.settled_at, _sent(accepted, clock)
    for kind in ReceiptKind:
        reply = life.first(kind)
        if reply is not None:
            yield reply.at, _said(reply, clock, several)
    if life.played is not None:
        ended_at = life.played.finished_at or life.played.started_at
        yield ended_at, _played(life.played.practised, clock.short(ended_at))


def _sent(copy: Copy, clock: _Clock) -> str:
    time = clock.exact(copy.settled_at) if copy.settled_at else ""
    if copy.attempts > 1:
        return gettext("sent at %(time)s, at try %(n)s", time=time, n=copy.attempts)
    return gettext("sent at %(time)s", time=time)


def _said(reply: Reply, clock: _Clock, several: bool) -> str:
    time = clock.exact(reply.at) if reply.kind is ReceiptKind.SHOWN else clock.short(reply.at)
    words = {
        ReceiptKind.SHOWN: gettext("seen at %(time)s", time=time),
        ReceiptKind.OPENED: gettext("opened at %(time)s", time=time),
        ReceiptKind.SNOOZED: gettext("snoozed at %(time)s", time=time),
        ReceiptKind.SKIPPED: gettext("skipped at %(time)s", time=time),
        ReceiptKind.DISMISSED: gettext("wiped away at %(time)s", time=time),
    }[reply.kind]
    if reply.minutes:
        length = ngettext("%(num)d minute", "%(num)d minutes", reply.minutes)
        words = gettext("%(snoozed)s for %(length)s", snoozed=words, length=length)
    if several and reply.device:
        words = gettext("%(said)s on %(device)s", said=words, device=reply.device)
    return words


def _played(practised: bool, time: str) -> str:
    if practised:
        return gettext("done at %(time)s", time=time)
    return gettext("started, ended early at %(time)s", time=time)


def _unsent(life: Life) -> str:
    if life.fate is Fate.UNDER_WAY:
        return gettext("on its way")
    if life.fate is Fate.CALLED_BACK:
        return gettext("called back: it was answered elsewhere, or no longer wanted")
    words = {
        DeliveryState.GONE: gettext("not delivered: the device had stopped taking notifications"),
        DeliveryState.REFUSED: gettext("not delivered: the push service refused it"),
        DeliveryState.EXPIRED: _expired({copy.reason for copy in life.copies}),
    }
    states = {copy.state for copy in life.copies}
    found = next((words[state] for state in reversed(ENDED) if state in states), None)
    return found or gettext("not delivered: the device was removed")


def _expired(reasons: set[str | None]) -> str:
    """Why it was not sent while it was useful, from what held its copies up."""
    if "overtaken" in reasons:
        return gettext("not delivered: a newer reminder took its place")
    if "late" in reasons:
        return gettext("not delivered: we would have been too late with it")
    return gettext("not delivered: the push service could not be reached while it was still useful")
