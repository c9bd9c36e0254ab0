"""The handset page in a real browser: a text out, a long reply in, a knob turned."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Page, async_playwright, expect

from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.messages import messages_of
from tests.simulator.conftest import NUMBER, Desk, World
from tooling.chromium import find

LONG = "Vaš je paket sutra kod vas. " * 8
CHROMIUM = find()


@pytest.fixture
async def page(world: World) -> AsyncGenerator[Page]:
    if not CHROMIUM:
        pytest.skip("Needs Chromium on the path, or HUBBUB_CHROMIUM.")
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text))
        await page.goto(f"http://127.0.0.1:{world.ports.http}/simulator")
        yield page
        await browser.close()
    # A refusal that the page explains is listed by the browser as well.
    assert [words for words in complaints if "status of 422" not in words] == []


async def test_text_reply_and_tick_without_a_reload(world: World, page: Page):
    desk = Desk()
    thread = page.get_by_role("log")
    await page.get_by_role("button", name="New phone").click()
    await expect(thread).to_contain_text("Say hello")
    await page.get_by_label("Text message").fill("Where is my parcel? 😀")
    await page.keyboard.press("Enter")
    await expect(thread).to_contain_text("Waiting for the contact centre")
    async with world.desk(desk) as connection:
        await expect(thread).to_contain_text("Taken by the contact centre")
        await expect(page.get_by_text("Hubbub is connected")).to_be_visible()
        assert desk.text == "Where is my parcel? 😀"
        phone = page.url.split("#")[1]
        segments = split_into_segments(LONG, reference=1)
        await connection.submit_all(messages_of(segments, NUMBER, phone, wants_receipt=True))
        await expect(thread).to_contain_text(LONG.strip())
        await expect(thread).to_contain_text("parts")
    await expect(page.get_by_text("Hubbub is not connected")).to_be_visible()


async def test_a_text_from_a_name_shows_the_name_and_takes_no_answer(world: World, page: Page):
    await page.get_by_role("button", name="New phone").click()
    await expect(page.get_by_role("log")).to_contain_text("Say hello")
    phone = page.url.split("#")[1]
    async with world.desk(Desk()) as connection:
        segments = split_into_segments("Your parcel is here", reference=1)
        await connection.submit_all(messages_of(segments, "My Shop", phone, wants_receipt=True))
        await expect(page.get_by_role("log")).to_contain_text("Your parcel is here")
        await expect(page.locator("#number")).to_have_value("My Shop")
        await expect(page.locator("#text")).to_be_disabled()
        await expect(page.get_by_text("it takes no answers")).to_be_visible()
        await page.locator("#number").select_option(NUMBER)
        await expect(page.locator("#text")).to_be_enabled()


async def test_knobs_are_turned_and_a_wrong_number_is_explained(world: World, page: Page):
    await page.get_by_label("Stop answering").check()
    await page.get_by_label("Most a second").fill("5")
    await page.get_by_label("Most a second").press("Tab")
    await expect(page.get_by_label("Stop answering")).to_be_checked()
    await page.get_by_placeholder("or a number").fill("not a number")
    await page.get_by_role("button", name="Add").click()
    await expect(page.get_by_role("alert")).to_contain_text("7 to 15 digits")
    async with asyncio.timeout(10):
        while await knobs_of(world) != (True, 5):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def knobs_of(world: World) -> tuple[bool, float | None]:
    knobs = (await world.http.get("/simulator/api/knobs")).json()
    return knobs["silent"], knobs["throttle"]


async def test_markup_in_a_text_stays_text(world: World, page: Page):
    await page.get_by_role("button", name="New phone").click()
    await page.get_by_label("Text message").fill("<img src=x onerror=alert(1)><b>bold</b>")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("<b>bold</b>")
    assert await page.locator(".bubble img, .bubble b").count() == 0
