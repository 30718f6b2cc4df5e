"""A flare is one tap away on every page, in every language."""

import re

import pytest

from tests.web.own_examples import EXERCISE, ROUTINE
from tests.web.test_languages import ALL, every_page, speaks

WAY = re.compile(r'<a [^>]*href="/flare\?now"[^>]*>.*?<span>([^<]+)</span></a>', re.DOTALL)
NAMES = {"en": "Flare", "ru": "Обострение"}
WITHOUT = {"/flare"}  # there it is switched on and off


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("checked", [True, False])
def test_every_page_leads_there_by_one_tap(app, mina, language, checked):
    if checked:
        mina.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    speaks(mina, language)
    routine = mina.post("/api/v1/own-routines", ROUTINE).json["id"]
    exercise = mina.post("/api/v1/own-exercises", EXERCISE).json["id"]
    own = [f"/own/routines/{routine}", f"/own/routines/{routine}/share"]
    own += [f"/own/exercises/{exercise}", f"/routines/{routine}/play", "/exercises/acu_li4"]
    answers = {page: mina.get(page) for page in {*ALL, *every_page(app), *own} - WITHOUT}

    pages = {at: a.text for at, a in answers.items() if a.mimetype == "text/html" and a.data}
    lacking = [
        at
        for at, page in pages.items()
        if "<body" in page and NAMES[language] not in WAY.findall(page)
    ]

    assert len(pages) > 100
    assert lacking == []


def test_nobody_yet_is_led_there_as_well(app, stranger):
    answers = {page: stranger.get(page) for page in {*ALL, *every_page(app)} - WITHOUT}

    pages = {at: a.text for at, a in answers.items() if "<body" in a.text}

    assert [at for at, page in pages.items() if "Flare" not in WAY.findall(page)] == []
