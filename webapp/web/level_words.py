"""Levels in words: where one stands, why, what comes next and what it still lacks."""

from webapp.domain.offers import Condition, Review
from webapp.domain.progression import Standing, Why
from webapp.domain.referral import Referral
from webapp.language import gettext


def why_words(standing: Standing) -> str:
    """Why a level is what it is."""
    words = {
        Why.START: gettext("Everybody begins here."),
        Why.TIME: gettext("You added time. The effort stays as it was for a week."),
        Why.EFFORT: gettext("You added effort."),
        Why.REGAINED: gettext("Back after a gentler week."),
        Why.OWN_WISH: gettext("You chose this level yourself."),
        Why.WORSE: gettext("A session felt worse, so this week is one level lower."),
        Why.BREAK: gettext("After a week or more without it, it goes on one level lower."),
        Why.LONG_BREAK: gettext("After three weeks without it, it begins at level 1 again."),
        Why.FLARE: gettext("After a flare everything begins at level 1 again."),
        Why.ADVICE: gettext("After the pause it begins at level 1 again."),
    }
    return words[standing.why]


def step_words(review: Review) -> str:
    """What the next step would be."""
    level = review.standing.level
    words = {
        Why.TIME: gettext(
            "Level %(level)s: more time. Pressure, range and effort stay as they are.",
            level=level + 1,
        ),
        Why.EFFORT: gettext(
            "The effort of level %(level)s, now that the time feels easy.", level=level
        ),
        Why.REGAINED: gettext(
            "Back to level %(level)s after a gentler week.", level=review.standing.regain or level
        ),
    }
    return words[review.step] if review.step else gettext("This is the highest level.")


def reason_words(review: Review) -> str:
    """Why a step is offered now."""
    if review.step is Why.REGAINED:
        return gettext("A week one level lower has passed and nothing felt worse.")
    last, before = review.weeks
    return gettext(
        "%(last)s sessions this week, %(before)s the week before; none felt worse and any"
        " soreness was gone the next morning.",
        last=last,
        before=before,
    )


def condition_words(review: Review, condition: Condition) -> str:
    """One condition of a step."""
    last, before = review.weeks
    words = {
        Condition.OPEN: gettext("The safety check leaves more than level 1 open"),
        Condition.OFTEN: gettext(
            "Three sessions in each of the last two weeks (now %(last)s and %(before)s)",
            last=last,
            before=before,
        ),
        Condition.NOT_WORSE: gettext("No session of the last seven days felt worse"),
        Condition.COMFORTABLE: gettext("Discomfort stayed at 3 or below"),
        Condition.NOT_SORE: gettext("Soreness was gone the next morning"),
        Condition.SETTLED: _settled_words(review),
        Condition.ONE_CHANGE: gettext("One change a week: none in the last seven days"),
    }
    return words[condition]


def pause_words(paused: Referral) -> str:
    """Why hands-on routines pause."""
    if paused is Referral.WORSE:
        return gettext(
            "You began with discomfort, and the next morning it was worse. Massage and pressure"
            " points pause. Please see a doctor or physiotherapist."
        )
    return gettext(
        "You began with discomfort, and three hands-on sessions changed nothing. Massage and"
        " pressure points pause. Please see a doctor or physiotherapist."
    )


def _settled_words(review: Review) -> str:
    if review.step is Why.TIME:
        return gettext("Two weeks at this level")
    return gettext("A week since the last change of this kind")
