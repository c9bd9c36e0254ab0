"""Orders of numbers from the first step to the number, whatever is clicked, lost or killed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hubbub.features.numbers.orders import carrying_out
from hubbub.features.numbers.orders.carrying_out import Buyer
from hubbub.features.numbers.orders.placing import TIMER
from hubbub.features.numbers.orders.releasing import TIMER as RELEASE
from hubbub.features.numbers.orders.releasing import Releaser
from hubbub.features.numbers.selling import Outcome
from hubbub.kernel import accounts
from hubbub.kernel.outside import run_outside_once
from hubbub.kernel.quotas import DEFAULTS
from tests.features.numbers.orders.shop import Shop

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

ORDERS = "/api/number-orders"
PDF = b"%PDF-1.7 a passport"


class Desk:
    """Whoever buys, the worker, and the shop between them."""

    def __init__(self, api: Api, world: World) -> None:
        self.api, self.world, self.shop = api, world, Shop()
        self.buyer = world.ours.administrator
        self.files = api.app.state.files
        api.app.state.sellers = self.shop

    async def begin(self) -> dict[str, Any]:
        return await self.api.post(self.buyer, ORDERS, {"client_id": uuid4().hex})

    async def put(self, order: dict[str, Any], **values: object) -> Any:
        body = {"version": order["version"], **decided(self.world, **values)}
        return await self.api.send(self.buyer, "PUT", f"{ORDERS}/{order['id']}", body)

    async def upload(self, order: dict[str, Any], content: bytes) -> Any:
        path = f"{ORDERS}/{order['id']}/documents/identity?version={order['version']}&name=a.pdf"
        return await self.api.send(self.buyer, "PUT", path, content)

    async def ready(self) -> dict[str, Any]:
        """An order that only needs to be placed."""
        order = (await self.put(await self.begin(), step="details", details={})).json()
        order = (await self.upload(order, PDF)).json()
        answer = await self.put(order)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def place(self, order: dict[str, Any]) -> Any:
        path = f"{ORDERS}/{order['id']}/place"
        return await self.api.send(self.buyer, "POST", path, {"version": order["version"]})

    async def placed(self) -> dict[str, Any]:
        answer = await self.place(await self.ready())
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def work(self) -> None:
        """What the worker does when everything that waits is due."""
        due = "UPDATE timers SET due_at = now(), leased_until = NULL"
        await self.world.sql(self.world.ours, due)
        database = self.world.database
        buyer, releaser = Buyer(database, self.shop, self.files), Releaser(database, self.shop)
        await run_outside_once(database, {TIMER: buyer.carry, RELEASE: releaser.carry})

    async def state(self, order: dict[str, Any]) -> dict[str, Any]:
        return await self.api.get(self.buyer, f"{ORDERS}/{order['id']}")

    async def numbers(self) -> list[dict[str, Any]]:
        items = (await self.api.get(self.buyer, "/api/numbers"))["items"]
        return [each for each in items if each["is_bought"]]

    async def facts(self) -> list[str]:
        kinds = (
            "SELECT kind FROM audit WHERE kind LIKE 'number%%' "
            "AND kind <> 'number.inbound_changed' ORDER BY event_seq"
        )
        return [row[0] for row in await self.world.sql(self.world.ours, kinds)][1:]

    async def count_files(self) -> int:
        return (await self.world.sql(self.world.ours, "SELECT count(*) FROM files"))[0][0]


def decided(world: World, **values: object) -> dict[str, object]:
    return {
        "step": "summary", "country": "GB", "capabilities": ["sms"], "kind": "mobile",
        "offer": {"carrier_id": world.ours.carrier.hex, "key": "k1"},
        "details": {"company": " Acme  Ltd", "postcode": "SW1A 1AA"}, **values,
    }  # fmt: skip


@pytest.fixture
def desk(api: Api, world: World) -> Desk:
    return Desk(api, world)


async def test_a_number_is_bought_step_by_step(desk: Desk) -> None:
    """Begun twice it is one order; what is missing is said, what was typed stays; placed four
    times at once it is bought once; its documents go to the carrier and then away."""
    client_id = uuid4().hex
    first, again = [await desk.api.post(desk.buyer, ORDERS, {"client_id": client_id}) for _ in "12"]
    assert first == again
    early = await desk.put(first, offer=None)
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "offer")
    wrong = {"company": "Acme", "postcode": "nowhere at all"}
    order = (await desk.put(first, step="details", details=wrong)).json()
    assert order["details"] == wrong
    assert order["offer"]["monthly"] == "1.25"
    refused = await desk.put(order, details=wrong)
    assert [each["field"] for each in refused.json()["errors"]] == ["postcode", "identity"]
    script = await desk.upload(order, b"<script>alert(1)</script>")
    assert script.status_code == 422
    order = (await desk.upload(order, PDF)).json()
    stale = await desk.upload({**order, "version": order["version"] - 1}, PDF)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    document = f"{ORDERS}/{order['id']}/documents/identity"
    shown = await desk.api.send(desk.buyer, "GET", document)
    assert (shown.content, shown.headers["content-type"]) == (PDF, "application/pdf")
    assert (await desk.api.send(desk.world.ours.supervisor, "GET", document)).status_code == 403
    stranger = desk.world.theirs.administrator
    assert (await desk.api.send(stranger, "GET", document)).status_code == 404
    order = (await desk.put(order)).json()
    assert order["details"]["company"] == "Acme Ltd"
    answers = await asyncio.gather(*(desk.place(order) for _ in range(4)))
    assert {(each.status_code, each.json()["state"]) for each in answers} == {(200, "placed")}
    late = await desk.put(answers[0].json())
    assert (late.status_code, late.json()["code"]) == (409, "placed")
    await desk.work()
    done = await desk.state(order)
    assert (done["state"], done["details"], done["documents"]) == ("done", {}, [])
    assert desk.shop.documents == [PDF]
    assert await desk.count_files() == 0
    [number] = await desk.numbers()
    assert number["id"] == done["number_id"]
    told = ("number", "country", "kind", "capabilities", "monthly_price", "currency")
    assert [number[each] for each in told] == [
        "+447700900123", "GB", "mobile", ["sms", "voice"], "1.2500", "GBP",
    ]  # fmt: skip
    assert (await desk.place(order)).json()["state"] == "done"
    assert await desk.facts() == ["number_order.placed", "number.added", "number_order.done"]
    assert (await desk.api.get(desk.buyer, ORDERS))["items"] == []


async def test_an_answer_that_is_lost_buys_once(desk: Desk) -> None:
    order = await desk.placed()
    desk.shop.loses_answers = 1
    await desk.work()
    assert (await desk.state(order))["state"] == "placed"
    desk.shop.is_silent = True
    await desk.work()
    desk.shop.is_silent = False
    await desk.work()
    assert (await desk.state(order))["state"] == "done"
    assert len(desk.shop.sold) == len(await desk.numbers()) == 1


async def test_a_worker_killed_between_buying_and_writing_buys_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await desk.placed()

    async def killed(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "settle", killed)
        with pytest.raises(asyncio.CancelledError):
            await desk.work()
    assert (len(desk.shop.sold), await desk.numbers()) == (1, [])
    await desk.work()
    assert (await desk.state(order))["state"] == "done"
    assert len(await desk.numbers()) == 1


async def test_what_waits_for_approval_and_is_refused_says_why(desk: Desk) -> None:
    order = await desk.placed()
    desk.shop.outcome = Outcome("waiting")
    await desk.work()
    assert (await desk.state(order))["state"] == "waiting"
    kept = await desk.api.send(desk.buyer, "DELETE", f"{ORDERS}/{order['id']}")
    assert (kept.status_code, kept.json()["code"]) == (409, "placed")
    desk.shop.outcome = Outcome("refused", reason="The regulator said no.")
    await desk.work()
    failed = await desk.state(order)
    assert (failed["state"], failed["reason"]) == ("failed", "The regulator said no.")
    assert await desk.numbers() == []
    assert await desk.facts() == ["number_order.placed", "number_order.failed"]
    assert await desk.count_files() == 1
    gone = await desk.api.send(desk.buyer, "DELETE", f"{ORDERS}/{order['id']}")
    assert gone.status_code == 204
    assert await desk.count_files() == 0
    assert (await desk.api.send(desk.buyer, "GET", f"{ORDERS}/{order['id']}")).status_code == 404


async def test_a_price_that_changed_is_shown_before_it_is_paid(desk: Desk) -> None:
    order = await desk.ready()
    desk.shop.costs("2.50")
    refused = await desk.place(order)
    assert (refused.status_code, refused.json()["code"]) == (409, "price_changed")
    order = await desk.state(order)
    assert (order["state"], order["offer"]["monthly"]) == ("draft", "2.50")
    desk.shop.is_silent = True
    assert (await desk.place(order)).status_code == 503
    desk.shop.is_silent = False
    assert (await desk.place(order)).json()["state"] == "placed"


async def test_a_demo_orders_nothing_and_there_is_a_quota(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await desk.ready()
    await desk.world.sql(
        desk.world.ours,
        "INSERT INTO number_orders (account_id, id, client_id) "
        "SELECT %s, gen_random_uuid(), gen_random_uuid() FROM generate_series(2, %s)",
        desk.world.ours.id,
        DEFAULTS["open_orders"],
    )
    full = await desk.api.send(desk.buyer, "POST", ORDERS, {"client_id": uuid4().hex})
    assert (full.status_code, full.json()["code"]) == (409, "quota")

    async def demo(_: object) -> bool:
        return True

    monkeypatch.setattr(accounts, "is_demo", demo)
    refused = await desk.place(order)
    assert (refused.status_code, refused.json()["code"]) == (409, "in_demo")
    assert (await desk.upload(order, PDF)).json()["code"] == "in_demo"


async def test_a_number_is_given_back_once(desk: Desk) -> None:
    """Its answer lost and the number bought again meanwhile, the new one is left alone."""
    await desk.placed()
    await desk.work()
    [number] = await desk.numbers()
    path = f"/api/numbers/{number['id']}"
    removed = await desk.api.send(desk.buyer, "DELETE", path)
    assert (removed.status_code, removed.json()["code"]) == (409, "bought")
    assert await desk.api.get(desk.buyer, f"{path}/uses") == {
        "open_conversations": 0, "is_forwarded": False, "keywords": [],
    }  # fmt: skip
    desk.shop.loses_answers = 1
    body = {"version": number["version"]}
    assert (await desk.api.send(desk.buyer, "POST", f"{path}/release", body)).status_code == 204
    assert await desk.numbers() == []
    assert (await desk.facts())[-1] == "number.released"
    await desk.work()
    assert desk.shop.released == ["owned-1"]
    await desk.placed()
    await desk.work()
    await desk.work()
    assert desk.shop.released == ["owned-1"]
    assert len(await desk.numbers()) == 1
