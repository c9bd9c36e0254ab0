"""What axe finds wrong with a page as it is shown now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "desk" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' ')}`);
}"""


async def complaints_of(page: Page) -> list[str]:
    """One sentence for each rule that is broken; empty when all is well."""
    # The page's own policy forbids foreign scripts, so that it goes in by the debugger.
    await page.evaluate(AXE.read_text("utf-8"))
    return await page.evaluate(RUN)
