"""Every page opens for everybody, breaks for nobody, and reading it changes nothing."""

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.rows import all_rows
from tests.web.examples import PLAN, SESSION, remind
from tests.web.reading import Page

PAGES = (
    "/",
    "/start",
    "/routines",
    "/routines?minutes=5&kind=breathing&place=lying&discreet=1",
    "/routines/desk_minute",
    "/routines/desk_minute?level=3",
    "/routines/desk_minute/play",
    "/exercises",
    "/exercises/acu_gb20",
    "/exercises/mas_side_rub",
    "/plan",
    "/plan/history",
    "/progress",
    "/progress/options",
    "/progress/week",
    "/progress/year/2026",
    "/progress/sessions",
    "/yours",
    "/progress/days/2026-11-23",
    "/devices",
    "/safety",
    "/safety?then=/plan",
    "/offline",
)
FILES = ("/sw.js", "/manifest.webmanifest", "/healthz", "/readyz", "/api/v1/openapi.json")
ODD = (
    "",
    "0",
    "²",
    "9" * 5000,
    "1e9",
    "é",
    "%00",
    "%ff%fe",
    "..%2f..%2fetc%2fpasswd",
    "<script>",
    "' OR 1=1 --",
    "{0.__class__}",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "//evil.example",
    "x" * 300,
)
QUERIES = (
    "before",
    "limit",
    "show",
    "then",
    "routine",
    "level",
    "minutes",
    "kind",
    "place",
    "discreet",
    "days",
    "from",
    "to",
    "saved",
    "v",
    "token",
)


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_every_page_opens_signed_out_and_makes_nobody(app, stranger, path):
    with stranger.get(path) as answer:
        assert answer.status_code == 200 or answer.location == "/start"

    assert not any(all_rows(app).values())


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_every_page_opens_signed_in_and_changes_nothing(app, mina, path):
    mina.put("/api/v1/plan", PLAN)
    before = all_rows(app)

    with mina.get(path) as answer:
        assert answer.status_code == 200

    assert all_rows(app) == before


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_script_or_a_style_of_its_own(app, mina, path):
    remind(app, mina)

    page = Page(mina.get(path).text)

    assert page.styles == []
    assert set(page.scripts) <= {"application/json"}


@pytest.mark.parametrize(
    "then",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/%5cevil.example",
        "\t//evil.example",
        "/ /evil.example",
        "/plan@evil.example",
        "/routines/nothing",
        "",
    ],
)
def test_the_check_leads_on_to_our_own_pages_only(stranger, then):
    page = stranger.client.get("/safety", query_string={"then": then}).text

    assert 'data-then="/"' in page


@pytest.mark.parametrize(
    "then", ["/", "/plan", "/plan?routine=desk_minute", "/routines/desk_minute/play"]
)
def test_the_check_leads_on_to_where_it_was_asked_for(stranger, then):
    page = stranger.client.get("/safety", query_string={"then": then}).text

    assert f'data-then="{then}"' in page


def addresses(app) -> list[tuple[str, str]]:
    """Every method and address of the map, with {} where it takes something."""
    return sorted(
        (method, re.sub(r"<[^>]+>", "{}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


def asked(visitor, method: str, address: str, value: str):
    """The status of a request with one value at every place that takes one."""
    path = address.replace("{}", value if "%" in value else quote(value, safe=""))
    query = dict.fromkeys(QUERIES, value)
    with visitor.client.open(
        path or "/", method=method, query_string=query, headers=visitor.headers
    ) as answer:
        return answer.status_code


@pytest.mark.parametrize("value", ODD, ids=lambda value: ascii(value)[:20])
def test_nothing_odd_in_an_address_or_a_query_breaks_a_page(app, mina, stranger, value):
    mina.put("/api/v1/plan", PLAN)
    before = all_rows(app)

    broken = [
        (method, address)
        for visitor in (mina, stranger)
        for method, address in addresses(app)
        if asked(visitor, method, address, value) >= 500
    ]

    assert broken == []
    without_links = {name: rows for name, rows in all_rows(app).items() if name != "link_codes"}
    assert without_links == {n: rows for n, rows in before.items() if n != "link_codes"}


@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    value=st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    place=st.sampled_from(
        (
            "/routines/{}",
            "/routines/{}/play",
            "/link/{}",
            "/go/{}",
            "/static/{}",
            "/api/v1/routines/{}/timeline",
            "/api/v1/sessions/{}",
            "/safety?then={}",
            "/plan?routine={}",
            "/routines/desk_minute?level={}",
            "/api/v1/plan/preview?days={}",
            "/api/v1/progress?from={}",
        )
    ),
)
def test_no_text_whatever_in_an_address_breaks_a_page(mina, value, place):
    with mina.client.get(place.replace("{}", quote(value, safe=""))) as answer:
        assert answer.status_code < 500


def test_what_is_not_there_is_said_in_the_form_the_asker_reads(stranger):
    page, answer = stranger.get("/nothing"), stranger.get("/api/v1/nothing")

    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert 'href="/routines"' in page.text


def test_an_address_asked_in_the_wrong_way_says_which_ways_there_are(stranger):
    answer = stranger.client.delete("/api/v1/plan")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) >= {"GET", "PUT"}


def test_a_session_s_address_is_not_read_by_get(mina):
    assert mina.get(f"/api/v1/sessions/{SESSION}").status_code == 405
