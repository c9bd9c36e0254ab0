"""`hubbub number search`, `buy` and `release`: numbers of carriers that sell them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from hubbub.channels.sms.adapters.registry import RegisteredSellers
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.entrypoints.commands.carrier import find_carrier
from hubbub.entrypoints.commands.finding_numbers import find_our_number
from hubbub.features.numbers.orders.documents import MOST_BYTES, keep_document
from hubbub.features.numbers.orders.drafting import Decided, begin_order, change_order
from hubbub.features.numbers.orders.models import Order
from hubbub.features.numbers.orders.offering import all_offers, offer_now, sellers_of
from hubbub.features.numbers.orders.placing import GONE, discard_order, place_order
from hubbub.features.numbers.orders.releasing import release_number
from hubbub.features.numbers.orders.repository import get_order
from hubbub.features.numbers.selling import Capability, Kind, Offer, Search
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Conflict, FieldError, Invalid, Problem
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.ids import new_id
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings

KINDS = ("mobile", "long", "toll_free", "short_code")
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Buying:
    """What is to be bought, and what is said for it."""

    key: str
    carrier: str
    details: tuple[str, ...]
    documents: tuple[str, ...]
    wait: float


def _sellers(settings: Settings) -> RegisteredSellers:
    return RegisteredSellers(settings, load_secrets(settings))


@click.command()
@click.argument("country")
@click.option("--kind", type=click.Choice(KINDS), default="mobile", show_default=True)
@click.option("--voice", is_flag=True, help="It has to take calls as well.")
@account_option
@json_option
def search(country: str, kind: Kind, voice: bool, as_json: bool, account: str | None) -> None:
    """Numbers of a country, such as GB, that carriers sell now."""

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        shops = await sellers_of(database, _sellers(settings), account_id)
        can: set[Capability] = {"sms", "voice"} if voice else {"sms"}
        found = await all_offers(shops, Search(country.upper(), frozenset(can), kind))
        offers = [
            {
                "carrier": each.carrier.name, "key": each.offer.key, "number": each.offer.number,
                "capabilities": list(each.offer.capabilities), "setup": each.offer.setup,
                "monthly": each.offer.monthly, "currency": each.offer.currency,
                "asks_for": [asked.name for asked in each.offer.requirements],
            }
            for each in found.offers
        ]  # fmt: skip
        return {"offers": offers, "silent": found.silent}

    perform(work, as_json=as_json, say=_say_offers)


@click.command()
@click.argument("key")
@click.option("--carrier", required=True, help="Whose offer it is, by name or id.")
@click.option("--detail", "details", multiple=True, help="What is asked for, as name=text.")
@click.option("--document", "documents", multiple=True, help="A file, as name=path.")
@click.option("--wait", default=30.0, show_default=True, help="Seconds to wait for the carrier.")
@account_option
@json_option
def buy(key: str, as_json: bool, account: str | None, **options: Any) -> None:
    """Order an offer by its key, as `search` names it. The carrier charges you for it."""
    wanted = Buying(key, **options)

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        return await _buy(database, settings, await chosen_account(database, account), wanted)

    perform(work, as_json=as_json, say=_say_order)


@click.command()
@click.argument("number")
@account_option
@json_option
def release(number: str, as_json: bool, account: str | None) -> None:
    """Give a number that was bought back to its carrier; its conversations stay."""

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await find_our_number(tx, number)
            await release_number(tx, found.id, found.version, _sellers(settings), SYSTEM)
        return {"number_id": found.id, "number": found.number}

    perform(work, as_json=as_json, say=lambda gone: f"Released {gone['number']}.")


async def _buy(
    database: Database, settings: Settings, account_id: UUID, wanted: Buying
) -> Mapping[str, Any]:
    async with database.transaction(account_id) as tx:
        carrier_id = (await find_carrier(tx, wanted.carrier)).id
    of = (carrier_id, wanted.key)
    offer = await offer_now(database, _sellers(settings), account_id, of)
    if offer is None:
        raise Conflict(GONE, code="offer_gone")
    order = await _order(database, account_id, _decided(carrier_id, offer, wanted.details))
    try:
        order = await _upload(database, settings, order, wanted.documents)
        async with database.transaction(account_id) as tx:
            order = await place_order(tx, order.id, order.version, offer, SYSTEM)
    except Problem as problem:
        # Nobody goes on with a draft that a command has begun.
        async with database.transaction(account_id) as tx:
            await discard_order(tx, Files(settings.home), order.id)
        if isinstance(problem, Invalid):
            raise _naming_options(problem, offer) from problem
        raise
    order = await _watch(database, order, wanted.wait)
    return {
        "order_id": order.id, "number": offer.number, "state": order.state,
        "reason": order.reason, "number_id": order.number_id,
    }  # fmt: skip


def _naming_options(problem: Invalid, offer: Offer) -> Invalid:
    """The same, with the option by which each thing that is asked for is given."""
    forms = {each.name: each.form for each in offer.requirements}
    said = [
        f"{error.message} ({_option(error.field, forms[error.field])})"
        if error.field in forms
        else error.message
        for error in problem.errors
    ]
    return Invalid(problem.errors, "\n".join(said))


def _option(name: str, form: str) -> str:
    return f"--document {name}=PATH" if form == "document" else f"--detail {name}=TEXT"


def _decided(carrier_id: UUID, offer: Offer, details: tuple[str, ...]) -> Decided:
    return Decided(
        step="details",
        country=offer.country,
        capabilities=offer.capabilities,
        kind=offer.kind,
        carrier_id=carrier_id,
        offer=offer,
        details=dict(_pair(each, "detail") for each in details),
    )


async def _order(database: Database, account_id: UUID, decided: Decided) -> Order:
    async with database.transaction(account_id) as tx:
        draft = await begin_order(tx, new_id(), None)
        return await change_order(tx, draft.id, draft.version, decided)


async def _upload(
    database: Database, settings: Settings, order: Order, documents: tuple[str, ...]
) -> Order:
    files = Files(settings.home)
    for each in documents:
        name, path = _pair(each, "document")
        content = await asyncio.to_thread(Path(path).read_bytes)
        async with (
            files.receive(in_chunks(content), MOST_BYTES) as received,
            database.transaction(order.account_id) as tx,
        ):
            of, asked = (order.id, order.version), (name, Path(path).name)
            order = await keep_document(tx, files, of, asked, received)
    return order


async def _watch(database: Database, order: Order, seconds: float) -> Order:
    """The order when the worker is through with it, or as it stands after so long."""
    for _ in range(int(seconds / LOOK_SECONDS)):
        if order.state not in ("placed", "waiting"):
            break
        await asyncio.sleep(LOOK_SECONDS)
        async with database.transaction(order.account_id) as tx:
            order = await get_order(tx, order.id) or order
    return order


def _pair(text: str, field: str) -> tuple[str, str]:
    name, given, value = text.partition("=")
    if not given:
        raise Invalid([FieldError(field, f"Write “{text[:40]}” as name=value.")])
    return name.strip(), value


def _say_offers(found: Mapping[str, Any]) -> str:
    lines = [
        f"{each['key']:<16}{each['number']:<17}{_price_of(each)}  {each['carrier']}  "
        f"{' '.join(each['asks_for'])}"
        for each in found["offers"]
    ]
    return "\n".join(lines) or "Nothing like this is sold now. Try another kind or country."


def _price_of(offer: Mapping[str, Any]) -> str:
    if offer["monthly"] is None:
        return "price unknown"
    return f"{offer['monthly']:>8} {offer['currency']} a month, {offer['setup']} once"


def _say_order(order: Mapping[str, Any]) -> str:
    words = {
        "done": f"{order['number']} is yours.",
        "failed": f"{order['number']} was not sold: {order['reason']} Nothing is charged.",
        "waiting": f"{order['number']} waits for the carrier's approval.",
    }
    return words.get(order["state"], f"{order['number']} is ordered; the worker goes on with it.")
