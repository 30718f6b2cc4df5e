"""What is due to a person right now, so that a lost tap loses nothing."""

from datetime import datetime

from webapp.actions.receipts import ANSWERS
from webapp.storage.occurrences import Occurrence, find_fresh_occurrence
from webapp.storage.receipts import receipt_kinds
from webapp.storage.sessions import find_last_session_end


def find_due(person_id: int, now: datetime) -> Occurrence | None:
    """Find the occurrence that is due, still useful, unanswered and not yet practised."""
    occurrence = find_fresh_occurrence(person_id, now)
    if occurrence is None or receipt_kinds(occurrence.id) & set(ANSWERS):
        return None
    ended = find_last_session_end(person_id)
    if ended is not None and ended >= occurrence.due_at:
        return None
    return occurrence
