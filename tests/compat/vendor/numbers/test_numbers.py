"""Numbers are found, bought once, shown and given back over the wire."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from hubbub.features.numbers.orders.carrying_out import Buyer
from hubbub.features.numbers.orders.placing import TIMER
from hubbub.kernel.outside import run_outside_once
from tests.compat.vendor.numbers.contract import OWNED
from tests.compat.vendor.sms.texts import new_key, program
from tests.features.numbers.orders.shop import OFFER

if TYPE_CHECKING:
    from tests.api import Api
    from tests.compat.vendor.wire import Wire
    from tests.features.numbers.orders.shop import Shop
    from tests.world import World


async def work(world: World, api: Api, shop: Shop) -> None:
    await world.sql(world.ours, "UPDATE timers SET due_at = now(), leased_until = NULL")
    buyer = Buyer(world.database, shop, api.app.state.files)
    await run_outside_once(world.database, {TIMER: buyer.carry})


async def test_a_number_is_bought_once_and_keeps_the_key_that_it_was_ordered_with(
    world: World, api: Api, wire: Wire, shop: Shop
) -> None:
    by = program(world.ours)
    query = "?country=GB&capabilities=SMS&capabilities=VOICE"
    found = await wire.ok(by, "GET", f"{OWNED}/available{query}")
    [offer] = found["numbers"]
    assert found["numberCount"] == 1
    assert offer["price"] == {"pricePerMonth": 1.25, "setupPrice": 5.0, "currency": "GBP"}
    bodies = [{"numberKey": offer["numberKey"]}, {"number": offer["number"]}] * 2
    orders = await asyncio.gather(*(wire.ok(by, "POST", OWNED, body) for body in bodies))
    [key] = {each["numberKey"] for each in orders}
    assert orders[0]["reservationStatus"] == "PENDING"
    assert len(shop.sold) == 0
    await work(world, api, shop)
    assert len(shop.sold) == 1
    ours = await wire.ok(by, "GET", f"{OWNED}/{key}")
    assert "reservationStatus" not in ours
    assert (ours["number"], ours["editPermissions"]["canEditNumber"]) == ("447700900123", True)
    again = await asyncio.gather(*(wire.ok(by, "POST", OWNED, body) for body in bodies))
    assert again == [ours] * 4
    listed = await wire.ok(by, "GET", f"{OWNED}?number=447700900&limit=10")
    assert (listed["numbers"], listed["numberCount"]) == ([ours], 1)
    assert (await wire.ok(by, "PUT", f"{OWNED}/{key}", {"applicationId": "default"})) == ours
    assert (await wire.send(by, "PUT", f"{OWNED}/{key}", {"applicationId": "x"})).status_code == 400
    assert (await wire.send(by, "DELETE", f"{OWNED}/{key}")).status_code == 204
    assert (await wire.send(by, "GET", f"{OWNED}/{key}")).status_code == 404
    assert (await wire.ok(by, "GET", f"{OWNED}?number=447700900"))["numbers"] == []


async def test_what_cannot_be_bought_here_says_why(
    world: World, api: Api, wire: Wire, shop: Shop
) -> None:
    by = program(world.ours)
    shop.offer = OFFER
    [offer] = (await wire.ok(by, "GET", f"{OWNED}/available"))["numbers"]
    assert offer["additionalSetupRequired"]
    refused = await wire.send(by, "POST", OWNED, {"numberKey": offer["numberKey"]})
    assert refused.status_code == 400
    assert "details" in refused.text
    for body, status in (
        ({"numberKey": "nothing"}, 404), ({"number": "1"}, 404), ({}, 400), ({"number": 7}, 400),
        ({"numberKey": offer["numberKey"], "entityId": "e"}, 400),
        ({"numberKey": world.ours.carrier.hex + "ff"}, 404),
    ):  # fmt: skip
        assert (await wire.send(by, "POST", OWNED, body)).status_code == status, body
    assert (await wire.ok(by, "GET", f"{OWNED}/available?capabilities=MMS"))["numbers"] == []
    assert (await wire.send(by, "GET", f"{OWNED}/{world.theirs.id.hex}")).status_code == 404
    shop.is_silent = True
    assert (await wire.send(by, "GET", f"{OWNED}/available")).status_code == 500
    other = await new_key(api, world.ours, "sms:manage")
    for method, path in (("GET", OWNED), ("GET", f"{OWNED}/available"), ("POST", OWNED)):
        assert (await wire.send(other, method, path, {})).status_code == 403
        assert (await wire.send(None, method, path, {})).status_code == 401
    assert not shop.sold


async def test_an_order_that_the_carrier_refused_says_so(
    world: World, api: Api, wire: Wire, shop: Shop
) -> None:
    by = program(world.ours)
    shop.outcome = replace(shop.outcome, state="refused", reason="Not for you.")
    key = (await wire.ok(by, "POST", OWNED, {"number": "447700900123"}))["numberKey"]
    await work(world, api, shop)
    told = await wire.ok(by, "GET", f"{OWNED}/{key}")
    assert (told["reservationStatus"], told["note"]) == ("RESERVATION_FAILED", "Not for you.")
