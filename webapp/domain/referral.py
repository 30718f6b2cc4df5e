"""The three-session rule: when hands-on routines pause and somebody qualified should look."""

from collections.abc import Sequence
from enum import StrEnum

from webapp.domain.offers import Felt
from webapp.domain.sessions import Rating

HANDS_ON = frozenset({"massage", "acupressure"})
PAUSED_EFFECTS = frozenset({"no_massage", "no_acupressure"})
STARTED_WITH = 3
IN_A_ROW = 3


class Referral(StrEnum):
    """Why hands-on routines pause."""

    SAME = "same"
    WORSE = "worse"


def find_referral(sessions: Sequence[Felt]) -> Referral | None:
    """Answer why hands-on routines pause after these sessions, oldest first, or None.

    Only those count that began with discomfort of 3 or more. One that was not rated neither
    breaks a row of three nor belongs to it.
    """
    hands_on = [each for each in sessions if each.kinds & HANDS_ON]
    if any(_began_sore(each) and each.next_morning is Rating.WORSE for each in hands_on):
        return Referral.WORSE
    last = [each for each in hands_on if each.rating is not None][-IN_A_ROW:]
    same = [each for each in last if _began_sore(each) and each.rating is Rating.SAME]
    return Referral.SAME if len(same) == IN_A_ROW else None


def _began_sore(session: Felt) -> bool:
    return session.tension_before is not None and session.tension_before >= STARTED_WITH
