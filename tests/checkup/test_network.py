"""The way out, tried on lines of this machine that are open, closed, silent or refuse."""

import base64
import socket
import threading
import time

import pytest

from tests.checkup.lines import FakeProxy, closed_port
from webapp.checkup.finding import Grade
from webapp.checkup.network import USUAL, Place, Reached, Way, reach
from webapp.checkup.reach import check_reach, places_of
from webapp.push.endpoint import EndpointPolicy

HERE = "127.0.0.1"


def way(place: Place, proxy: str | None = None, seconds: float = 3) -> Way:
    [reached] = reach([place], proxy, seconds)
    assert reached.place == place
    return reached.way


def test_a_place_that_listens_is_open_and_one_that_does_not_is_not():
    with socket.create_server((HERE, 0)) as line:
        assert way(Place(HERE, line.getsockname()[1], is_added=True)) is Way.OPEN
    assert way(Place(HERE, closed_port(), is_added=True)) is Way.NO_CONNECTION


def test_a_name_that_leads_to_this_machine_is_no_push_service_unless_it_was_added():
    assert way(Place("localhost", 1)) is Way.NOT_PUBLIC


@pytest.mark.parametrize("host", ["a" * 70, "x..y", "no-such-host.invalid"])
def test_a_name_without_an_address_is_said_so(host):
    assert way(Place(host)) in (Way.NO_NAME, Way.NO_ANSWER)


def test_a_name_server_that_never_answers_holds_nobody_up(monkeypatch):
    over = threading.Event()

    def answer_late(*_asked: object, **_more: object) -> None:
        over.wait(20)
        raise OSError

    monkeypatch.setattr("webapp.checkup.network.socket.getaddrinfo", answer_late)
    began = time.monotonic()

    found = reach([Place(f"{n}.example") for n in range(20)], None, seconds=0.2)

    took = time.monotonic() - began
    over.set()
    assert {one.way for one in found} == {Way.NO_ANSWER}
    assert took < 5


def test_through_a_proxy_every_place_is_asked_of_it_and_of_nobody_else():
    with FakeProxy() as proxy:
        address = proxy.url.replace("http://", "http://me:p%40ss@")
        assert way(Place("push.example"), address) is Way.OPEN

    [asked] = proxy.asked
    assert asked.startswith("CONNECT push.example:443 HTTP/1.1\r\nHost: push.example:443\r\n")
    assert base64.b64encode(b"me:p@ss").decode() in asked


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("200 OK", Way.OPEN),
        ("403 Forbidden", Way.PROXY_REFUSED),
        ("407 Proxy Authentication Required", Way.PROXY_REFUSED),
        ("502 Bad Gateway", Way.PROXY_REFUSED),
    ],
)
def test_what_a_proxy_answers_is_understood(answer, found):
    with FakeProxy(answer) as proxy:
        assert way(Place("push.example"), proxy.url) is found


def test_a_proxy_that_is_gone_or_says_nothing_is_told():
    assert way(Place("push.example"), f"http://{HERE}:{closed_port()}") is Way.NO_PROXY
    with FakeProxy("") as silent:
        found = way(Place("push.example"), silent.url, seconds=0.3)
    assert found in (Way.NO_PROXY, Way.NO_ANSWER)


def test_every_place_in_use_is_looked_at_once_and_never_by_its_path():
    endpoints = [
        "https://fcm.googleapis.com/fcm/send/secret",
        "https://web.push.apple.com/secret",
        f"http://{HERE}:9300/secret",
        f"http://{HERE}:9300/other",
    ]
    policy = EndpointPolicy(frozenset({f"{HERE}:9300", "jmt17.google.com"}))

    places = places_of(endpoints, policy.extra_hosts, policy)

    assert {(str(one), one.is_used, one.is_added) for one in places} == {
        ("fcm.googleapis.com", True, False),
        ("web.push.apple.com", True, False),
        ("updates.push.services.mozilla.com", False, False),
        (f"{HERE}:9300", True, True),
        ("jmt17.google.com", False, True),
    }
    assert set(USUAL) <= {one.host for one in places}


def grades(ways: dict[Place, Way], has_proxy: bool = False) -> list[Grade]:
    found = check_reach([Reached(place, way) for place, way in ways.items()], has_proxy)
    return [finding.grade for finding in found]


USED, UNUSED, ADDED = Place("a", is_used=True), Place("b"), Place("c", 9300, True, True)


def test_all_open_is_one_good_line():
    assert grades({USED: Way.OPEN, UNUSED: Way.OPEN}) == [Grade.OK]


@pytest.mark.parametrize("closed", [one for one in Way if one is not Way.OPEN])
def test_a_closed_way_is_trouble_where_devices_depend_on_it(closed):
    assert grades({USED: closed, UNUSED: Way.OPEN}) == [Grade.OK, Grade.TROUBLE]
    assert grades({USED: Way.OPEN, UNUSED: closed}) == [Grade.OK, Grade.WARNING]


def test_no_network_at_all_is_one_warning():
    assert grades({USED: Way.NO_NAME, UNUSED: Way.NO_CONNECTION}) == [Grade.WARNING]
    assert grades({USED: Way.NO_ANSWER, ADDED: Way.OPEN}) == [Grade.WARNING]
    assert grades({UNUSED: Way.NO_NAME, ADDED: Way.NO_CONNECTION}) == [
        Grade.WARNING,
        Grade.TROUBLE,
    ]


def test_a_proxy_that_is_gone_is_one_trouble():
    assert grades({USED: Way.NO_PROXY, UNUSED: Way.NO_PROXY}, has_proxy=True) == [Grade.TROUBLE]
