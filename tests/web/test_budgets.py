"""A first visit stays light on every page: bytes and requests, as a phone pays for them."""

import pytest

from tests.visitor import Visitor
from tests.web.cold_visit import PACKED, ColdVisit, size_of, visit
from tests.web.own_examples import EXERCISE, ROUTINE

MAX_BYTES = 60_000
MAX_SCRIPT_BYTES = 20_000
MAX_REQUESTS = 12
MAX_WORKER_BYTES = 140_000  # fetched after the page, once a build
TIMELINE = "/api/v1/routines/desk_minute/timeline?level=1"
# Each page, and what its scripts ask for as soon as it is open.
DATED = ("/progress/days/2026-11-23", "/progress/year/2026", "/progress/week?of=2026-11-23")
STRANGERS = {
    "/": (),
    "/start": (),
    "/routines": (),
    "/routines/desk_minute": (),
    "/routines/full_self_massage": (),
    "/exercises": (),
    "/exercises/acu_gb20": (),
    "/routines/desk_minute/play": (TIMELINE,),
    "/safety": (),
    "/offline": (),
    "/link/0000": (),
    "/nothing-here": (),
}
PERSONS = STRANGERS | {
    "/": ("/api/v1/due",),
    "/devices": (),
    "/plan": (),
    "/plan/history": (),
    "/progress": (),
}


@pytest.fixture
def settled(mina: Visitor) -> Visitor:
    """Mina with a plan, so that every page is full."""
    mina.submit("/start", {"routine": "desk_minute", "time_zone": "Europe/Berlin"})
    return mina


@pytest.mark.parametrize("address", STRANGERS)
def test_a_strangers_first_visit_is_light(stranger: Visitor, address: str) -> None:
    cold = visit(stranger, address, STRANGERS[address])

    assert_light(cold)


@pytest.mark.parametrize("address", PERSONS)
def test_a_persons_first_visit_is_light(settled: Visitor, address: str) -> None:
    cold = visit(settled, address, PERSONS[address])

    assert_light(cold)


def test_no_other_page_is_heavier(settled: Visitor) -> None:
    rules = settled.client.application.url_map.iter_rules()
    plain = {one.rule for one in rules if not one.arguments and "GET" in (one.methods or ())}
    seen = 0

    for address in sorted((plain - PERSONS.keys()) | with_a_name(settled)):
        answer = settled.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert_light(visit(settled, address))
            seen += 1

    assert seen >= 24


def with_a_name(somebody: Visitor) -> set[str]:
    """Pages of one thing each: a day, a year, something to read, what is one's own."""
    routine = somebody.post("/api/v1/own-routines", ROUTINE).json["id"]
    exercise = somebody.post("/api/v1/own-exercises", EXERCISE).json["id"]
    own = {f"/own/routines/{routine}", f"/routines/{routine}", f"/own/exercises/{exercise}"}
    read = {f"/learn/{page}" for page in ("evidence", "doctor", "massage", "pressing", "breaks")}
    return own | read | {f"/own/routines/{routine}/share", *DATED}


def test_what_the_worker_keeps_is_light_too(stranger: Visitor) -> None:
    source = stranger.get("/sw.js").text
    build, files = _between(source, 'BUILD = "'), _between(source, 'FILES = "').split()
    parts = [
        f"/assets/{build}/sw/{name}.js"
        for name in ("kept", "shell", "life", "receipts", "reminders", "sessions", "drawings")
    ]
    kept = [f"/assets/{build}/{name}" for name in files]

    read = ("/offline", "/safety-rules.json", "/safety-check.json", "/reminder-words.json")
    sizes = [size_of(stranger, one) for one in ("/sw.js", *parts, *kept, *read)]

    assert sum(sizes) < MAX_WORKER_BYTES


def test_text_travels_packed_and_pictures_as_they_are(stranger: Visitor) -> None:
    page = stranger.get("/", Accept_Encoding=PACKED)
    old = stranger.get("/", Accept_Encoding="gzip")
    plain = stranger.get("/")
    icon = stranger.get("/assets/any/icons/icon-192.png", Accept_Encoding=PACKED)

    assert page.headers["Content-Encoding"] == "br"
    assert old.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in icon.headers


def assert_light(cold: ColdVisit) -> None:
    """Hold a visit to the budgets; the message lists what it is made of."""
    made_of = "\n".join(f"{size:6} {name}" for name, size in cold.sizes.items())
    assert cold.bytes <= MAX_BYTES, made_of
    assert cold.script_bytes <= MAX_SCRIPT_BYTES, made_of
    assert len(cold.sizes) <= MAX_REQUESTS, made_of
    assert len(cold.blocking) <= 1, made_of


def _between(text: str, start: str) -> str:
    return text.split(start, 1)[1].split('"', 1)[0]
