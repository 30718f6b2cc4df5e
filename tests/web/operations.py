"""Every operation of the JSON interface that needs somebody signed in, with a body it takes."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.visitor import Visitor
from tests.web.examples import PLAN, SAFETY, SESSION, device, session
from tests.web.own_examples import EXERCISE, FILE, ROUTINE
from webapp import clock

NOBODY_S = "own_ffffffffffffffff"


@dataclass(frozen=True)
class Operation:
    """One operation; `path` may name {device}, {message}, {routine} and {exercise}."""

    method: str
    template: str
    path: str
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    def ask(self, visitor: Visitor, **ids: int | str) -> TestResponse:
        """Carry it out as a visitor."""
        path = f"/api/v1/{self.path}".format(**{"routine": NOBODY_S, "exercise": NOBODY_S, **ids})
        if self.method == "GET":
            return visitor.get(path)
        return {"PUT": visitor.put, "POST": visitor.post}[self.method](path, self.body)


READS = (
    Operation("GET", "safety", "safety"),
    Operation("GET", "plan", "plan"),
    Operation("GET", "plan/preview", "plan/preview?days=3"),
    Operation("GET", "due", "due"),
    Operation("GET", "reminders", "reminders?limit=5"),
    Operation("GET", "progress", "progress"),
    Operation("GET", "levels", "levels"),
    Operation("GET", "days/{day}", "days/2026-11-23"),
    Operation(
        "GET",
        "devices/{device_id}/test-messages/{message_id}",
        "devices/{device}/test-messages/{message}",
    ),
    Operation("GET", "own-routines", "own-routines"),
    Operation("GET", "own-routines/{routine_id}", "own-routines/{routine}"),
    Operation("GET", "own-routines/{routine_id}/file", "own-routines/{routine}/file"),
    Operation("GET", "own-exercises", "own-exercises"),
)
WRITES = (
    Operation("PUT", "safety", "safety", SAFETY),
    Operation("PUT", "plan", "plan", PLAN),
    Operation("POST", "plan/done-today", "plan/done-today", {}),
    Operation("POST", "plan/ring-as-planned", "plan/ring-as-planned", {}),
    Operation("POST", "devices", "devices", device("new")),
    Operation("POST", "devices/{device_id}/test-messages", "devices/{device}/test-messages", {}),
    Operation(
        "POST",
        "devices/{device_id}/test-messages/{message_id}/acknowledgement",
        "devices/{device}/test-messages/{message}/acknowledgement",
        {},
    ),
    Operation("POST", "links", "links", {}),
    Operation("PUT", "levels/{kind}", "levels/breathing", {"level": 1}),
    Operation("POST", "levels/{kind}/put-off", "levels/breathing/put-off", {}),
    Operation("POST", "levels/start-again", "levels/start-again", {}),
    Operation("POST", "levels/hands-on", "levels/hands-on", {"advised": True}),
    Operation("POST", "own-routines", "own-routines", ROUTINE),
    Operation("PUT", "own-routines/{routine_id}", "own-routines/{routine}", ROUTINE),
    Operation("POST", "own-routines/{routine_id}/removal", "own-routines/{routine}/removal", {}),
    Operation("POST", "own-routines/{routine_id}/return", "own-routines/{routine}/return", {}),
    Operation("POST", "own-exercises", "own-exercises", EXERCISE),
    Operation("PUT", "own-exercises/{exercise_id}", "own-exercises/{exercise}", EXERCISE),
    Operation(
        "POST", "own-exercises/{exercise_id}/removal", "own-exercises/{exercise}/removal", {}
    ),
    Operation("POST", "own-exercises/{exercise_id}/return", "own-exercises/{exercise}/return", {}),
    Operation("POST", "routine-files", "routine-files", FILE),
    Operation("POST", "routine-files/preview", "routine-files/preview", FILE),
    Operation("PUT", "sessions/{session_id}", f"sessions/{SESSION}", session()),
    Operation("PUT", "days/{day}/mark", f"days/{clock.now().date()}/mark", {"mark": "ill"}),
    Operation("PUT", "day-start", "day-start", {"day_start": "04:00"}),
)
SIGNED_IN = (*READS, *WRITES)
OPEN = {
    "GET links/{link_id}",  # needs somebody too; there is none yet: tests/web/test_links.py
    "POST guests",
    "GET vapid-key",
    "POST receipts",
    "GET routines",
    "GET routines/{routine_id}/timeline",
}
