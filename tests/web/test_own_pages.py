"""The pages of what is one's own, as somebody without scripts uses them."""

import io
import re

import pytest

from tests.rows import all_rows, count_rows
from tests.web.examples import PLAN
from tests.web.own_examples import EXERCISE, ROUTINE, SECRET, a_file
from tests.web.reading import Page
from tests.web.test_own_photos import a_photo


@pytest.fixture
def mina(mina):
    """Mina, with a check that left everything open."""
    mina.put("/api/v1/safety", {"consent": True, "catalogue_version": 1, "effects": []})
    return mina


@pytest.fixture
def routine(mina) -> str:
    """The id of Mina's own routine."""
    return mina.post("/api/v1/own-routines", ROUTINE).json["id"]


@pytest.fixture
def exercise(mina) -> str:
    """The id of Mina's own exercise."""
    return mina.post("/api/v1/own-exercises", EXERCISE).json["id"]


def stored(visitor, routine):
    return visitor.get(f"/api/v1/own-routines/{routine}").json


def form_of(visitor, routine, **changes):
    """What the form of a routine holds."""
    found = stored(visitor, routine)
    form = {
        "title": found["title"],
        "edition": str(found["edition"]),
        "break_minutes": "",
        "exercise": [item["exercise"] for item in found["items"]],
        "level": [str(item["level"]) for item in found["items"]],
        "seconds": [str(item["seconds"] or "") for item in found["items"]],
    }
    return form | changes


def press(visitor, routine, button, **changes):
    path = f"/own/routines/{routine}"
    return visitor.submit(path, form_of(visitor, routine, **changes) | {"do": button})


def exercises(visitor, routine) -> list[str]:
    return [item["exercise"] for item in stored(visitor, routine)["items"]]


def test_a_copy_of_ours_becomes_one_s_own(mina):
    answer = mina.submit("/own/routines", {"from": "micro_break"})

    assert answer.status_code == 303
    made = stored(mina, answer.location.rpartition("/")[2])
    assert made["title"] == "Micro-break, my way"
    assert made["based_on"] == "micro_break"
    assert made["seconds"] == 180


def test_an_empty_one_says_what_to_do_next(mina):
    answer = mina.submit("/own/routines", {"from": ""})

    assert "Add an exercise below" in mina.get(answer.location).text


def test_the_editor_holds_all_there_is_to_add_and_what_is_there(mina, routine):
    text = mina.get(f"/own/routines/{routine}").text

    assert text.count('value="add:') == 43
    assert Page(text).values["title"] == ROUTINE["title"]
    assert "Total" in text


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("add:mob_turn", "rolls squeeze exhale turn"),
        ("up:2", "rolls exhale squeeze"),
        ("down:0", "squeeze rolls exhale"),
        ("up:0", "rolls squeeze exhale"),
        ("down:2", "rolls squeeze exhale"),
        ("remove:1", "rolls exhale"),
        ("save", "rolls squeeze exhale"),
        ("remove:99", "rolls squeeze exhale"),
        ("jump:1", "rolls squeeze exhale"),
        ("up:-1", "rolls squeeze exhale"),
        ("remove:", "rolls squeeze exhale"),
    ],
)
def test_buttons_add_move_and_take_out(mina, routine, button, order):
    answer = press(mina, routine, button)

    assert answer.status_code == 303
    assert [name.rpartition("_")[2] for name in exercises(mina, routine)] == order.split()


def test_an_exercise_that_is_not_there_cannot_be_added(app, mina, routine):
    before = all_rows(app)

    answer = press(mina, routine, "add:no_such")

    assert answer.status_code == 400
    assert "There is no exercise called no_such" in answer.text
    assert all_rows(app) == before


def test_seconds_go_to_the_nearest_the_level_allows_and_levels_are_kept(mina, routine):
    press(mina, routine, "save", level=["3", "1", "2"], seconds=["", "9999", "75"])

    items = stored(mina, routine)["items"]
    assert [item["level"] for item in items] == [3, 1, 2]
    assert [item["seconds"] for item in items] == [None, 120, 70]


def test_a_new_name_is_kept_and_an_empty_one_is_not(mina, routine):
    press(mina, routine, "save", title="  Before   lunch ")
    refused = press(mina, routine, "save", title=" ")

    assert stored(mina, routine)["title"] == "Before lunch"
    assert refused.status_code == 400
    assert "cannot be empty" in refused.text


def test_a_script_in_a_name_is_refused_and_never_written_into_a_page(mina, routine):
    answer = press(mina, routine, "save", title="<script>alert(1)</script>")

    assert answer.status_code == 400
    assert "<script>alert" not in answer.text
    assert "Leave out" in answer.text


def test_what_was_changed_elsewhere_is_not_overwritten(mina, routine):
    form = form_of(mina, routine)
    press(mina, routine, "add:mob_turn")

    answer = mina.submit(f"/own/routines/{routine}", form | {"do": "remove:0"})

    assert answer.status_code == 409
    assert "changed elsewhere" in answer.text
    assert len(exercises(mina, routine)) == 4


def test_the_break_is_kept_and_a_longer_routine_is_told(mina, routine):
    press(mina, routine, "save", break_minutes="2")

    assert "longer than your break of 2 minutes" in mina.get(f"/own/routines/{routine}").text

    press(mina, routine, "save", break_minutes="5")

    assert "longer than your break" not in mina.get(f"/own/routines/{routine}").text


def test_deleted_it_can_be_undone_at_once_and_later(mina, routine):
    answer = mina.submit(f"/own/routines/{routine}/removal", {})
    after = mina.get(answer.location).text

    assert "is deleted" in after
    assert f"/own/routines/{routine}/return" in after
    assert mina.get(f"/routines/{routine}").status_code == 404
    assert "Bring back" in mina.get("/own").text

    back = mina.submit(f"/own/routines/{routine}/return", {})

    assert back.location == f"/routines/{routine}"
    assert mina.get(back.location).status_code == 200


def test_duplicated_both_are_there(mina, routine):
    answer = mina.submit("/own/routines", {"from": routine})

    copy = answer.location.rpartition("/")[2]
    assert copy != routine
    assert exercises(mina, copy) == exercises(mina, routine)


def test_it_stands_in_the_library_and_in_the_plan(mina, routine):
    mina.put("/api/v1/plan", PLAN)

    assert ROUTINE["title"].replace("'", "&#39;") in mina.get("/routines").text
    assert f'value="{routine}"' in mina.get("/plan").text


def test_its_page_leads_to_changing_it_and_one_of_ours_to_a_copy(mina, routine):
    assert f"/own/routines/{routine}" in mina.get(f"/routines/{routine}").text
    assert 'name="from" value="desk_minute"' in mina.get("/routines/desk_minute").text


def test_an_exercise_is_written_down_changed_and_marked_as_not_ours(mina, routine):
    form = {
        "title": "Wall slide",
        "kind": "mobility",
        "place": "shoulders",
        "note": "Slowly.",
        "do_step": ["Slide up.", "Slide down.", ""],
        "seconds": ["20", "10", "30"],
        "side": ["both", "both", "none"],
        "for": routine,
    }
    answer = mina.submit("/own/exercises/new", form)

    assert answer.location == f"/own/routines/{routine}#add"
    made = mina.get("/api/v1/own-exercises").json["exercises"][0]
    assert [step["do"] for step in made["steps"]] == ["Slide up.", "Slide down."]
    press(mina, routine, f"add:{made['id']}")
    assert "not ours" in mina.get(f"/own/routines/{routine}").text
    assert "Not from us" in mina.get(f"/own/exercises/{made['id']}").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "cannot be empty"),
        ({"do_step": ["", ""]}, "at least one step"),
        ({"seconds": ["2", "20"]}, "Write 3 to 600 seconds"),
        ({"seconds": ["soon", "20"]}, "Write 3 to 600 seconds"),
        ({"kind": "laser"}, "Choose one of these"),
        ({"do_step": ["<b>", "Down."]}, "Leave out"),
    ],
)
def test_a_form_with_a_mistake_comes_back_with_what_was_typed(app, mina, changes, words):
    form = {
        "title": "Wall slide",
        "kind": "mobility",
        "place": "neck",
        "note": "A note to keep",
        "do_step": ["Up.", "Down."],
        "seconds": ["20", "20"],
        "side": ["both", "none"],
    }
    before = all_rows(app)

    answer = mina.submit("/own/exercises/new", form | changes)

    assert answer.status_code == 400
    assert words in answer.text
    assert "A note to keep" in answer.text
    assert all_rows(app) == before


def test_more_steps_are_offered_without_keeping_anything(app, mina):
    before = all_rows(app)

    answer = mina.submit(
        "/own/exercises/new",
        {"title": "T", "do_step": ["A"], "seconds": ["5"], "side": ["none"], "do": "more"},
    )

    assert answer.text.count('name="do_step"') == 3
    assert all_rows(app) == before


def handed_on(visitor, routine) -> str:
    page = visitor.submit(f"/own/routines/{routine}/share", {}).text
    found = re.search(r"/shared/([\w-]+)", page)
    assert found is not None
    return f"/shared/{found[1]}"


def test_a_link_shows_first_and_keeps_only_when_pressed(app, mina, jun, routine):
    link = handed_on(mina, routine)
    before = all_rows(app)

    shown = jun.get(link)

    assert SECRET.replace("'", "&#39;") in shown.text
    assert all_rows(app) == before
    answer = jun.submit(link, {"do": "keep"})
    assert answer.status_code == 303
    assert jun.get(answer.location).status_code == 200
    assert exercises(jun, answer.location.rpartition("/")[2]) == exercises(mina, routine)


def test_a_newcomer_may_keep_it_as_their_first_choice(app, mina, stranger, routine):
    link = handed_on(mina, routine)
    token = Page(stranger.get(link).text).values["csrf_token"]

    answer = stranger.client.post(
        link, data={"csrf_token": token, "do": "keep", "time_zone": "Asia/Tokyo"}
    )

    assert answer.status_code == 303
    assert count_rows(app)["people"] == 2
    assert stranger.get(answer.location).status_code == 200


def test_a_link_holds_what_the_routine_was_and_can_be_taken_back(mina, jun, routine):
    link = handed_on(mina, routine)
    press(mina, routine, "save", title="Renamed since")

    assert "Renamed since" not in jun.get(link).text

    mina.submit(f"/own/routines/{routine}/share/removal", {})

    assert jun.get(link).status_code == 410
    assert jun.submit(link, {"do": "keep"}).status_code == 410


def test_a_link_is_over_after_a_month_and_a_made_up_one_leads_nowhere(
    mina, jun, routine, set_clock, now
):
    link = handed_on(mina, routine)
    assert jun.get("/shared/made-up-by-somebody").status_code == 410

    set_clock(now.replace(month=12, day=30))

    assert jun.get(link).status_code == 410


def test_the_file_that_is_saved_is_the_file_that_comes_in(mina, jun, routine):
    file = mina.get(f"/own/routines/{routine}/file")

    assert "attachment" in file.headers["Content-Disposition"]
    shown = jun.submit("/own/import", {"file": (io.BytesIO(file.data), "routine.json")})
    assert shown.status_code == 200
    kept = jun.submit(
        "/own/import", {"text": Page(shown.text).values.get("text", file.text), "do": "keep"}
    )
    assert exercises(jun, kept.location.rpartition("/")[2]) == exercises(mina, routine)


def test_what_comes_in_is_held_to_the_reader_s_own_check(jun):
    jun.put(
        "/api/v1/safety",
        {"consent": True, "catalogue_version": 1, "effects": [{"id": "no_point_LI4"}]},
    )

    shown = jun.submit(
        "/own/import",
        {"text": str(a_file()).replace("'", '"').replace("None", "null").replace("Minas", "")},
    )

    assert shown.status_code == 200
    assert "Your safety check closes" in shown.text


@pytest.mark.parametrize(
    "path",
    ["/own/routines/{routine}", "/own/routines/{routine}/share", "/own/routines/{routine}/file",
     "/own/exercises/{exercise}", "/own/exercises/{exercise}/photo"],
)  # fmt: skip
def test_jun_sees_nothing_of_mina_s(mina, jun, routine, exercise, path):
    photo = (io.BytesIO(a_photo()), "p.jpg")
    own = form_of_exercise() | {"photo": photo}
    assert mina.submit(f"/own/exercises/{exercise}", own).status_code == 303

    names = {"routine": routine, "exercise": exercise}
    assert mina.get(path.format(**names)).status_code == 200
    answer = jun.get(path.format(**names))

    assert answer.status_code == 404
    assert SECRET not in answer.text


def form_of_exercise():
    return {
        "title": "Mine",
        "kind": "mobility",
        "place": "neck",
        "do_step": ["Up."],
        "seconds": ["20"],
        "side": ["none"],
    }


@pytest.mark.parametrize(
    "path",
    ["/own/routines/{routine}", "/own/routines/{routine}/removal",
     "/own/routines/{routine}/return", "/own/routines/{routine}/share",
     "/own/routines/{routine}/share/removal", "/own/exercises/{exercise}",
     "/own/exercises/{exercise}/removal", "/own/exercises/{exercise}/return",
     "/own/exercises/{exercise}/photo/removal"],
)  # fmt: skip
def test_jun_changes_nothing_of_mina_s(app, jun, routine, exercise, path):
    before = all_rows(app)

    answer = jun.submit(path.format(routine=routine, exercise=exercise), form_of_exercise())

    assert answer.status_code == 404
    assert all_rows(app) == before


def test_jun_cannot_copy_mina_s_routine(app, jun, routine):
    before = all_rows(app)

    assert jun.submit("/own/routines", {"from": routine}).status_code == 404
    assert all_rows(app) == before


@pytest.mark.parametrize("path", ["/own", "/own/import", "/own/exercises/new"])
def test_a_stranger_is_led_to_the_start(stranger, path):
    assert stranger.get(path).location == "/start"
