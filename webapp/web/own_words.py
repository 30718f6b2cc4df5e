"""What is wrong with something of one's own, and what a routine is told, in words."""

from collections.abc import Callable, Mapping

from webapp.domain.own_lint import Finding, Hint
from webapp.domain.own_problems import OwnProblem, OwnProblems, Wrong
from webapp.language import gettext
from webapp.web.errors import FieldError, Problem, invalid

Values = Mapping[str, object]


def problem_of(problems: OwnProblems) -> Problem:
    """The problem of a body that cannot be kept."""
    return invalid(*(FieldError(each.field, words_of(each)) for each in problems.problems))


def words_of(problem: OwnProblem) -> str:
    """What to write instead."""
    return _WRONG[problem.wrong](problem.values)


def hint_words(finding: Finding, title: str) -> str:
    """What is said of a routine; `title` is that of the exercise it is about."""
    return _HINTS[finding.hint](dict(finding.values) | {"title": title})


def _seconds(values: Values) -> str:
    nearest = values.get("nearest")
    if isinstance(nearest, list):
        near = gettext(" or ").join(str(each) for each in nearest)
        return gettext(
            "%(title)s can last %(least)s to %(most)s seconds here; nearest: %(near)s.",
            **{**values, "near": near},
        )
    return gettext("Write %(least)s to %(most)s seconds.", **values)


def _odd_sign(values: Values) -> str:
    if values.get("sign"):
        return gettext("Leave out %(sign)s: plain words only.", **values)
    return gettext("There is a hidden character in it; type it again in plain words.")


_WRONG: Mapping[Wrong, Callable[[Values], str]] = {
    Wrong.EMPTY: lambda _: gettext("This cannot be empty."),
    Wrong.TOO_LONG_TEXT: lambda v: gettext("Use %(most)s characters at most.", **v),
    Wrong.ODD_SIGN: _odd_sign,
    Wrong.UNKNOWN_EXERCISE: lambda v: gettext("There is no exercise called %(id)s.", **v),
    Wrong.UNKNOWN_ROUTINE: lambda v: gettext("There is no routine called %(id)s.", **v),
    Wrong.UNKNOWN_LEVEL: lambda _: gettext("Levels are 1, 2 and 3."),
    Wrong.UNKNOWN_WORD: lambda v: gettext("Choose one of these: %(words)s.", **v),
    Wrong.SECONDS: _seconds,
    Wrong.TOO_MANY: lambda v: gettext("There may be %(most)s at most.", **v),
    Wrong.TOO_LONG: lambda v: gettext("It may take %(minutes)s minutes at most.", **v),
    Wrong.NO_STEPS: lambda _: gettext("Write at least one step."),
    Wrong.ROOM: lambda v: gettext(
        "You have %(most)s already, and that is the limit. Remove one first.", **v
    ),
    Wrong.TWICE: lambda v: gettext("The name %(id)s is used twice.", **v),
}


def _one_side(values: Values) -> str:
    if values["has"] == "left":
        return gettext("%(title)s works on the left only. Add the right side too?", **values)
    return gettext("%(title)s works on the right only. Add the left side too?", **values)


def _blocked(values: Values) -> str:
    if "swap" in values:
        return gettext(
            "Your safety check closes %(title)s for now; %(swap)s takes its place.", **values
        )
    return gettext("Your safety check closes %(title)s for now; it is left out.", **values)


def _over_cap(values: Values) -> str:
    caps = {
        "massage_minutes_per_day": gettext(
            "That is more self-massage than is good for one day (20 minutes). It could not start."
        ),
        "four_seven_eight_rounds_per_day": gettext(
            "4-7-8 breathing is for twice a day at most. It could not start."
        ),
    }
    usual = gettext("That is more than is good for one day. It could not start.")
    return caps.get(str(values.get("cap")), usual)


_HINTS: Mapping[Hint, Callable[[Values], str]] = {
    Hint.EMPTY: lambda _: gettext("Nothing is in it yet. Add an exercise below."),
    Hint.GONE: lambda _: gettext("This exercise is gone; it is left out when you play."),
    Hint.ONE_SIDE: _one_side,
    Hint.LONG_PRESS: lambda v: gettext(
        "%(title)s presses for %(seconds)s seconds. A minute is plenty; shorten it.", **v
    ),
    Hint.COLD_STRENGTH: lambda v: gettext(
        "%(title)s comes before any warm-up. Put an easy movement first.", **v
    ),
    Hint.BLOCKED: _blocked,
    Hint.OVER_BREAK: lambda v: gettext(
        "That is longer than your break of %(minutes)s minutes.", **v
    ),
    Hint.OVER_PAUSE: lambda v: gettext(
        "That is longer than the %(minutes)s minutes between your reminders.", **v
    ),
    Hint.OVER_CAP: _over_cap,
}
