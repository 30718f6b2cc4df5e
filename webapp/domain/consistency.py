"""How steadily somebody practises, as Loop Habit Tracker scores it: one miss is not the end."""

WINDOW = 14
DAYS_A_WEEK = 7


def next_score(score: float, done: float, a_week: int) -> float:
    """Answer the score (0 to 1) after one more day of a habit wanted on so many days a week.

    `done` is how much of what is wanted was done, 0 to 1. Half of the way to a perfect score
    takes 13 days of a daily habit, and longer the rarer it is wanted.
    """
    multiplier: float = 0.5 ** ((a_week / DAYS_A_WEEK) ** 0.5 / 13)
    return score * multiplier + done * (1 - multiplier)


def done_in(recent: str, a_week: int) -> float:
    """Answer how much of what is wanted was done lately; `recent` ends with the day in question.

    Its letters: P practised, s excused (a public holiday, ill, a freeze ...), - anything else. A
    habit of every day looks at that day only; one of some days a week at two weeks, so that it
    does not matter which days they were. Excused days are not wanted. Loop too leaves the score
    alone on such a day, but afterwards it still asks for it, so that an illness costs twice.
    """
    if a_week >= DAYS_A_WEEK:
        return float(recent[-1] == "P")
    lately = recent[-WINDOW:]
    wanted = max(1, 2 * a_week - lately.count("s"))
    return min(1.0, lately.count("P") / wanted)
