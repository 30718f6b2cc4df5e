"""What every answer carries, which cookie is set when, which host is ours, how much is enough."""

import pytest

from tests.conftest import settings_in
from tests.visitor import CheckedClient, Visitor
from tests.web.examples import GUEST, PLAN
from webapp.application import create_app
from webapp.storage.db import db
from webapp.web.limits import limiter

PROXY = "10.0.0.1"
HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
ANSWERS = ("/", "/plan", "/sw.js", "/static/css/base.css", "/nothing", "/api/v1/plan", "/healthz")


@pytest.fixture
def behind_a_proxy(settings):
    """The application at https://neck.example.org, behind a proxy it was told of."""
    told = settings_in(
        settings.data_dir, TRUSTED_PROXIES=PROXY, PUBLIC_URL="https://neck.example.org"
    )
    app = create_app(told)
    app.test_client_class = CheckedClient
    limiter.reset()
    yield app
    with app.app_context():
        db.engine.dispose()


def cookie_of(app, sender: str, headers: dict[str, str], host: str) -> str:
    """What Set-Cookie says when a guest joins from there."""
    answer = app.test_client().post(
        "/api/v1/guests",
        json=GUEST,
        headers=headers,
        base_url=f"http://{host}",
        environ_base={"REMOTE_ADDR": sender},
    )
    assert answer.status_code == 201, answer.text
    return answer.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_what_we_never_do(stranger, path):
    with stranger.get(path) as answer:
        policy = dict(
            part.strip().split(" ", 1)
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/plan", "/devices", "/api/v1/plan"])
def test_what_one_person_sees_is_in_no_shared_cache(mina, path):
    mina.put("/api/v1/plan", PLAN)

    assert "no-store" in mina.get(path).headers["Cache-Control"]


def test_the_worker_and_the_manifest_are_asked_for_anew(stranger):
    for path in ("/sw.js", "/manifest.webmanifest"):
        with stranger.get(path) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"


def test_on_plain_http_the_cookie_is_strict_but_neither_secure_nor_named_so(app):
    cookie = cookie_of(app, "127.0.0.1", {}, "localhost")

    assert cookie.startswith("unhunch=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_by_a_trusted_proxy_the_cookie_is_secure_and_bound_to_the_host(behind_a_proxy):
    cookie = cookie_of(behind_a_proxy, PROXY, HTTPS, "neck.example.org")

    assert cookie.startswith("__Host-unhunch=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize(("sender", "headers"), [("10.0.0.2", HTTPS), (PROXY, {})])
def test_whoever_only_claims_https_gets_the_plain_cookie(behind_a_proxy, sender, headers):
    cookie = cookie_of(behind_a_proxy, sender, headers, "neck.example.org")

    assert cookie.startswith("unhunch=")
    assert "Secure" not in cookie


def test_over_https_the_browser_is_told_to_stay_with_it(behind_a_proxy):
    answer = behind_a_proxy.test_client().get(
        "/", headers=HTTPS, base_url="http://neck.example.org", environ_base={"REMOTE_ADDR": PROXY}
    )

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_on_plain_http_it_is_not(stranger):
    assert "Strict-Transport-Security" not in stranger.get("/").headers


@pytest.mark.parametrize("path", ["/", "/api/v1/routines", "/start", "/nothing"])
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.7"])
def test_a_foreign_host_is_refused(app, path, host):
    app.test_client_class = None
    answer = app.test_client().get(path, base_url=f"http://{host}")

    assert answer.status_code == 400
    assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8000"])
def test_our_own_names_are_served(app, host):
    assert app.test_client().get("/", base_url=f"http://{host}").status_code == 200


def test_who_writes_too_much_is_asked_to_wait(mina):
    mina.put("/api/v1/plan", PLAN)
    for _ in range(241):
        last = mina.put("/api/v1/safety", {})

    assert (last.status_code, last.mimetype) == (429, "application/problem+json")
    assert last.json["detail"]
    assert mina.get("/api/v1/plan").status_code == 200


def test_who_makes_too_many_guests_is_asked_to_wait(app):
    def join() -> int:
        visitor = Visitor(app.test_client())
        return visitor.post("/api/v1/guests", GUEST | {"time_zone": "?"}).status_code

    assert [join() for _ in range(31)][-2:] == [422, 429]


def test_who_guesses_links_is_asked_to_wait(stranger):
    answers = [stranger.get(f"/link/guess-{number}").status_code for number in range(21)]

    assert answers[-2:] == [410, 429]


def test_one_person_s_writes_do_not_slow_another_s(mina, jun):
    while mina.put("/api/v1/safety", {}).status_code != 429:
        pass

    assert jun.put("/api/v1/plan", PLAN).status_code == 200
