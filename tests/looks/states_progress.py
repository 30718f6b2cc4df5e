"""How one is getting on: the progress page, a day, a week, a year, the list of sessions."""

from tests.looks.states import State, press, see

PROGRESS = (
    State("progress-nothing", "/progress", "begun"),
    State("progress-one-day", "/progress", "one_day"),
    State("progress-broken", "/progress", "broken"),
    State("progress-long", "/progress", "long_run"),
    State("progress-flare", "/progress", "flare"),
    State("progress-day-ill", "/progress/days/2026-11-22", "flare"),
    State("progress-day-missed", "/progress/days/2026-11-24", "mina"),
    State("progress-day-done", "/progress/days/2026-11-23", "mina"),
    State(
        "progress-day-undo", "/progress/sessions", "ada",
        (press("form[action='/progress/sessions'] .button--main"), see(".notice")),
    ),
    State("progress-week", "/progress/week", "long_run"),
    State("progress-week-flare", "/progress/week", "flare"),
    State("progress-year", "/progress/year/2026", "long_run"),
    State("progress-options", "/progress/options", "mina"),
    State("progress-sessions", "/progress/sessions", "long_run"),
    State("progress-sessions-none", "/progress/sessions", "begun"),
    State("yours", "/yours", "mina"),
    State("today-freeze", "/", "broken"),
)  # fmt: skip
