"""What is heard, spoken and felt, and when: silent in an office, more where somebody chose more."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.player_phone import LEAD_SECONDS, LISTEN, PlayerPhone
from tests.lab.app import RunningApp

pytestmark = pytest.mark.browser


@pytest.fixture
def listening(phone: PlayerPhone) -> PlayerPhone:
    """A phone whose vibration, voice and sound are written down."""
    phone.page.add_init_script(LISTEN)
    return phone


def choose(phone: PlayerPhone, preset: str) -> None:
    """Choose how the player guides, on its first screen."""
    phone.page.get_by_role("button", name="How it guides you").first.click()
    phone.page.get_by_role("radio", name=re.compile(f"^{preset}")).check()
    phone.page.get_by_role("dialog").get_by_role("button", name="Done").click()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)


def heard(phone: PlayerPhone, what: str) -> list[list[Any]]:
    """What was written down, in seconds after the first step began."""
    calls: list[list[Any]] = phone.page.evaluate(
        f"{what}.map(([at, ...rest]) => [(at - began) / 1000 - {LEAD_SECONDS}, ...rest])"
    )
    return calls


def test_by_default_it_vibrates_and_is_silent(listening: PlayerPhone) -> None:
    listening.open()
    listening.start()

    listening.pass_seconds(LEAD_SECONDS + 86)

    assert heard(listening, "spoken") == heard(listening, "sounded") == []
    felt = heard(listening, "felt")
    at = {round(seconds): pattern for seconds, pattern in felt}
    assert at[0] == at[15] == at[35] == [80]
    assert at[75] == [70]  # breathe in
    assert at[79] == [70, 90, 70]  # breathe out
    assert all(abs(seconds - round(seconds)) < 0.05 for seconds, _ in felt)


def test_the_voice_speaks_the_catalogues_cues_as_their_steps_begin(listening: PlayerPhone) -> None:
    listening.open()
    choose(listening, "Voice and tones")
    listening.start()

    listening.pass_seconds(LEAD_SECONDS + 76)

    spoken = [(round(at), text) for at, text, *_ in heard(listening, "spoken")]
    assert spoken == [
        (0, "Roll shoulders up, back and down."),
        (15, "Now the other way."),
        (30, "Next: Chin glide"),
        (35, "Glide back, eyes level, and release."),
        (65, "Next: Long exhale"),
        (70, "Drop the shoulders."),
        (75, "In for four, out for six."),
    ]


def test_tones_mark_each_change_and_follow_the_breath(listening: PlayerPhone) -> None:
    listening.open()
    choose(listening, "Tones")
    listening.start()
    listening.page.wait_for_timeout(300)  # real sound starts in real time

    listening.pass_seconds(LEAD_SECONDS + 86)

    notes = [(round(at), hertz) for at, hertz in heard(listening, "sounded")]
    assert {(0, 660), (15, 660), (35, 660)} <= set(notes)  # a step
    assert {(12, 990), (13, 990), (14, 990)} <= set(notes)  # three, two, one
    assert {(38, 390), (41, 520)} <= set(notes)  # let go, go
    assert {(75, 220), (79, 330), (85, 220)} <= set(notes)  # in, out, in
    assert heard(listening, "spoken") == []


def test_each_sense_and_the_voice_and_its_rate_are_still_chosen_after_a_reload(
    listening: PlayerPhone,
) -> None:
    dialog = open_choices(listening)
    dialog.get_by_role("switch", name="Voice").check()
    dialog.get_by_role("switch", name="Vibration").uncheck()
    dialog.get_by_label("Which voice").select_option("Emma")
    dialog.get_by_label("How fast it speaks").fill("1.3")
    dialog.get_by_role("button", name="Hear it").click()
    assert listening.page.evaluate("spoken")[-1][2:] == [1.3, "Emma"]
    assert dialog.get_by_role("option", name="Pierre").count() == 0  # speaks another language
    dialog.get_by_role("button", name="Done").click()

    dialog = open_choices(listening)
    expect(dialog.get_by_label("Which voice")).to_have_value("Emma")
    expect(dialog.get_by_label("How fast it speaks")).to_have_value("1.3")
    expect(dialog.get_by_role("switch", name="Voice")).to_be_checked()
    expect(dialog.get_by_role("switch", name="Tones")).not_to_be_checked()
    expect(dialog.get_by_role("switch", name="Vibration")).not_to_be_checked()
    dialog.get_by_role("button", name="Done").click()
    expect(listening.page.get_by_role("button", name="Your own mix").first).to_be_visible()
    listening.start()
    listening.pass_seconds(LEAD_SECONDS + 16)

    assert [said[2:] for said in listening.page.evaluate("spoken")] == [[1.3, "Emma"]] * 2
    assert listening.page.evaluate("felt") == listening.page.evaluate("sounded") == []


def open_choices(phone: PlayerPhone) -> Locator:
    """Load the player anew and open all its choices."""
    phone.open()
    phone.page.get_by_role("button", name="How it guides you").first.click()
    dialog = phone.page.get_by_role("dialog")
    dialog.get_by_text("More choices").click()
    return dialog


def test_where_nothing_vibrates_there_is_no_choice_of_it_and_the_page_says_so(
    player_browser: Any, player_app: RunningApp
) -> None:
    desk: BrowserContext = player_browser.new_context(service_workers="block")
    player = PlayerPhone(desk.new_page(), player_app.url)
    player.come()
    player.page.goto(f"{player.url}/routines/desk_minute/play")
    player.page.get_by_role("button", name="How it guides you").first.click()
    dialog = player.page.get_by_role("dialog")
    dialog.get_by_text("More choices").click()

    assert dialog.get_by_role("switch", name="Vibration").count() == 0
    assert dialog.get_by_text("This device cannot vibrate from a page.").is_visible()
    desk.close()


def test_nothing_moves_for_whoever_wants_no_motion(phone: PlayerPhone) -> None:
    phone.page.emulate_media(reduced_motion="reduce")
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 77)

    assert phone.words("phase") == "Breathe in"
    assert phone.words("seconds") == "2"
    assert phone.page.evaluate("document.getAnimations().length") == 0
    offset = phone.page.locator("[data-ring]").get_attribute("stroke-dashoffset")
    assert float(offset or 0) == pytest.approx(10, abs=1)


def test_the_breath_swells_by_one_animation_each_that_is_where_the_timeline_is(
    phone: PlayerPhone,
) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 77)

    at = phone.page.evaluate("""() => document.querySelector("[data-sun]").getAnimations()
      .map((one) => [one.currentTime, one.effect.getTiming().duration])""")
    assert len(at) == 1
    assert at[0][0] == pytest.approx(2000, abs=60)
    assert at[0][1] == 4000


def test_the_pace_of_breathing_is_adjusted_within_bounds(phone: PlayerPhone) -> None:
    phone.open()
    phone.start()
    phone.pass_seconds(LEAD_SECONDS + 76)
    assert phone.words("pace-now") == "6 a minute"

    for _ in range(3):
        phone.press("Slower")

    assert phone.words("pace-now") == "4.6 a minute"
    assert phone.button("Slower").get_attribute("aria-disabled") == "true"
    with phone.page.expect_request(lambda one: one.method == "PUT") as put:
        phone.pass_seconds(30)
    body = put.value.post_data_json
    assert body["timeline_seconds"] == 106
    assert body["played_seconds"] == pytest.approx(106, abs=1)
    assert body["steps_done"] == 8
