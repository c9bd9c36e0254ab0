"""The agent of the first worked example uses what the new role gave him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.axe import complaints_of

if TYPE_CHECKING:
    from playwright.async_api import Page


async def downloads_a_transcript(page: Page) -> None:
    """Of the conversation on the screen, as each kind of file."""
    for kind, begins in (("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("json", b"{")):
        await page.get_by_role("button", name="Download transcript").click()
        dialog = page.get_by_role("dialog", name="Download transcript")
        await dialog.get_by_label("Format").select_option(kind)
        await dialog.get_by_label("Time zone").select_option("Asia/Tokyo")
        if kind == "html":
            assert await complaints_of(page) == []
        async with page.expect_download() as download:
            await dialog.get_by_role("button", name="Download").click()
        saved = await download.value
        assert saved.suggested_filename.endswith(f".{kind}")
        content = (await saved.path()).read_bytes()
        assert content.startswith(begins)
        if kind == "html":
            assert "Where is &lt;my&gt; parcel? مرحبا 📦" in content.decode()
            assert "Asia/Tokyo" in content.decode()
        await expect(dialog).to_be_hidden()
    # It is also found by its name.
    await page.keyboard.press("Control+k")
    await page.get_by_role("searchbox").fill("Download tr")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Download transcript")).to_be_visible()
