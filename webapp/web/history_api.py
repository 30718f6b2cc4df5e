"""Past reminders over JSON."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request

from webapp.actions.history import Wish, on_time_lately, read_history
from webapp.domain.reminder_lives import ON_TIME_WITHIN, RATED_DAYS, Life, OnTime
from webapp.domain.reminders import ReceiptKind
from webapp.web.answers_history import (
    CopyAnswer,
    HistoryAnswer,
    OnTimeAnswer,
    PlayedAnswer,
    ReminderAnswer,
    ReplyAnswer,
)
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, local, now
from webapp.web.errors import FieldError, invalid
from webapp.web.history_words import sentence_of
from webapp.web.history_zones import FollowedZones

bp = Blueprint("history_api", __name__, url_prefix="/api/v1")
USUAL, MOST = 20, 100
SHOWN = {"all": None, "rang": True, "silent": False}
QUERY: dict[str, dict[str, Any]] = {
    "before": {"type": "string", "format": "date-time"},
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    "show": {"type": "string", "enum": list(SHOWN), "default": "all"},
}


@bp.get("/reminders")
@contract({200: HistoryAnswer}, query=QUERY)
def reminders() -> Response:
    """This person's past reminders, newest first, each with its life; and how many were on time."""
    person = get_current_person()
    page = read_history(person.id, Wish(_before(), _limit(), _shown()), now())
    zones = FollowedZones(person)
    return answer(
        HistoryAnswer(
            reminders=[reminder_answer(life, zones.at(life.due_at)) for life in page.lives],
            next=page.next_before,
            on_time=on_time_answer(on_time_lately(person.id, now())),
        )
    )


def reminder_answer(life: Life, time_zone: str) -> ReminderAnswer:
    """One reminder as it is answered."""
    played = life.played
    return ReminderAnswer(
        id=life.id,
        kind=life.kind,
        due_at=life.due_at,
        local=local(life.due_at, time_zone).strftime("%Y-%m-%dT%H:%M"),
        routine=life.routine,
        fate=life.fate,
        reason=life.reason,
        sentence=sentence_of(life, time_zone),
        accepted_at=life.accepted_at,
        shown_at=_first(life, ReceiptKind.SHOWN),
        opened_at=_first(life, ReceiptKind.OPENED),
        deliveries=[CopyAnswer.model_validate(c, from_attributes=True) for c in life.copies],
        receipts=[ReplyAnswer.model_validate(r, from_attributes=True) for r in life.replies],
        session=PlayedAnswer.model_validate(played, from_attributes=True) if played else None,
    )


def on_time_answer(found: OnTime) -> OnTimeAnswer:
    """The on-time rate as it is answered."""
    return OnTimeAnswer(
        days=RATED_DAYS,
        within_seconds=int(ON_TIME_WITHIN.total_seconds()),
        due=found.due,
        on_time=found.on_time,
        percent=found.percent,
    )


def instant_in(text: str) -> datetime | None:
    """The instant a text of a query says; None where it says none that can be read."""
    try:
        # A plus sign that was not escaped arrives as a space.
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo is not None and 1970 <= found.year <= 9998 else None


def _first(life: Life, kind: ReceiptKind) -> datetime | None:
    reply = life.first(kind)
    return reply.at if reply else None


def _before() -> datetime | None:
    text = request.args.get("before")
    found = instant_in(text) if text else None
    if text and found is None:
        raise invalid(FieldError("before", "Write an instant such as 2026-11-23T10:00:00Z."))
    return found


def _limit() -> int:
    text = request.args.get("limit", str(USUAL))
    if text not in map(str, range(1, MOST + 1)):
        raise invalid(FieldError("limit", f"Write a number from 1 to {MOST}."))
    return int(text)


def _shown() -> bool | None:
    text = request.args.get("show", "all")
    if text not in SHOWN:
        raise invalid(FieldError("show", f"Write one of: {', '.join(SHOWN)}."))
    return SHOWN[text]
