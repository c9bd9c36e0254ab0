"""Buys numbers from the simulator of this installation."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx2
import msgspec

from hubbub.channels.sms.repository import get_connection
from hubbub.channels.sms.simulated import password_for, simulator_key
from hubbub.features.numbers.repository import Carrier
from hubbub.features.numbers.selling import (
    CarrierSilent,
    Market,
    Offer,
    Outcome,
    Purchase,
    Search,
    Seller,
)
from hubbub.kernel.database import Transaction
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports

SECONDS = 10.0
Shape = TypeVar("Shape")


async def open_simulated(
    tx: Transaction, carrier: Carrier, settings: Settings, _: Secrets
) -> Seller:
    """The shop, under the account's own system id."""
    connection = await get_connection(tx, carrier.id)
    return SimulatedSeller(settings.home, "" if connection is None else connection.system_id)


@dataclass(frozen=True, slots=True)
class SimulatedSeller:
    """`Seller` and `Releasing`. Where the simulator is, is looked up for each request: it may
    start later than we do."""

    home: Path
    system_id: str

    async def markets(self) -> list[Market]:
        return _read(await self._ask("GET", "/countries"), list[Market])

    async def search(self, wanted: Search) -> list[Offer]:
        query: dict[str, str | list[str]] = {
            "country": wanted.country, "kind": wanted.kind,
            "capability": sorted(wanted.capabilities), "digits": wanted.digits,
        }  # fmt: skip
        return _read(await self._ask("GET", "/offers", query=query), list[Offer])

    async def find(self, key: str) -> Offer | None:
        answer = await self._ask("GET", f"/offers/{key}")
        return None if answer.status_code == 404 else _read(answer, Offer)

    async def buy(self, purchase: Purchase) -> Outcome:
        order: dict[str, object] = {
            "key": purchase.key, "offer": purchase.offer.key, "details": dict(purchase.details),
            "documents": [
                {"requirement": d.requirement, "name": d.name, "size": d.size}
                for d in purchase.documents
            ],
        }  # fmt: skip
        answer = await self._ask("POST", "/orders", body=order)
        if answer.status_code == 422:
            return Outcome("refused", reason=_read(answer, _Refusal).detail)
        return _read(answer, Outcome)

    async def look(self, purchase: Purchase) -> Outcome | None:
        answer = await self._ask("GET", f"/orders/{purchase.key}")
        return None if answer.status_code == 404 else _read(answer, Outcome)

    async def release(self, number_key: str) -> None:
        answer = await self._ask("POST", f"/numbers/{number_key}/release", body={})
        if not answer.is_success:
            raise CarrierSilent(f"The simulator answered {answer.status_code}.")

    async def _ask(
        self,
        method: str,
        path: str,
        query: dict[str, str | list[str]] | None = None,
        body: dict[str, object] | None = None,
    ) -> httpx2.Response:
        ports = simulator_ports(self.home)
        if ports is None:
            raise CarrierSilent("The simulator is not running.")
        url = f"http://127.0.0.1:{ports.http}/simulator/api/market/{self.system_id}{path}"
        password = password_for(simulator_key(self.home), self.system_id)
        try:
            async with httpx2.AsyncClient(timeout=SECONDS, trust_env=False) as client:
                return await client.request(
                    method, url, params=query, json=body, headers={"X-Simulator-Password": password}
                )
        except httpx2.HTTPError as error:
            raise CarrierSilent("The simulator does not answer.") from error


@dataclass(frozen=True, slots=True)
class _Refusal:
    detail: str


def _read(answer: httpx2.Response, shape: type[Shape]) -> Shape:
    if not answer.is_success and answer.status_code != 422:
        raise CarrierSilent(f"The simulator answered {answer.status_code}.")
    try:
        return msgspec.json.decode(answer.content, type=shape)
    except msgspec.MsgspecError as error:
        raise CarrierSilent("The simulator answered something that cannot be read.") from error
