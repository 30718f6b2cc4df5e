"""axe-core on a page: what a machine can find of what shuts people out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
MUCH_CONTRAST = ["color-contrast-enhanced"]
RUN = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  const where = (one) => one.target.join(" ") + " " + (one.any[0]?.data?.contrastRatio ?? "");
  return found.violations.map(({id, nodes}) => [id, nodes.map(where).slice(0, 5)]);
}"""


def violations(page: Page, rules: Sequence[str] = RULES) -> list[Any]:
    """What axe finds on a page that bypasses its CSP: the rule, and up to five places each."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=SCRIPT)
    return list(page.evaluate(RUN, list(rules)))
