"""What every carrier that sells numbers must hold to, run against each of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import httpx2
import phonenumbers
import pytest

from hubbub.channels.sms.adapters.registry import KINDS, SELLING
from hubbub.channels.sms.adapters.simulated.selling import SimulatedSeller
from hubbub.features.numbers.selling import (
    Capability,
    CarrierSilent,
    Document,
    Kind,
    Offer,
    Outcome,
    Purchase,
    Releasing,
    Search,
    Seller,
)
from hubbub.kernel.simulating import simulator_ports
from hubbub.simulator.running import Simulator
from tests.channels.sms.adapters.stands import access_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SMS: frozenset[Capability] = frozenset({"sms"})


class Stand(Protocol):
    """A carrier on this machine that can be made to misbehave."""

    @property
    def seller(self) -> Seller: ...
    async def turn(self, *, lose: bool = False) -> None:
        """Whether it answers orders."""
        ...

    async def restart(self) -> None: ...
    async def stop(self) -> None: ...


@dataclass
class SimulatedStand:
    home: Path
    simulator: Simulator
    seller: Seller

    @classmethod
    async def start(cls, home: Path) -> SimulatedStand:
        simulator = Simulator(home)
        await simulator.start()
        stand = cls(home, simulator, SimulatedSeller(home, "us"))
        await stand.turn()
        return stand

    async def turn(self, *, lose: bool = False) -> None:
        ports = simulator_ports(self.home)
        assert ports is not None
        url = f"http://127.0.0.1:{ports.http}/simulator/api/knobs"
        async with httpx2.AsyncClient() as client:
            await client.put(url, json={"lose_orders": lose, "approval": 0.3})

    async def restart(self) -> None:
        await self.simulator.stop()
        self.simulator = Simulator(self.home)
        await self.simulator.start()

    async def stop(self) -> None:
        await self.simulator.stop()


@dataclass
class HttpStand(SimulatedStand):
    """A carrier over HTTP, played by the simulator."""

    seller: Seller

    @classmethod
    async def begin(cls, home: Path, kind: str) -> HttpStand:
        simulator = Simulator(home)
        await simulator.start()
        open_seller = KINDS[kind].seller
        assert open_seller is not None
        stand = cls(home, simulator, open_seller(access_to(kind, home)))
        await stand.turn()
        return stand


async def begin(kind: str, home: Path) -> Stand:
    return await (HttpStand.begin(home, kind) if kind in KINDS else SimulatedStand.start(home))


@pytest.fixture(params=sorted(SELLING))
async def stand(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stand]:
    started = await begin(request.param, tmp_path)
    yield started
    await started.stop()


async def an_offer(seller: Seller, country: str = "US") -> Offer:
    market = next(each for each in await seller.markets() if each.country == country)
    kinds: list[Kind] = [kind for kind, can in market.kinds.items() if "sms" in can]
    return (await seller.search(Search(country, SMS, kinds[0])))[0]


def purchase(offer: Offer) -> Purchase:
    async def read() -> bytes:
        return b"%PDF-"

    details = {r.name: "12345" for r in offer.requirements if r.form == "text"}
    documents = [
        Document(r.name, "bill.pdf", "application/pdf", 5, read)
        for r in offer.requirements
        if r.form == "document"
    ]
    return Purchase(uuid4().hex, offer, details, documents)


def is_a_number(offer: Offer) -> bool:
    if offer.kind == "short_code":
        return offer.number.isdigit() and 3 <= len(offer.number) <= 6
    return phonenumbers.is_possible_number(phonenumbers.parse(offer.number))


async def until_decided(seller: Seller, wanted: Purchase) -> Outcome:
    async with asyncio.timeout(10):
        while True:
            outcome = await seller.look(wanted)
            assert outcome is not None
            if outcome.state != "waiting":
                return outcome
            await asyncio.sleep(0.02)


async def test_what_is_searched_for_is_what_is_offered(stand: Stand) -> None:
    """In every country, of every kind, with what it asks and what it costs."""
    seen = 0
    for market in await stand.seller.markets():
        for kind, can in market.kinds.items():
            wanted = Search(market.country, frozenset([can[0]]), kind)
            for offer in (await stand.seller.search(wanted))[:3]:
                seen += 1
                assert (offer.country, offer.kind) == (market.country, kind)
                assert wanted.capabilities <= set(offer.capabilities)
                assert offer.monthly is not None
                assert offer.monthly > 0
                assert offer.setup is None or offer.setup >= 0
                assert len(offer.currency or "") == 3
                assert is_a_number(offer)
                assert await stand.seller.find(offer.key) == offer
    assert seen > 10
    assert await stand.seller.search(Search("AQ", SMS, "mobile")) == []
    assert await stand.seller.find("0") is None


async def test_a_number_is_found_by_its_digits(stand: Stand) -> None:
    offer = await an_offer(stand.seller)
    for digits in (offer.number.removeprefix("+"), offer.number[-4:]):
        wanted = Search(offer.country, frozenset(), offer.kind, digits)
        found = await stand.seller.search(wanted)
        assert offer in found
        assert len(found) < 10
    assert await stand.seller.search(replace(wanted, digits="0000000")) == []


async def test_an_order_buys_once_for_ever(stand: Stand) -> None:
    """Twice at once, again after a restart: one number. Somebody else's order does not get it."""
    wanted = purchase(await an_offer(stand.seller))
    assert await stand.seller.look(wanted) is None
    outcomes = await asyncio.gather(stand.seller.buy(wanted), stand.seller.buy(wanted))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0].state == "bought"
    assert outcomes[0].number_key
    await stand.restart()
    assert await stand.seller.look(wanted) == outcomes[0]
    assert await stand.seller.buy(wanted) == outcomes[0]
    assert await stand.seller.find(wanted.offer.key) is None
    late = await stand.seller.buy(replace(wanted, key=uuid4().hex))
    assert late.state == "refused"
    assert late.reason


async def test_an_order_whose_answer_is_lost_can_be_asked_for(stand: Stand) -> None:
    wanted = purchase(await an_offer(stand.seller))
    await stand.turn(lose=True)
    with pytest.raises(CarrierSilent):
        await stand.seller.buy(wanted)
    outcome = await stand.seller.look(wanted)
    assert outcome is not None
    assert outcome.state == "bought"
    await stand.stop()
    with pytest.raises(CarrierSilent):
        await stand.seller.look(wanted)


async def test_a_number_that_is_given_back_can_be_bought_again(stand: Stand) -> None:
    if not isinstance(stand.seller, Releasing):
        return
    wanted = purchase(await an_offer(stand.seller))
    outcome = await stand.seller.buy(wanted)
    assert outcome.number_key is not None
    for _ in range(2):
        await stand.seller.release(outcome.number_key)
    assert await stand.seller.find(wanted.offer.key) == wanted.offer


async def test_the_simulator_takes_its_time_and_refuses_where_it_says_so(tmp_path: Path) -> None:
    stand = await SimulatedStand.start(tmp_path)
    try:
        for country, state in (("DE", "bought"), ("ES", "refused")):
            wanted = purchase(await an_offer(stand.seller, country))
            assert wanted.offer.needs_approval
            assert (await stand.seller.buy(wanted)).state == "waiting"
            assert (await until_decided(stand.seller, wanted)).state == state
        missing = await stand.seller.buy(
            replace(purchase(await an_offer(stand.seller, "DE")), details={})
        )
        assert missing.state == "refused"
        assert "Company name" in (missing.reason or "")
    finally:
        await stand.stop()
