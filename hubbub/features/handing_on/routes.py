"""Texts that are in no conversation, over HTTP: where they went, each try, and once more."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.handing_on.beginning import TIMER
from hubbub.features.handing_on.repository import (
    Aside,
    State,
    Tried,
    Where,
    delivery_again,
    newest_aside,
    tries_of,
)
from hubbub.features.numbers.authors import reads_texts
from hubbub.features.numbers.repository import get_number
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.ids import Id
from hubbub.kernel.timers import schedule

router = Router("/api/numbers", "numbers")

MOST = 50


@dataclass(frozen=True, slots=True)
class ShownTry:
    """A request to a server: its answer, or why there is none."""

    at: datetime
    milliseconds: int
    status: int | None
    error: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class ShownAside:
    """`sender` is for whoever may read the texts themselves."""

    id: Id
    at: datetime
    sender: str | None
    went_to: Where
    target: str | None
    """The address, or the name of the connection."""
    delivery_id: Id | None
    state: State | None
    reason: str | None
    next_at: datetime | None
    tries: list[ShownTry]


@dataclass(frozen=True, slots=True)
class TextsAside:
    items: list[ShownAside]


@router.get("/{number_id}/inbound/texts", needs=may.MANAGE_CHANNELS, response_model=TextsAside)
async def get_inbound_texts(
    number_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """The last 50 texts to a number that did not go to Conversations, and how far they got."""
    reads = reads_texts(actor)
    async with database.transaction(actor.account_id) as tx:
        number = await get_number(tx, number_id)
        if number is None:
            raise NotFound("There is no such number.")
        return answer(TextsAside(await _aside(tx, number.number, reads)))


@router.post(
    "/{number_id}/inbound/texts/{delivery_id}/retry", needs=may.MANAGE_CHANNELS, status_code=204
)
async def post_inbound_retry(
    number_id: UUID, delivery_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Hand a text on once more that could not be handed on, to where it was meant to go."""
    async with database.transaction(actor.account_id) as tx:
        number = await get_number(tx, number_id)
        if number is None:
            raise NotFound("There is no such number.")
        if not await delivery_again(tx, delivery_id, number.number):
            raise Conflict("Only what has failed can be handed on again.", code="not_failed")
        await schedule(tx, TIMER, now(), subject_id=delivery_id)
    return nothing()


async def _aside(tx: Transaction, number: str, reads: bool) -> list[ShownAside]:
    found = await newest_aside(tx, number, MOST)
    tries: defaultdict[UUID, list[ShownTry]] = defaultdict(list)
    for each in await tries_of(tx, [one.delivery_id for one in found if one.delivery_id]):
        tries[each.delivery_id].append(_shown_try(each))
    return [_shown(each, tries.get(each.delivery_id or each.id, []), reads) for each in found]


def _shown_try(each: Tried) -> ShownTry:
    return ShownTry(each.at, each.milliseconds, each.status, each.error, each.answer)


def _shown(each: Aside, tries: list[ShownTry], reads: bool) -> ShownAside:
    return ShownAside(
        each.id,
        each.at,
        each.sender if reads else None,
        each.went_to,
        each.target or each.carrier_name,
        each.delivery_id,
        each.state,
        each.reason,
        each.next_at,
        tries,
    )
