"""How a link is shown: the square, the code, and what to do where no phone gets there."""

import re

import pytest
import segno

from tests.conftest import settings_in
from tests.visitor import Visitor
from webapp.application import create_app
from webapp.web.limits import limiter
from webapp.web.link_codes import code_in, is_loopback, qr_svg, spaced


def test_on_localhost_the_page_says_that_no_phone_gets_there(mina):
    page = mina.submit("/link-codes", {})

    assert page.status_code == 200
    assert "A phone cannot reach this address" in page.text
    assert "<svg" not in page.text.split('data-link="')[1].split("</section>")[0]


def test_on_an_https_address_the_page_shows_the_square(tmp_path, empty_database):
    settings = settings_in(tmp_path / "instance", PUBLIC_URL="https://neck.example.org")
    (settings.data_dir / "unhunch.db").write_bytes(empty_database.read_bytes())
    app = create_app(settings)
    limiter.reset()
    mina = Visitor(app.test_client())
    mina.client.environ_base |= {"wsgi.url_scheme": "https", "HTTP_HOST": "neck.example.org"}
    mina.join()

    page = mina.submit("/link-codes", {})

    url = re.search(r'href="(https://neck\.example\.org/link/[^"]+)"', page.text)
    assert url, page.text
    assert str(qr_svg(url[1])) in page.text
    assert len(url[1].rsplit("/", 1)[1]) >= 22  # 128 bits in base64url
    assert "cannot reach" not in page.text


def test_the_square_says_the_address_and_brings_no_style_of_its_own():
    drawn = qr_svg("https://neck.example.org/link/abc")
    modules = segno.make_qr("https://neck.example.org/link/abc", error="m")

    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert modules.symbol_size(border=4)[0] == int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K7QM-4XPA", "K7QM4XPA"),
        ("k7qm 4xpa", "K7QM4XPA"),
        ("K7QM–4XPA", "K7QM4XPA"),
        ("K7QM4XP1", None),
    ],
)
def test_a_code_is_found_in_what_was_typed(text, code):
    assert code_in(text) == code


def test_a_code_is_shown_in_two_halves():
    assert spaced("K7QM4XPA") == "K7QM-4XPA"


@pytest.mark.parametrize(
    ("url", "only_here"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("https://app.localhost", True),
        ("https://neck.example.org", False),
        ("https://192.168.1.4", False),
    ],
)
def test_an_address_of_this_machine_only_is_known(url, only_here):
    assert is_loopback(url) is only_here
