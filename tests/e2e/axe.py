"""Accessibility of a page, as axe sees it, in both themes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "desk" / "node_modules" / "axe-core" / "axe.min.js"

# Colours that are still on their way from one theme to the other would be judged in between.
SETTLED = """() => new Promise(requestAnimationFrame)
  .then(() => new Promise(requestAnimationFrame)).then(() => Promise.all(
  document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => undefined))
)).then(() => undefined)"""


async def violations(page: Page) -> list[str]:
    """What is wrong, in the light theme and in the dark one."""
    found: list[str] = []
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await page.evaluate(SETTLED)
        await page.evaluate(AXE.read_text())
        result: dict[str, Any] = await page.evaluate("axe.run()")
        found += [
            f"{theme}: {each['id']} {each['nodes'][0]['html'][:200]}"
            for each in result["violations"]
        ]
    return found
