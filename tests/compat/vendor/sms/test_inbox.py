"""Texts that came in are pulled once each, whatever else becomes of them; and the preview."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from hubbub.kernel.clock import now
from tests.compat.vendor.sms.texts import program

if TYPE_CHECKING:
    from tests.compat.vendor.wire import Wire
    from tests.world import World

INBOX, PREVIEW = "/sms/1/inbox/reports", "/sms/1/preview"


async def test_each_text_is_pulled_once_and_stands_in_its_conversation(
    world: World, wire: Wire
) -> None:
    ours, by = world.ours, program(world.ours)
    await world.text_in(world.theirs, "+385910000000", "Not yours")
    for number in range(40):
        await world.text_in(ours, f"+38591{number:07}", f"Text {number}")
    first = await wire.ok(by, "GET", f"{INBOX}?limit=1")
    [told] = first["results"]
    assert (first["messageCount"], first["pendingMessageCount"]) == (1, 39)
    assert told["receivedAt"].startswith(f"{now():%Y-%m}")
    assert told | {"receivedAt": "", "messageId": ""} == {
        "messageId": "", "from": "385910000000", "to": ours.number.removeprefix("+"),
        "text": "Text 0", "cleanText": "Text 0", "receivedAt": "", "smsCount": 1,
        "price": {"pricePerMessage": 0.0, "currency": "EUR"},
    }  # fmt: skip
    had = ["Text 0"]
    for _ in range(2):
        asked = (wire.ok(by, "GET", f"{INBOX}?limit=3") for _ in range(16))
        had += [each["text"] for told in await asyncio.gather(*asked) for each in told["results"]]
    assert sorted(had) == sorted(f"Text {number}" for number in range(40))
    empty = {"results": [], "messageCount": 0, "pendingMessageCount": 0}
    assert await wire.ok(by, "GET", INBOX) == empty
    assert await wire.ok(by, "GET", f"{INBOX}?entityId=x") == empty
    await world.text_in(ours, "name", "Ća 😀")
    [told] = (await wire.ok(by, "GET", INBOX))["results"]
    assert (told["from"], told["text"]) == ("name", "Ća 😀")
    # What is remembered of what was pulled does not grow without end.
    old = UUID(int=0x0190_0000_0000_7000_8000_000000000001)
    await world.sql(ours, "INSERT INTO wire_pulled VALUES (%s, %s)", ours.id, old)
    assert await wire.ok(by, "GET", INBOX) == empty
    assert await world.sql(ours, "SELECT count(*)::int FROM wire_pulled") == [(41,)]


async def test_a_preview_counts_as_the_composer_does(world: World, wire: Wire) -> None:
    by = program(world.ours)
    for text, parts, left in (("Hello", 1, 155), ("Škola", 1, 65), ("a" * 161, 2, 145)):
        told = await wire.ok(by, "POST", PREVIEW, {"text": text})
        [preview] = told["previews"]
        assert told["originalText"] == preview["textPreview"] == text
        assert (preview["messageCount"], preview["charactersRemaining"]) == (parts, left)
    for body in ({"text": "x", "transliteration": "ALL"}, {"text": "x", "languageCode": "TR"}, {}):
        assert (await wire.send(by, "POST", PREVIEW, body)).status_code == 400
    assert (await wire.send(None, "POST", PREVIEW, {"text": "x"})).status_code == 401
