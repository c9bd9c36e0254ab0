"""Brings numbers that an account has at a carrier over HTTP into Hubbub."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.channels.sms.adapters.carrier import Line, Owned, Refused, Unanswered
from hubbub.channels.sms.adapters.opening import Opening, Unopened
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.http_repository import get_http_carrier
from hubbub.features.numbers.adding import add_number
from hubbub.features.numbers.repository import all_numbers, get_carrier
from hubbub.features.people.phones import address_of
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Conflict, NotFound, Unavailable

MOST_SECONDS = 60.0
"""For all pages together: each is let take its time, and somebody waits for the answer."""
SLOW = "The carrier is too slow to tell its numbers at the moment. Try again in a few minutes."


@dataclass(frozen=True, slots=True)
class Found:
    """A number there, and which one it is here."""

    owned: Owned
    number_id: UUID | None
    is_elsewhere: bool


async def numbers_there(
    database: Database, opening: Opening, account_id: UUID, carrier_id: UUID
) -> list[Found]:
    """In the order of their digits. Raises NotFound, Conflict, Unavailable."""
    line = await _line(database, opening, account_id, carrier_id)
    async with _told():
        owned = await line.owned()
    async with database.transaction(account_id) as tx:
        ours = {each.number: each for each in await all_numbers(tx)}
    found: list[Found] = []
    for each in sorted(owned, key=lambda each: each.number):
        known = ours.get(address_of(each.number))
        is_here = known is not None and known.carrier_id == carrier_id
        found.append(
            Found(each, known.id if known and is_here else None, known is not None and not is_here)
        )
    return found


async def bring_in(
    database: Database, opening: Opening, carrier_id: UUID, key: str, actor: Actor
) -> None:
    """Add the number of this key, unless it is here, and lead its texts here. Raises NotFound,
    Conflict, Invalid, Unavailable."""
    found = await numbers_there(database, opening, actor.account_id, carrier_id)
    wanted = next((each for each in found if each.owned.key == key), None)
    if wanted is None:
        raise NotFound("The carrier has no such number for this account.")
    if wanted.is_elsewhere:
        raise Conflict("Another carrier brings texts for this number already.", code="elsewhere")
    if wanted.number_id is None:
        async with database.transaction(actor.account_id) as tx:
            await add_number(tx, wanted.owned.number, carrier_id, actor.origin)
    if not wanted.owned.answers_here:
        line = await _line(database, opening, actor.account_id, carrier_id)
        async with _told():
            await line.lead_here(key)


async def _line(database: Database, opening: Opening, account_id: UUID, carrier_id: UUID) -> Line:
    async with database.transaction(account_id) as tx:
        carrier = await get_carrier(tx, carrier_id)
        stored = await get_http_carrier(tx, carrier_id)
    kind = None if carrier is None else KINDS.get(carrier.kind)
    if carrier is None or stored is None or kind is None:
        raise NotFound("There is no such carrier over HTTP.")
    try:
        return kind.open(opening.access(kind, stored))
    except Unopened as error:
        raise Conflict(str(error), code="unopened") from error


@asynccontextmanager
async def _told() -> AsyncGenerator[None]:
    try:
        async with asyncio.timeout(MOST_SECONDS):
            yield
    except TimeoutError as error:
        raise Unavailable(SLOW) from error
    except Refused as error:
        raise Conflict(str(error), code="carrier_refused") from error
    except Unanswered as error:
        raise Unavailable(f"{error} Try again in a minute.") from error
