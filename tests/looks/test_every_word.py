"""Everything that is shown is said in every language; each forgotten word is named.

Beside the pages' other looks, for it goes over all of them.
"""

import io

import pytest

from tests.test_words import HOW, OTHERS, TEMPLATE, messages_of
from tests.visitor import Visitor
from tests.web.examples import PLAN, SESSION
from tests.web.russian import english_of
from tests.web.test_languages import ALL, CHECKS, MAIN, every_page, leftovers, speaks


@pytest.fixture
def vera(mina: Visitor) -> Visitor:
    """A person who chose Russian."""
    return speaks(mina, "ru")


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language: str) -> None:
    known = messages_of(language)

    missing = [
        message.id
        for message in TEMPLATE
        if message.id and not _is_whole(known.get(_key(message.id), message.context))
    ]

    assert missing == [], HOW.format(language)


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_kept_that_nobody_says(language: str) -> None:
    said = {_key(message.id) for message in TEMPLATE}

    left = [message.id for message in messages_of(language) if _key(message.id) not in said]

    assert left == [], HOW.format(language)


def test_a_strangers_russian_pages_hold_no_english(app, stranger):
    assert leftovers(stranger, *ALL, *every_page(app)) == {}


@pytest.mark.parametrize("effects", CHECKS.values(), ids=CHECKS)
def test_a_persons_russian_pages_hold_no_english(app, vera, effects):
    kept = [{"id": each, "until": None, "clearable": "none"} for each in effects]
    vera.put("/api/v1/plan", PLAN)
    vera.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": kept})
    vera.put("/api/v1/sessions/3f0e0c1a-5b7e-4c57-9d2f-8f4f3a1c2b3d", SESSION)

    assert leftovers(vera, *MAIN, *every_page(app)) == {}


def test_mistakes_in_forms_are_told_in_russian(vera):
    answer = vera.submit("/plan", {"routine": "nothing", "mode": "times", "times": "never"})

    assert answer.status_code == 400
    assert list(english_of(answer.text)) == []


RUSSIAN_EXERCISE = {
    "title": "Ползём по стене",
    "kind": "strength",
    "place": "neck",
    "note": "Два раза в день.",
    "steps": [{"do": "Ладонь вверх по стене.", "seconds": 20, "side": "left"}],
}

RUSSIAN_FORM = RUSSIAN_EXERCISE | {
    "do_step": "Вверх.",
    "seconds": "20",
    "side": "left",
    "steps": "",
}


def test_what_is_one_s_own_is_told_in_russian(vera):
    closed = [{"id": "no_point_LI4", "until": None, "clearable": "none"}]
    vera.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": closed})
    exercise = vera.post("/api/v1/own-exercises", RUSSIAN_EXERCISE).json["id"]
    items = [{"exercise": exercise}, {"exercise": "acu_li4"}] + [{"exercise": "br_478"}] * 3
    routine = vera.post("/api/v1/own-routines", {"title": "Своё", "items": items}).json["id"]
    own = f"/own/routines/{routine}"
    shown = [
        vera.get(page).text
        for page in (
            "/own",
            own,
            f"{own}/share",
            f"/own/exercises/{exercise}",
            f"/routines/{routine}",
        )
    ]
    file = vera.get(f"{own}/file").text
    link = "https://unhunch.example/shared/a"
    looked = vera.submit("/own/import", {"text": file})
    shared = vera.submit(f"{own}/share", {})
    wrong = [
        vera.submit("/own/exercises/new", {"title": "<b>", "kind": "strength", "place": "neck"}),
        vera.submit(
            "/own/exercises/new", RUSSIAN_FORM | {"photo": (io.BytesIO(b"GIF89a"), "a.jpg")}
        ),
        vera.submit("/own/import", {"text": link}),
        vera.submit("/own/import", {"text": file.replace('"level": 1', '"level": 9')}),
        vera.get("/shared/none"),
        vera.get("/own/routines/own_0123456789abcdef"),
    ]
    removed = vera.submit(f"{own}/removal", {})

    assert "сторон" in shown[1]  # one side is missing
    for page in (*shown, looked.text, shared.text, *(w.text for w in wrong), removed.text):
        assert [said for said in english_of(page) if said != link and said[0] != "{"] == []


def _key(message_id: object) -> object:
    return message_id[0] if isinstance(message_id, (tuple, list)) else message_id


def _is_whole(message: object) -> bool:
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple) else bool(string)
