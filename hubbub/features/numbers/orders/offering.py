"""Asks the carriers of an account that sell numbers what there is, all at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from hubbub.features.numbers.repository import Carrier, all_carriers, get_carrier
from hubbub.features.numbers.selling import (
    CarrierSilent,
    Market,
    Offer,
    Search,
    Seller,
    Sellers,
)
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable

SILENT = "The carrier does not answer at the moment. Try again in a minute."


@dataclass(frozen=True, slots=True)
class OfCarrier:
    """An offer, and whose it is."""

    carrier: Carrier
    offer: Offer


@dataclass(frozen=True, slots=True)
class Found:
    """What was offered, and which carriers did not answer."""

    offers: list[OfCarrier]
    silent: list[str]


async def sellers_of(
    database: Database, sellers: Sellers, account_id: UUID
) -> list[tuple[Carrier, Seller]]:
    """Every carrier of the account that sells numbers."""
    async with database.transaction(account_id) as tx:
        pairs = [(each, await sellers.of(tx, each)) for each in await all_carriers(tx)]
    return [(carrier, seller) for carrier, seller in pairs if seller is not None]


async def all_markets(shops: Sequence[tuple[Carrier, Seller]]) -> list[Market]:
    """The countries of all carriers, each once. Unavailable when none of them answers."""
    answers = await asyncio.gather(
        *(seller.markets() for _, seller in shops), return_exceptions=True
    )
    _raise_other(answers)
    if shops and all(isinstance(each, BaseException) for each in answers):
        raise Unavailable(SILENT)
    merged: dict[str, Market] = {}
    for markets in answers:
        if isinstance(markets, BaseException):
            continue
        for market in markets:
            before = merged.get(market.country)
            kinds = {} if before is None else dict(before.kinds)
            for kind, can in market.kinds.items():
                kinds[kind] = sorted({*kinds.get(kind, ()), *can})
            merged[market.country] = Market(market.country, kinds)
    return [merged[country] for country in sorted(merged)]


async def all_offers(shops: Sequence[tuple[Carrier, Seller]], wanted: Search) -> Found:
    """The cheapest first. Unavailable when no carrier answers."""
    answers = await asyncio.gather(
        *(seller.search(wanted) for _, seller in shops), return_exceptions=True
    )
    _raise_other(answers)
    silent = [
        carrier.name
        for (carrier, _), each in zip(shops, answers, strict=True)
        if isinstance(each, BaseException)
    ]
    if shops and len(silent) == len(shops):
        raise Unavailable(SILENT)
    offers = [
        OfCarrier(carrier, offer)
        for (carrier, _), each in zip(shops, answers, strict=True)
        if not isinstance(each, BaseException)
        for offer in each
        # Not every carrier can be asked for digits as exactly as that.
        if wanted.digits in offer.number
    ]
    return Found(sorted(offers, key=_dearness), silent)


async def offer_now(
    database: Database, sellers: Sellers, account_id: UUID, of: tuple[UUID, str]
) -> Offer | None:
    """What a carrier asks for a number now, by the carrier's id and its key for the number; None
    when it is gone. Raises Unavailable."""
    carrier_id, key = of
    async with database.transaction(account_id) as tx:
        carrier = await get_carrier(tx, carrier_id)
        seller = None if carrier is None else await sellers.of(tx, carrier)
    if seller is None:
        return None
    try:
        return await seller.find(key)
    except CarrierSilent as error:
        raise Unavailable(SILENT) from error


def _dearness(each: OfCarrier) -> tuple[bool, Decimal, str]:
    """What has no price comes last."""
    monthly = each.offer.monthly
    return monthly is None, monthly or Decimal(0), each.offer.number


def _raise_other(answers: Sequence[object]) -> None:
    """What is no silence is a mistake of ours."""
    for each in answers:
        if isinstance(each, BaseException) and not isinstance(each, CarrierSilent):
            raise each
