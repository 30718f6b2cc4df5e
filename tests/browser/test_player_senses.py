"""What is heard, spoken and felt, and when: silent in an office, more where somebody chose more."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.player_phone import LEAD_SECONDS, PlayerPhone
from tests.lab.app import RunningApp

pytestmark = pytest.mark.browser

# Stands before the device's own abilities and writes down each call with its instant.
LISTEN = """
window.felt = []; window.spoken = []; window.sounded = [];
navigator.vibrate = (pattern) => {
  if (pattern !== 0) felt.push([performance.now(), [].concat(pattern)]);
  return true;
};
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const voices = [{name: "Anna", lang: "en-GB"}, {name: "Pierre", lang: "fr-FR"}];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => voices,
  cancel: () => undefined,
  speak: ({text, rate, voice}) => spoken.push([performance.now(), text, rate, voice?.name]),
  addEventListener: () => undefined,
}});
const RealContext = window.AudioContext;
window.AudioContext = class extends RealContext {
  createOscillator() {
    const made = super.createOscillator();
    const ramp = made.frequency.setValueAtTime.bind(made.frequency);
    made.frequency.setValueAtTime = (hertz, at) => {
      sounded.push([performance.now(), hertz]);
      return ramp(hertz, at);
    };
    return made;
  }
};
const show = () => { window.began = performance.now(); };
addEventListener("click", (event) => event.target.closest("[data-start]") && show(), true);
"""


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


def test_what_was_chosen_is_remembered_on_the_device(listening: PlayerPhone) -> None:
    listening.open()
    choose(listening, "Voice and tones")
    listening.page.reload()
    listening.wait_until_ready()

    first = listening.page.get_by_role("button", name="How it guides you").first
    expect(first).to_contain_text("Voice and tones")
    first.click()
    dialog = listening.page.get_by_role("dialog")
    dialog.get_by_text("More choices").click()
    dialog.get_by_label("Which voice").select_option("Anna")
    dialog.get_by_label("How fast it speaks").fill("1.2")
    dialog.get_by_role("button", name="Hear it").click()

    _, _, rate, voice = listening.page.evaluate("spoken")[-1]
    assert (rate, voice) == (1.2, "Anna")
    assert dialog.get_by_role("option", name="Pierre").count() == 0


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
