"""What every carrier over HTTP must hold to, run against each of them as the simulator plays it.

A new one passes by its line in the registry and its end in the simulator."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest

from hubbub.channels.sms.adapters.carrier import (
    Forged,
    HeardReceipt,
    HeardText,
    Knock,
    Refused,
    Text,
    Unanswered,
)
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.receipts import Outcome
from hubbub.channels.sms.references import part_of
from hubbub.features.numbers.selling import Purchase, Search
from tests.channels.sms.adapters.stands import access_to, line_to
from tests.simulator.conftest import PHONE, simulator_in
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from hubbub.channels.sms.adapters.carrier import Heard, Line
    from tests.simulator.conftest import World

REFERENCE = f"{uuid4().hex}-1-1"


BRING_BACK_A_SECRET = {"infobip"}
"""In the address, and sign nothing."""


@dataclass
class Door:
    """Where a carrier knocks; `statuses` are what it is answered, 200 after them."""

    address: str = ""
    knocks: list[Knock] = field(default_factory=list[Knock])
    statuses: list[int] = field(default_factory=list[int])

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        target = head[0].split()[1]
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        headers = {name.lower(): value for name, value in headers.items()}
        body = await reader.readexactly(int(headers["content-length"]))
        url = self.address.removesuffix("/carriers/door") + target
        place = "texts" if urlsplit(url).path.endswith("/texts") else "receipts"
        query = dict(parse_qsl(urlsplit(url).query))
        self.knocks.append(Knock(place, url, query, headers, body))
        status = self.statuses.pop(0) if self.statuses else 200
        said = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Length: 0\r\n"
        writer.write(f"{said}Connection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def opened() -> AsyncGenerator[Door]:
    door = Door()
    server = await asyncio.start_server(door.take, "127.0.0.1", 0)
    door.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/carriers/door"
    async with server:
        yield door


@dataclass
class Stand:
    """A line with a number of its own, and its door."""

    kind: str
    world: World
    door: Door
    line: Line
    number: str
    number_key: str

    def heard(self, knock: Knock) -> list[Heard]:
        return self.line.hear(knock)

    async def knock(self, count: int = 1) -> Knock:
        await until(lambda: len(self.door.knocks) >= count)
        return self.door.knocks[count - 1]


@pytest.fixture(params=sorted(KINDS))
async def stand(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stand]:
    kind: str = request.param
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        open_seller = KINDS[kind].seller
        assert open_seller is not None
        seller = open_seller(access_to(kind, tmp_path, door.address))
        offer = (await seller.search(Search("US", frozenset({"sms"}), "long")))[0]
        bought = await seller.buy(Purchase(uuid4().hex, offer))
        assert bought.number_key is not None, bought
        line = line_to(kind, tmp_path, door.address)
        yield Stand(kind, world, door, line, offer.number, bought.number_key)


def a_text(stand: Stand, text: str = "Hello", **more: object) -> Text:
    return Text(REFERENCE, stand.number, PHONE, text, **more)  # pyright: ignore[reportArgumentType]


async def send_some(stand: Stand) -> None:
    for _ in range(3):
        await stand.line.send(a_text(stand))


async def test_a_text_reaches_the_phone_and_its_receipt_names_what_we_called_it(
    stand: Stand,
) -> None:
    await stand.line.check()
    named = await stand.line.send(a_text(stand, "Grüße €", seconds=60.0))
    assert named
    assert len(named) <= 64
    await stand.world.until_states("arrived")
    assert [each["text"] for each in await stand.world.thread()] == ["Grüße €"]
    knock = await stand.knock()
    assert knock.place == "receipts"
    (receipt,) = [each for each in stand.heard(knock) if isinstance(each, HeardReceipt)]
    assert receipt.outcome is Outcome.DELIVERED
    assert receipt.carrier_message_id in {named, None}
    assert part_of(receipt.reference) == part_of(REFERENCE)


async def test_a_text_from_a_name_shows_the_name_on_the_phone(stand: Stand) -> None:
    await stand.line.send(Text(REFERENCE, "A & B-1", PHONE, "Hello"))
    await stand.world.until_states("arrived")
    assert [(each["number"], each["text"]) for each in await stand.world.thread()] == [
        ("A & B-1", "Hello")
    ]


async def test_a_lost_text_is_told_with_a_code(stand: Stand) -> None:
    await stand.world.turn(undelivered=1)
    await stand.line.send(a_text(stand))
    (receipt,) = stand.heard(await stand.knock())
    assert isinstance(receipt, HeardReceipt)
    assert receipt.outcome in {Outcome.FAILED, Outcome.EXPIRED, Outcome.REJECTED}
    assert receipt.code


async def test_a_reply_comes_again_until_it_is_taken_and_is_one_text(stand: Stand) -> None:
    stand.door.statuses[:] = [503, 500]
    words = "Привет & = + % 👋"
    assert (await stand.world.text(words, number=stand.number)).status_code == 201
    await stand.knock(3)
    found = [stand.heard(each) for each in stand.door.knocks[:3]]
    assert found[0] == found[1] == found[2]
    (text,) = found[0]
    assert isinstance(text, HeardText)
    assert (text.sender, text.number, text.text) == (PHONE, stand.number, words)
    assert text.key
    await stand.world.until_states("accepted")


def _other(value: str) -> str:
    """As long, and different in its first letter, whichever it was."""
    return f"{'y' if value[0] == 'x' else 'x'}{value[1:]}"


async def test_what_is_forged_is_not_heard(stand: Stand, tmp_path: Path) -> None:
    await stand.world.text("Hello", number=stand.number)
    good = await stand.knock()
    somebody_else = line_to(stand.kind, tmp_path, stand.door.address, "them")
    forgeries = [
        replace(good, body=good.body.replace(b"Hello", b"Hullo")),
        replace(good, headers={}),
        replace(good, headers={name: _other(value) for name, value in good.headers.items()}),
        replace(good, headers=dict.fromkeys(good.headers, "é")),
    ]
    assert forgeries[0].body != good.body
    if stand.kind in BRING_BACK_A_SECRET:
        forgeries = [replace(good, query=dict.fromkeys(good.query, each)) for each in ("", "é")]
    for forged in forgeries:
        with pytest.raises(Forged):
            stand.line.hear(forged)
    with pytest.raises(Forged):
        somebody_else.hear(good)
    assert len(stand.line.hear(good)) == 1


async def test_what_it_refuses_says_why_and_whose_fault_it_is(stand: Stand, tmp_path: Path) -> None:
    with pytest.raises(Refused) as not_ours:
        await stand.line.send(replace(a_text(stand), sender="+12025550199"))
    assert (not_ours.value.passes, not_ours.value.is_ours) == (False, False)
    await stand.world.turn(throttle=0.1)
    with pytest.raises(Refused) as too_fast:
        await send_some(stand)
    assert too_fast.value.passes
    access = access_to(stand.kind, tmp_path, stand.door.address)
    secret = next(each.name for each in KINDS[stand.kind].settings if each.is_secret)
    turned = access.settings[secret][::-1]
    wrong = KINDS[stand.kind].open(replace(access, settings={**access.settings, secret: turned}))
    for work in (wrong.check(), wrong.send(a_text(stand)), wrong.owned()):
        with pytest.raises(Refused) as refused:
            await work
        assert refused.value.is_ours
        assert str(refused.value).endswith(".")
        assert turned not in str(refused.value)


async def test_a_carrier_that_is_away_had_nothing(stand: Stand) -> None:
    await stand.world.simulator.stop()
    for work in (stand.line.check(), stand.line.send(a_text(stand))):
        with pytest.raises(Unanswered) as unanswered:
            await work
        assert not unanswered.value.written


async def test_numbers_are_led_here(stand: Stand, tmp_path: Path) -> None:
    (owned,) = await stand.line.owned()
    assert (owned.number, owned.key, owned.answers_here) == (stand.number, stand.number_key, True)
    assert "sms" in owned.capabilities
    elsewhere = line_to(stand.kind, tmp_path, "http://127.0.0.1:9/carriers/other")
    assert [each.answers_here for each in await elsewhere.owned()] == [False]
    await elsewhere.lead_here(owned.key)
    assert [each.answers_here for each in await elsewhere.owned()] == [True]
    assert [each.answers_here for each in await stand.line.owned()] == [False]
