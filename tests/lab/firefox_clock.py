"""Time in Firefox's pages, moved ahead by the test."""

from tests.lab.firefox import Firefox

# Runs in every page before its own scripts, whatever its content security policy. The page keeps
# its real timers; what it reads as the time is ahead of the truth by `__aheadMilliseconds`.
IN_EVERY_PAGE = """
(() => {
  const page = window, date = page.Date, performance = page.performance;
  const dateNow = date.now, performanceNow = performance.now;
  const nextFrame = page.requestAnimationFrame;
  page.__aheadMilliseconds = 0;
  date.now = () => dateNow.call(date) + page.__aheadMilliseconds;
  performance.now = () => performanceNow.call(performance) + page.__aheadMilliseconds;
  page.requestAnimationFrame = (draw) =>
    nextFrame.call(page, (time) => draw(time + page.__aheadMilliseconds));
  page.Date = new page.Proxy(date, {
    construct: (target, given) =>
      page.Reflect.construct(target, given.length ? given : [date.now()]),
  });
})()
"""
INSTALL = """
const [inEveryPage] = args;
const inEveryTab = `addEventListener('DOMWindowCreated', (event) => {
  const page = event.target.defaultView;
  if (!page || !page.location.href.startsWith('http')) return;
  const sandbox = Cu.Sandbox(page, {sandboxPrototype: page, wantXrays: false});
  Cu.evalInSandbox(${JSON.stringify(inEveryPage)}, sandbox);
}, true);`;
Services.mm.loadFrameScript(
  'data:application/javascript,' + encodeURIComponent(inEveryTab), true);
"""
# Small steps with a frame between them: no page shall take this for a phone that slept.
ADVANCE = """
const [seconds] = args;
for (let step = 0; step < seconds * 2; step += 1) {
  window.__aheadMilliseconds += 500;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
"""


def install_clock(browser: Firefox) -> None:
    """Put the clock into every page opened from now on, also those a notification opens."""
    browser.marionette.chrome_script(INSTALL, IN_EVERY_PAGE)


def advance_clock(browser: Firefox, seconds: int) -> None:
    """Let `seconds` pass for the page in hand, in about a twenty-fifth of that time."""
    browser.script(ADVANCE, seconds)
