"""Every operation of the JSON interface that needs somebody signed in, with a body it takes."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.visitor import Visitor
from tests.web.examples import PLAN, SAFETY, SESSION, device, session


@dataclass(frozen=True)
class Operation:
    """One operation; `path` may name {device} and {message}."""

    method: str
    template: str
    path: str
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    def ask(self, visitor: Visitor, **ids: int) -> TestResponse:
        """Carry it out as a visitor."""
        path = f"/api/v1/{self.path}".format(**ids)
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
    Operation(
        "GET",
        "devices/{device_id}/test-messages/{message_id}",
        "devices/{device}/test-messages/{message}",
    ),
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
    Operation("PUT", "sessions/{session_id}", f"sessions/{SESSION}", session()),
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
