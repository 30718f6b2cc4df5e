"""/metrics: who may read them, and that Prometheus itself can."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.actions.lives import TEN, office_of, reminded
from tests.conftest import settings_in
from tests.visitor import Visitor
from tests.web.examples import SOON
from webapp.actions.deliveries import settle, take_waiting
from webapp.actions.reminders import tick
from webapp.application import create_app
from webapp.push.outbox import Outbox
from webapp.storage.gauges import HostState
from webapp.web.exposition import GAUGE, Metric, Sample, exposition

TOKEN = "a-token-of-sixteen-characters"
DOCUMENT = Path(__file__).parents[2] / "docs" / "operations.md"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def families(text: str) -> dict[str, object]:
    """The metrics by name, as Prometheus's own reader finds them."""
    return {family.name: family for family in text_string_to_metric_families(text)}


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def guarded(app: Flask, settings, tmp_path) -> Flask:
    """The application behind a proxy on the same machine, with a token for the metrics."""
    made = settings_in(
        settings.data_dir,
        METRICS_TOKEN=TOKEN,
        TRUSTED_PROXIES="127.0.0.1,10.0.0.1",
        PUBLIC_URL="https://neck.example.org",
    )
    return create_app(made)


def status(app: Flask, peer: str, host: str = "127.0.0.1:8000", **headers: str) -> int:
    """What is answered to a peer that sends these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = app.test_client().get(
        "/metrics", environ_base={"REMOTE_ADDR": peer}, headers={"Host": host, **named}
    )
    return answer.status_code


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000"])
def test_a_program_on_this_machine_may_read_them(app, peer, host):
    assert status(app, peer, host) == 200


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.1", "", "unix", "127.0.0.1.evil.example"])
def test_nobody_else_may(app, peer):
    assert status(app, peer) == 403


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.0.0.1", "203.0.113.9"])
@pytest.mark.parametrize("claimed", ["203.0.113.9", "127.0.0.1", "127.0.0.1, 203.0.113.9", "::1"])
@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto"]
)
def test_whoever_comes_through_a_proxy_is_not_this_machine(guarded, proxy, claimed, header):
    for host in ("127.0.0.1:8000", "neck.example.org"):
        assert status(guarded, proxy, host, **{header: claimed}) == 403


def test_a_proxy_that_leaves_no_trace_but_the_name_it_was_asked_for_is_seen_too(guarded):
    assert status(guarded, "127.0.0.1", "neck.example.org") == 403


def test_what_was_not_looked_at_on_its_way_in_is_not_from_here(guarded):
    guarded.wsgi_app = guarded.wsgi_app.direct  # as a server would that leaves the middleware out

    assert status(guarded, "127.0.0.1") == 403


def test_the_token_opens_them_from_anywhere(guarded):
    for peer in ("203.0.113.9", "10.0.0.1"):
        assert status(guarded, peer, **BEARER) == 200
    assert status(guarded, "10.0.0.1", X_Forwarded_For="203.0.113.9", **BEARER) == 200


@pytest.mark.parametrize(
    "given",
    [
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer é",
        "Bearer",
        "Bearer ",
        f"Basic {TOKEN}",
        TOKEN,
        "",
    ],
)
def test_no_other_word_does(guarded, given):
    assert status(guarded, "203.0.113.9", Authorization=given) == 403


def test_without_a_token_set_no_word_opens_them(app):
    assert status(app, "203.0.113.9", Authorization="Bearer None") == 403
    assert status(app, "203.0.113.9", Authorization="Bearer ") == 403


def test_the_token_is_not_taken_from_the_address(guarded):
    answer = guarded.test_client().get(
        f"/metrics?token={TOKEN}", environ_base={"REMOTE_ADDR": "203.0.113.9"}
    )

    assert answer.status_code == 403


def test_they_tell_of_the_whole_installation(app: Flask, stranger: Visitor) -> None:
    with app.app_context():
        reminded()
        tick(TEN)
        batch = take_waiting(office_of(app), TEN)
        accepted = TEN + timedelta(seconds=1.5)
        settle(batch, Outbox().send([b.parcel for b in batch], TEN), accepted)
        reminded(TEN)
    answer = stranger.get("/metrics")

    told = samples(answer.text)

    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert told["unhunch_reminders_claimed_total", (("kind", "planned"),)] == 1
    assert told["unhunch_deliveries_total", (("outcome", "accepted"),)] == 1
    assert told["unhunch_deliveries_total", (("outcome", "gone"),)] == 0
    assert told["unhunch_lateness_seconds_bucket", (("le", "1"),)] == 0
    assert told["unhunch_lateness_seconds_bucket", (("le", "2"),)] == 1
    assert told["unhunch_lateness_seconds_bucket", (("le", "+Inf"),)] == 1
    assert told["unhunch_lateness_seconds_count", ()] == 1
    assert told["unhunch_lateness_seconds_sum", ()] == 1.5
    assert told["unhunch_tick_age_seconds", ()] == (SOON - TEN).total_seconds()
    assert (told["unhunch_people", ()], told["unhunch_devices", ()]) == (2, 2)


def test_before_the_first_tick_there_is_no_age_of_one(stranger):
    told = samples(stranger.get("/metrics").text)

    assert not any(name == "unhunch_tick_age_seconds" for name, _ in told)


def test_the_crowd_is_counted_every_five_minutes_only(app, stranger, set_clock):
    def people_at(now) -> float:
        set_clock(now)
        return samples(stranger.get("/metrics").text)["unhunch_people", ()]

    assert people_at(SOON) == 0
    Visitor(app.test_client()).join()
    assert people_at(SOON + timedelta(minutes=4)) == 0
    assert people_at(SOON + timedelta(minutes=5)) == 1


def test_hosts_in_trouble_are_told_by_name(app, stranger, monkeypatch):
    trouble = (
        HostState("fcm.googleapis.com", SOON + timedelta(minutes=1), "refused", 7),
        HostState("push.example", SOON - timedelta(minutes=1), None, 1),
    )
    monkeypatch.setattr("webapp.actions.figures.host_states", lambda: trouble)

    told = samples(stranger.get("/metrics").text)

    google = (("host", "fcm.googleapis.com"), ("reason", "refused"))
    assert told["unhunch_push_host_paused", google] == 1
    assert told["unhunch_push_host_paused", (("host", "push.example"), ("reason", ""))] == 0
    assert told["unhunch_push_host_failures", (("host", "fcm.googleapis.com"),)] == 7


def test_text_that_would_break_the_format_is_escaped():
    odd = 'a "quoted"\\ line\nand another'
    metric = Metric("odd", GAUGE, odd, (Sample(1.5, {"label": odd}),))

    [family] = text_string_to_metric_families(exposition([metric]))

    assert family.documentation == odd
    assert family.samples[0].labels == {"label": odd}


def test_every_metric_has_its_row_in_the_document_and_every_row_its_metric(stranger):
    rows = re.findall(r"^\| `(unhunch_\w+)` \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    told = {
        line.split()[2]
        for line in stranger.get("/metrics").text.splitlines()
        if line.startswith("# TYPE")
    }

    assert len(rows) == len(set(rows))
    assert set(rows) == told


def test_every_name_says_what_it_counts_in_the_way_of_prometheus(stranger):
    told = families(stranger.get("/metrics").text)

    assert all(re.fullmatch(r"unhunch_[a-z_]+", name) for name in told)
    assert all(family.documentation.endswith(".") for family in told.values())
