"""Only the push services that we know, or that the operator named, are ever posted to."""

import pytest

from webapp.push.endpoint import EndpointPolicy, SubscriptionProblem, is_apple, origin_of

KNOWN = EndpointPolicy(frozenset())
ADDED = EndpointPolicy(frozenset({"127.0.0.1:9300", "Push.Example.org", "[::1]:9300"}))


@pytest.mark.parametrize(
    "url",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://fcm.googleapis.com:443/wp/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/Qabc",
        "https://wns2-par02p.notify.windows.com/w/?token=BQY%2bAA%3d",
        "HTTPS://FCM.googleapis.com/fcm/send/abc",
    ],
)
def test_browsers_own_push_services_are_known(url: str) -> None:
    KNOWN.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "fcm.googleapis.com/x",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com:x/x",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example\\@fcm.googleapis.com/x",
        "https://evil.example%2f.push.apple.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://notfcm.googleapis.com/x",
        "https://fcm.googleapis.com./x",
        "https://..push.apple.com/x",
        f"https://{'a' * 64}.push.apple.com/x",
        "https://fcm.googleapis.com\t/x",
        "https://fcm.googleapis.com/x\r\nHost: evil.example",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/ü",
        "https://ｆcm.googleapis.com/x",
        "https://jmt17.google.com/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://2130706433/x",
        "https://0x7f000001/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[::1/x",
        "https://169.254.169.254/latest",
        "https:///x",
        "file:///etc/passwd",
    ],
)
def test_every_other_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SubscriptionProblem) as refused:
        KNOWN.check(url)

    assert refused.value.field == "endpoint"
    assert not url or url not in str(refused.value)


def test_an_endpoint_has_at_most_1024_characters() -> None:
    start = "https://fcm.googleapis.com/"
    KNOWN.check(start + "x" * (1024 - len(start)))

    with pytest.raises(SubscriptionProblem, match="1024"):
        KNOWN.check(start + "x" * (1025 - len(start)))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9300/x",
        "https://127.0.0.1:9300/x",
        "https://push.example.org/x",
        "http://push.example.org:8080/x",
        "http://[::1]:9300/x",
    ],
)
def test_a_host_that_the_operator_named_may_be_plain_and_private(url: str) -> None:
    ADDED.check(url)

    assert ADDED.adds(url)
    assert not KNOWN.adds(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9301/x",
        "http://127.0.0.1/x",
        "http://sub.push.example.org/x",
        "http://user@127.0.0.1:9300/x",
        "http://fcm.googleapis.com/x",
    ],
)
def test_naming_one_host_lets_no_other_in(url: str) -> None:
    with pytest.raises(SubscriptionProblem):
        ADDED.check(url)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://fcm.googleapis.com/x", "https://fcm.googleapis.com"),
        ("https://FCM.googleapis.com:443/x", "https://fcm.googleapis.com"),
        ("http://127.0.0.1:9300/x", "http://127.0.0.1:9300"),
        ("http://[::1]:9300/x", "http://[::1]:9300"),
    ],
)
def test_an_origin_names_a_port_only_where_it_is_unusual(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def test_only_apples_own_hosts_are_apples() -> None:
    assert is_apple("https://web.push.apple.com/x")
    assert not is_apple("https://fcm.googleapis.com/x")
