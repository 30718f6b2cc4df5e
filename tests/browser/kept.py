"""What a browser keeps of Unhunch, as a test sees it."""

from tests.browser.hands import Hands
from tests.lab.waiting import until

PLAYERS = {"/routines/desk_minute/play", "/routines/flare_safe_breathing/play"}
SHELL = {"/", "/routines", "/play-mine", *PLAYERS}
KEPT = """
const found = [];
for (const name of await caches.keys()) {
  if (!/-(pages|timelines)$/.test(name)) continue;
  const requests = await (await caches.open(name)).keys();
  found.push(...requests.map((request) => new URL(request.url).pathname));
}
return found;
"""
BUILDS = """
const builds = (await caches.keys()).map((name) => /^unhunch-(.+)-files$/.exec(name)?.[1]);
return builds.filter(Boolean).sort();
"""


def come_and_stay(hands: Hands, url: str) -> None:
    """Choose a routine, answer the safety check, and stay on today's page until it is kept."""
    hands.go(f"{url}/")
    hands.press("Free my neck")
    hands.choose("None of these")
    hands.press("Keep with my reminders")
    hands.wait_for_words("Keep it comfortable")
    hands.go(f"{url}/")
    until(lambda: kept_addresses(hands) >= SHELL, "the pages that work offline", 30)
    until(lambda: len(timelines(hands)) == len(PLAYERS), "their timelines")


def kept_addresses(hands: Hands) -> set[str]:
    """The paths of the pages and timelines that are kept."""
    return set(hands.run(KEPT))


def timelines(hands: Hands) -> set[str]:
    """The paths of the timelines that are kept."""
    return {path for path in kept_addresses(hands) if path.endswith("/timeline")}


def builds(hands: Hands) -> list[str]:
    """The builds whose files are kept."""
    found: list[str] = hands.run(BUILDS)
    return found
