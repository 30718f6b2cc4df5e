"""A proxy and its authority are used when they are given, and never because of the environment."""

import logging
from pathlib import Path

import pytest

from tests.push.certificates import authority_for
from tests.push.conftest import NOW, MakeSender, parcel_to, subscribed
from tests.push.fake_proxy import FakeProxy
from tests.push.fake_push import FakePush
from webapp.push.network import Network
from webapp.push.outcome import Outcome, Result
from webapp.push.vapid import VapidKey

MOZILLA = "updates.push.services.mozilla.com"
APPLE = "web.push.apple.com"


@pytest.mark.parametrize(
    ("host", "content_type"),
    [(MOZILLA, "application/octet-stream"), (APPLE, "application/notification+json")],
)
def test_a_known_service_is_reached_through_the_proxy_that_was_given(
    key: VapidKey, make_sender: MakeSender, tmp_path: Path, host: str, content_type: str
) -> None:
    authority = authority_for(host, tmp_path)
    with FakePush(now=NOW, name=host, tls=authority.server) as service:
        browser = subscribed(service, key)
        with FakeProxy(service.port) as proxy:
            network = Network(proxy=proxy.url, ca=str(authority.file))
            sender = make_sender(network=network)
            results = sender.send([parcel_to(browser)], NOW)
            sender.close()

    assert [result.outcome for result in results] == [Outcome.ACCEPTED]
    assert proxy.asked == [f"CONNECT {host}:443 HTTP/1.1"]
    assert service.attempts[0].headers["Content-Type"] == content_type


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    key: VapidKey, make_sender: MakeSender, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    authority = authority_for(MOZILLA, tmp_path)
    with FakePush(now=NOW, name=MOZILLA, tls=authority.server) as service:
        browser = subscribed(service, key)
        with FakeProxy(service.port) as proxy:
            sender = make_sender(network=Network(proxy=proxy.url))
            results = sender.send([parcel_to(browser)], NOW)
            sender.close()

    assert results == [Result(Outcome.LATER, detail="the certificate is not trusted")]
    assert service.attempts == []
    assert "hush" not in caplog.text


def test_a_proxy_that_is_not_there_is_tried_later(
    service: FakePush, key: VapidKey, make_sender: MakeSender
) -> None:
    with FakeProxy(service.port) as proxy:
        gone = proxy.url
    sender = make_sender(service.host, network=Network(proxy=gone))

    results = sender.send([parcel_to(subscribed(service, key))], NOW)

    assert results == [Result(Outcome.LATER, detail="no connection")]


def test_the_environments_proxy_is_ignored(
    service: FakePush, key: VapidKey, make_sender: MakeSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeProxy(service.port) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)

        results = make_sender(service.host).send([parcel_to(subscribed(service, key))], NOW)

    assert [result.outcome for result in results] == [Outcome.ACCEPTED]
    assert proxy.asked == []
