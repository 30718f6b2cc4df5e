"""How one is getting on: the progress page, a day, the history of sessions."""

from tests.looks.states import State

PROGRESS = (
    State("progress-nothing", "/progress", "begun"),
    State("progress-one-day", "/progress", "one_day"),
    State("progress-broken", "/progress", "broken"),
    State("progress-long", "/progress", "long_run"),
    State("progress-flare", "/progress", "flare"),
    State("progress-day-ill", "/progress/days/2026-11-22", "flare"),
    State("progress-day-missed", "/progress/days/2026-11-24", "mina"),
    State("progress-day-done", "/progress/days/2026-11-23", "mina"),
    State("today-freeze", "/", "broken"),
)
