"""A push service in every kind of trouble: what can arrive does, once; nobody else waits for it."""

import asyncio
import time
from collections import Counter, defaultdict, deque
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from tests.faults import ledger, proofs
from tests.faults.crowd import gather
from tests.faults.recorder import NAMES
from tests.faults.waiting_for_the_end import until_everything_ended
from tests.lab.waiting import until

TROUBLED, FINE = NAMES
RETRY_SECONDS = 3
PROMPT_SECONDS = 5.0
PATIENCE_SECONDS = 120


async def reset(request):
    request.transport.abort()
    return web.Response()


async def hang(request):
    await asyncio.sleep(40)
    return await reset(request)


async def garbage(request):
    request.transport.write(b"\x16\x03\x01 220 smtp ready\r\n\r\n\0\0")
    return await reset(request)


async def endless(request):
    answer = web.StreamResponse(status=503)
    await answer.prepare(request)
    with suppress(ConnectionError):
        for _ in range(100):
            await answer.write(b"a secret page" * 1000)
            await asyncio.sleep(0.1)
    return answer


def status(number, **headers):
    async def answer(_request):
        return web.Response(status=number, headers=headers, text="a secret page")

    return answer


async def wait_until_a_date(_request):
    then = datetime.now(UTC) + timedelta(seconds=RETRY_SECONDS + 1)  # dates have no fractions
    return web.Response(status=429, headers={"Retry-After": format_datetime(then, usegmt=True)})


PASSING = {
    "429 for seconds": status(429, **{"Retry-After": str(RETRY_SECONDS)}),
    "429 until a date": wait_until_a_date,
    "503": status(503),
    "503 for seconds": status(503, **{"Retry-After": str(RETRY_SECONDS)}),
    "408": status(408),
    "500 with an endless page": endless,
    "reset": reset,
    "garbage": garbage,
    "a silence": hang,
    "Retry-After nobody can read": status(429, **{"Retry-After": "soon"}),
}
FINAL = {
    "404": (status(404), "gone"),
    "410": (status(410), "gone"),
    "redirect": (status(302, Location="http://127.0.0.1:9/"), "refused"),
    "413": (status(413), "refused"),
}


class Script:
    """For each endpoint, what is answered in place of the service, and when it was asked."""

    def __init__(self, home, crowd):
        self.waiting = defaultdict(deque)
        self.asked_at = defaultdict(list)
        phones = [phone for phone in ledger.devices(home) if phone.person in crowd.people]
        troubled = [phone for phone in phones if TROUBLED in phone.endpoint]
        self.phones = dict(zip([*PASSING, *FINAL], troubled, strict=False))
        assert len(self.phones) == len(PASSING) + len(FINAL), "the crowd is too small"
        for kind, phone in self.phones.items():
            self.waiting[phone.endpoint].append(PASSING.get(kind) or FINAL[kind][0])

    def asked(self, kind):
        """When the phone with this trouble was tried."""
        return self.asked_at[self.phones[kind].endpoint]

    async def __call__(self, request):
        endpoint = f"https://{request.url.host}:{request.url.port}{request.path}"
        self.asked_at[endpoint].append(time.monotonic())
        if not self.waiting[endpoint]:
            return None
        return await self.waiting[endpoint].popleft()(request)


def test_what_can_arrive_does_and_the_rest_is_explained(home, tell):
    crowd = gather(home, 2 * (len(PASSING) + len(FINAL)) + 8, devices=1)
    script = home.service.trouble = Script(home, crowd)
    scheduler = home.start()

    crowd.release(crowd.left)
    until_everything_ended(home, crowd, seconds=PATIENCE_SECONDS)

    assert scheduler.terminate() == 0
    proofs.everybody_was_due_once(home, crowd)
    proofs.everything_ended(home)
    states = {row.device: row.state for row in ledger.deliveries(home)}
    found = {kind: states[phone.device] for kind, phone in script.phones.items()}
    assert found == dict.fromkeys(PASSING, "accepted") | {k: end for k, (_, end) in FINAL.items()}
    for kind in ("429 for seconds", "429 until a date", "503 for seconds"):
        first, second, *_ = script.asked(kind)
        assert second - first >= RETRY_SECONDS, kind
    assert proofs.repeats_are_bounded(home, {}) == 0
    assert "a secret page" not in scheduler.text
    tell(f"{len(found)} kinds of trouble on {home.kind}: {dict(Counter(found.values()))}")


def test_nobody_waits_for_a_service_that_is_silent(home, tell):
    crowd = gather(home, 40, devices=1)

    async def trouble(request):
        return await hang(request) if request.url.host == TROUBLED else None

    home.service.trouble = trouble
    scheduler = home.start()
    scheduler.says("looking for due reminders")

    crowd.release(10)
    time.sleep(1)
    crowd.release(crowd.left)  # while the silent service is waited for
    fine = {phone.device for phone in ledger.devices(home) if FINE in (phone.endpoint or "")}
    slowest = until(lambda: seconds_until_all_fine(home, fine), "the other service", 60)

    scheduler.kill()
    assert slowest < PROMPT_SECONDS
    tell(f"beside a silent service on {home.kind}: the other's within {slowest:.1f} s")


def seconds_until_all_fine(home, phones):
    """How long the slowest message to the untroubled service took; None while one is to come."""
    rows = [row for row in ledger.deliveries(home) if row.device in phones]
    if len(rows) < len(phones) or any(row.waits for row in rows):
        return None
    return max((row.settled_at - row.created_at).total_seconds() for row in rows)
