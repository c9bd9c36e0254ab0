"""Reports and texts that came in are brought to the addresses given for them, in hundreds, and what
does not arrive can still be pulled."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from hubbub.compat.vendor.sms.forwarding import Forwarding
from hubbub.compat.vendor.sms.pushing import MOST_FAILURES, Pusher
from hubbub.kernel.consuming import consume
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.outside import run_outside_once
from hubbub.kernel.tail import Tail
from tests.compat.vendor.contract import WHY_ABSENT, read, with_components
from tests.compat.vendor.sms.contract import CONTRACT, INBOX, OLD_REPORTS, REPORTS
from tests.compat.vendor.sms.texts import ADVANCED, SEND, advanced, ended, message, program
from tests.reactions.webhooks.office import (
    BROKEN,
    LOOPBACK,
    NOTHING,
    always,
    listening,
    until_found,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from tests.compat.vendor.wire import Wire
    from tests.reactions.webhooks.office import Receiver
    from tests.world import World

ANNA = "+385911111111"
DUE = (
    "UPDATE timers SET due_at = now(), leased_until = NULL "
    "WHERE kind IN ('wire.report', 'wire.inbound')"
)
DUE_PUSHES = "UPDATE wire_pushes SET next_at = now() WHERE state = 'waiting'"


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with listening() as made:
        yield made


async def push(world: World, outgoing: Outgoing | None = None) -> None:
    """What the worker does with all that is due."""
    pusher = Pusher(world.database, outgoing or Outgoing(LOOPBACK))
    while await run_outside_once(world.database, pusher.jobs):
        pass


def hooked(receiver: Receiver, path: str = "") -> dict[str, Any]:
    return {"webhooks": {"delivery": {"url": receiver.url + path}, "callbackData": "x"}}


async def test_reports_go_out_in_hundreds_in_their_own_shape(
    world: World, wire: Wire, receiver: Receiver
) -> None:
    ours, by = world.ours, program(world.ours)
    texts = [f"+38591{number}=t{number}" for number in range(1000000, 1000130)]
    old = advanced(ours, f"{ANNA}=old", notifyUrl=receiver.url, callbackData="y")
    await wire.ok(by, "POST", SEND, {"messages": [message(ours, *texts, **hooked(receiver))]})
    await wire.ok(by, "POST", ADVANCED, {"messages": [old]})
    wanted = [each.partition("=")[2] for each in texts] + ["old"]
    for each in wanted:
        await ended(world, ours, each, "delivered")
    assert (await wire.ok(by, "GET", "/sms/3/reports"))["results"] == []
    await push(world)
    told = [heard.body for heard in receiver.heard]
    sizes = [len(each["results"]) for each in told]
    # Two who take at the same moment leave each other a few; those go by themselves.
    assert sum(sizes) == 131
    assert max(sizes) <= 100
    assert len(sizes) < 10
    assert sorted(row["messageId"] for each in told for row in each["results"]) == sorted(wanted)
    for body in told:
        is_old = body["results"][0]["messageId"] == "old"
        jsonschema_rs.validate(OLD_REPORTS if is_old else REPORTS, body)
        suffix = "" if is_old else "-v3"
        _as_declared(f"receive-outbound-sms-message-reports{suffix}", body)
    # Nothing is left to be told, and what becomes of one afterwards is told again.
    assert await world.sql(ours, "SELECT count(*)::int FROM wire_pushes") == [(0,)]
    receiver.heard.clear()
    await push(world)
    assert receiver.heard == []


async def test_what_does_not_arrive_is_tried_again_and_can_be_pulled_in_the_end(
    world: World, wire: Wire, receiver: Receiver
) -> None:
    ours, by = world.ours, program(world.ours)
    receiver.answer = always(BROKEN)
    await wire.ok(
        by, "POST", SEND, {"messages": [message(ours, f"{ANNA}=one", **hooked(receiver))]}
    )
    await ended(world, ours, "one", "unknown", "no_answer")
    await push(world)
    assert len(receiver.heard) == 1
    [(pause,)] = await world.sql(
        ours, "SELECT extract(epoch FROM next_at - now())::int FROM wire_pushes"
    )
    assert 2 < pause < 8
    # A newer fate comes while the older one waits: it is told, and the older one never.
    receiver.answer = always(NOTHING)
    await ended(world, ours, "one", "delivered")
    await push(world)
    assert [each.body["results"][0]["status"]["id"] for each in receiver.heard] == [29, 5]

    receiver.answer = always(BROKEN)
    await wire.ok(
        by, "POST", SEND, {"messages": [message(ours, f"{ANNA}=two", **hooked(receiver))]}
    )
    await ended(world, ours, "two", "failed", "042")
    for _ in range(MOST_FAILURES):
        await push(world)
        assert (await wire.ok(by, "GET", "/sms/3/reports"))["results"] == []
        await world.sql(ours, DUE_PUSHES)
        await world.sql(ours, DUE)
    await push(world)
    assert len(receiver.heard) == 2 + MOST_FAILURES + 1
    [told] = (await wire.ok(by, "GET", "/sms/3/reports"))["results"]
    assert told["messageId"] == "two"


async def test_nothing_goes_into_a_private_network(
    world: World, wire: Wire, receiver: Receiver
) -> None:
    ours, by = world.ours, program(world.ours)
    await wire.ok(
        by, "POST", SEND, {"messages": [message(ours, f"{ANNA}=one", **hooked(receiver))]}
    )
    await ended(world, ours, "one", "delivered")
    await push(world, Outgoing())
    assert receiver.heard == []
    assert await world.sql(ours, "SELECT failures FROM wire_pushes") == [(1,)]


async def test_texts_to_a_number_are_told_to_its_address_and_not_pulled_beside(
    world: World, wire: Wire, receiver: Receiver
) -> None:
    ours, by = world.ours, program(world.ours)
    wire.api.app.state.outgoing = Outgoing(LOOPBACK)
    await world.text_in(ours, ANNA, "Before")
    [number] = (await wire.api.get(ours.founder, "/api/numbers"))["items"]
    path = f"/api/numbers/{number['id']}"
    blind = {"forward_url": receiver.url, "version": number["version"]}
    refused = await wire.api.send(ours.setup, "PUT", path, blind)
    assert refused.status_code == 403, "who may not read the texts had them sent to himself"
    changed = await wire.api.put(
        ours.founder, path, {"forward_url": receiver.url, "version": number["version"]}
    )
    assert (changed["forward_url"], changed["version"]) == (receiver.url, 2)
    stale = await wire.api.send(
        ours.founder, "PUT", path, {"forward_url": None, "version": number["version"]}
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    nowhere = {"forward_url": "http://10.0.0.1/", "version": 2}
    assert (await wire.api.send(ours.founder, "PUT", path, nowhere)).status_code == 422

    async with _reading(world):
        await world.text_in(ours, ANNA, "After")
        await world.text_in(world.theirs, ANNA, "Elsewhere")
        await until_found(lambda: _are_waiting(world, 1))
    await push(world)
    [heard] = receiver.heard
    jsonschema_rs.validate(INBOX, heard.body)
    _as_declared("receive-inbound-sms-messages", heard.body)
    assert [each["text"] for each in heard.body["results"]] == ["After"]

    receiver.answer = always(BROKEN)
    async with _reading(world):
        await world.text_in(ours, ANNA, "Lost")
        await until_found(lambda: _are_waiting(world, 1))
    for _ in range(MOST_FAILURES + 1):
        await push(world)
        await world.sql(ours, DUE_PUSHES)
        await world.sql(ours, DUE)
    none = {"forward_url": None, "version": 2}
    assert (await wire.api.put(ours.founder, path, none))["forward_url"] is None
    told = await wire.ok(by, "GET", "/sms/1/inbox/reports")
    assert [each["text"] for each in told["results"]] == ["Before", "Lost"]
    [audited] = await world.sql(
        ours, "SELECT count(*)::int FROM audit WHERE kind = 'number.changed'"
    )
    assert audited == (2,)


@asynccontextmanager
async def _reading(world: World) -> AsyncGenerator[None]:
    tail = Tail(world.database)
    reader = Forwarding(world.database)
    task = asyncio.create_task(consume(world.database, tail, reader.consumer))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _are_waiting(world: World, count: int) -> bool:
    rows = await world.sql(
        world.ours, "SELECT count(*)::int FROM wire_pushes WHERE state = 'waiting'"
    )
    return rows == [(count,)]


def _as_declared(webhook: str, body: dict[str, Any]) -> None:
    if CONTRACT.document.exists():
        whole = read(CONTRACT.document)
        request = whole["webhooks"][webhook]["post"]["requestBody"]
        jsonschema_rs.validate(with_components(whole, request), body)


def test_the_document_says_what_is_pushed() -> None:
    if not CONTRACT.document.exists():
        pytest.skip(WHY_ABSENT)
    assert "receive-inbound-sms-messages" in read(CONTRACT.document)["webhooks"]
