"""Pictures of a page in both themes, on a desk and on a phone, for who wants to look at them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

PICTURES = os.environ.get("HUBBUB_PICTURES")
"""Where to leave them; without it none are taken."""


async def picture(page: Page, name: str) -> None:
    if PICTURES is None:
        return
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme)
        for width in (1440, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.screenshot(path=Path(PICTURES) / f"{name}-{theme}-{width}.png")
    await page.set_viewport_size({"width": 1440, "height": 900})
