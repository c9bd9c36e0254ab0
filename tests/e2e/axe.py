"""What axe finds wrong with a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "desk/node_modules/axe-core/axe.min.js"
RUN = """rules => axe.run(rules ? { runOnly: rules } : {}).then(
  (found) => found.violations.flatMap((each) =>
    each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)}`)))
"""

OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""All that another theme can change."""
THEMES: tuple[tuple[Literal["light", "dark"], list[str] | None], ...] = (
    ("light", None),
    ("dark", OF_COLOUR),
)

# Colours that are still on their way from one theme to the other would be judged in between.
SETTLED = """() => new Promise(requestAnimationFrame)
  .then(() => new Promise(requestAnimationFrame)).then(() => Promise.all(
  document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => undefined))
)).then(() => undefined)"""


async def complaints_of(page: Page) -> list[str]:
    """As it is shown now."""
    # The page's own policy forbids foreign scripts, so that it goes in by the debugger.
    await page.evaluate(AXE.read_text("utf-8"))
    return await page.evaluate(RUN)


async def complaints_in_both_themes(page: Page) -> list[str]:
    """In the light and in the dark."""
    found: list[str] = []
    await page.evaluate(AXE.read_text("utf-8"))
    for theme, rules in THEMES:
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        await page.evaluate(SETTLED)
        found += [f"{theme}: {each}" for each in await page.evaluate(RUN, rules)]
    return found
