"""The way every person goes: from the first page to a phone that rings."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.browser.hands import Hands

ROUTINE = "Desk minute"
ROUTINE_SECONDS = 100
REMINDER_TITLE = ROUTINE
REMINDER_BODY = "2 minutes. Tap, then press Start."
TICK_SECONDS = "1"
# From saving the plan until the device is subscribed: a reminder due before rings nowhere.
NEEDED_SECONDS = 30
RINGS_WITHIN_SECONDS = 60 + NEEDED_SECONDS + 15
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def come_for_the_first_time(hands: Hands, url: str) -> None:
    """Choose a routine, answer the safety check, see the player; ends on the plan page."""
    hands.go(f"{url}/")
    hands.press("Choose another break")
    hands.press(ROUTINE)
    hands.wait_for_words("Safety check")
    hands.choose("None of these")
    hands.press("Keep with my reminders")
    hands.wait_for_words(ROUTINE)
    hands.wait_for_words("Keep it comfortable")
    hands.go(f"{url}/plan")


def plan_a_reminder_for_the_next_minute(hands: Hands) -> None:
    """Fill in a plan for every day with one fixed time; ends on the way to a phone that rings."""
    hands.wait_for_words("When should we nudge you?")
    zone = ZoneInfo(hands.time_zone())
    start, end = hours_around(datetime.now(zone))
    hands.choose("Remind me")
    for day in WEEKDAYS:
        hands.choose(day)
    hands.write("mon_1_start", start)
    hands.write("mon_1_end", end)
    hands.press("Same hours on every chosen day")
    hands.choose("At fixed times")
    hands.write("times", next_minute(datetime.now(zone)))  # last: filling in the rest takes time
    hands.press("Save the plan")
    hands.wait_for_words("A nudge at the right moment")


def hours_around(now: datetime) -> tuple[str, str]:
    """Return hours that begin today and hold the next minutes, also around midnight."""
    return ("00:00", "13:00") if now.hour < 12 else ("12:00", "11:00")


def next_minute(now: datetime) -> str:
    """Return the next minute on that wall clock which leaves time to allow notifications."""
    return (now + timedelta(seconds=60 + NEEDED_SECONDS)).strftime("%H:%M")


def assert_the_day_is_ticked(hands: Hands, url: str) -> None:
    """See the streak of one day at the end, on today's page and through the API."""
    hands.wait_for_words("1 day in a row. Today is done")
    hands.go(f"{url}/")
    hands.wait_for_words("Done for today")
    progress = hands.read_json("/api/v1/progress")
    assert progress["streak"]["days"] == 1
    assert progress["days"][-1]["kind"] == "practised"
