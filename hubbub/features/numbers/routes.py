"""Our numbers over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.refusing import forbidden
from hubbub.features.numbers.adding import add_number, remove_number
from hubbub.features.numbers.authors import reads_texts
from hubbub.features.numbers.configurations_repository import (
    Configuration,
    all_configurations,
    holding_for,
)
from hubbub.features.numbers.deciding import Action
from hubbub.features.numbers.forwarding import check_forward, forward_number
from hubbub.features.numbers.orders.releasing import release_number, uses_of
from hubbub.features.numbers.repository import Number, all_numbers, get_number
from hubbub.features.numbers.selling import Capability, Kind, Sellers
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import NotFound
from hubbub.kernel.ids import Id
from hubbub.kernel.outgoing import Outgoing

router = Router("/api/numbers", "numbers")


@dataclass(frozen=True, slots=True)
class CarrierName:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class TextsGo:
    """Where texts to a number go that begin with no keyword."""

    action: Action
    target: str | None
    follows_account: bool
    keywords: int
    """How many keywords lead somewhere of their own."""


@dataclass(frozen=True, slots=True)
class ShownNumber:
    id: Id
    number: str
    carrier: CarrierName
    forward_url: str | None
    """Where texts to it are told as well."""
    version: int
    created_at: datetime
    country: str | None
    kind: Kind
    capabilities: list[Capability]
    is_bought: bool
    setup_price: Decimal | None
    monthly_price: Decimal | None
    currency: str | None
    bought_at: datetime | None
    texts: TextsGo


@dataclass(frozen=True, slots=True)
class NumberUses:
    """What would miss a number."""

    open_conversations: int
    is_forwarded: bool
    keywords: list[str]


class ReleaseInput(Input):
    version: int


@dataclass(frozen=True, slots=True)
class Numbers:
    items: list[ShownNumber]


class NumberInput(Input):
    number: str = Field(max_length=100)
    carrier_id: UUID


class ForwardInput(Input):
    forward_url: str | None = Field(max_length=2000)
    version: int


@router.get("", needs=may.MANAGE_CHANNELS, response_model=Numbers)
async def get_numbers(actor: CurrentActor, database: TheDatabase) -> Response:
    """All our numbers."""
    async with database.transaction(actor.account_id) as tx:
        configurations = await all_configurations(tx, "sms")
        return answer(Numbers([_shown(each, configurations) for each in await all_numbers(tx)]))


@router.post("", needs=may.MANAGE_CHANNELS, response_model=ShownNumber, status_code=201)
async def post_number(body: NumberInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Add a number that a carrier brings us texts for."""
    async with database.transaction(actor.account_id) as tx:
        added = await add_number(tx, body.number, body.carrier_id, actor.origin)
        configurations = await holding_for(tx, added.id)
    return answer(_shown(added, configurations), 201)


@router.get("/{number_id}", needs=may.MANAGE_CHANNELS, response_model=ShownNumber)
async def get_one_number(number_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """One of our numbers."""
    async with database.transaction(actor.account_id) as tx:
        number = await get_number(tx, number_id)
        configurations = await holding_for(tx, number_id)
    if number is None:
        raise NotFound("There is no such number.")
    return answer(_shown(number, configurations))


@router.put("/{number_id}", needs=may.MANAGE_CHANNELS, response_model=ShownNumber)
async def put_number(
    number_id: UUID,
    body: ForwardInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Say where texts to a number are told as well; `null` for nowhere. Whoever names an address
    has to be able to read these texts himself, in whichever queue they come to stand."""
    url = (body.forward_url or "").strip() or None
    if url is not None and not reads_texts(actor):
        raise await forbidden(database, actor, may.REACH_ALL_QUEUES)
    outgoing: Outgoing = request.app.state.outgoing
    await check_forward(outgoing, url)
    async with database.transaction(actor.account_id) as tx:
        changed = await forward_number(tx, number_id, url, body.version, actor.origin)
        configurations = await holding_for(tx, number_id)
    return answer(_shown(changed, configurations))


@router.delete("/{number_id}", needs=may.MANAGE_CHANNELS, status_code=204)
async def delete_number(number_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Remove a number; its conversations stay."""
    async with database.transaction(actor.account_id) as tx:
        await remove_number(tx, number_id, actor.origin)
    return nothing()


@router.get("/{number_id}/uses", needs=may.MANAGE_CHANNELS, response_model=NumberUses)
async def get_number_uses(number_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """What still uses a number, to be looked at before it is released."""
    async with database.transaction(actor.account_id) as tx:
        uses = await uses_of(tx, number_id)
    return answer(NumberUses(uses.open_conversations, uses.is_forwarded, uses.keywords))


@router.post("/{number_id}/release", needs=may.MANAGE_CHANNELS, status_code=204)
async def post_number_release(
    number_id: UUID,
    body: ReleaseInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Give a bought number back to its carrier; its conversations stay."""
    sellers: Sellers = request.app.state.sellers
    async with database.transaction(actor.account_id) as tx:
        await release_number(tx, number_id, body.version, sellers, actor.origin)
    return nothing()


def _shown(number: Number, configurations: Sequence[Configuration]) -> ShownNumber:
    return ShownNumber(
        number.id,
        number.number,
        CarrierName(number.carrier_id, number.carrier_name),
        number.forward_url,
        number.version,
        number.created_at,
        number.country,
        number.kind,  # pyright: ignore[reportArgumentType]
        number.capabilities,  # pyright: ignore[reportArgumentType]
        number.carrier_key is not None,
        number.setup_price,
        number.monthly_price,
        number.currency,
        number.bought_at,
        _texts(number, configurations),
    )


def _texts(number: Number, configurations: Sequence[Configuration]) -> TextsGo:
    own = [each for each in configurations if each.number_id == number.id and each.channel == "sms"]
    default = next((each for each in own if each.keyword is None), None)
    follows = default is None or default.action == "default"
    holds = (
        next((each for each in configurations if each.is_default_of_account("sms")), None)
        if follows
        else default
    )
    keywords = sum(each.keyword is not None for each in own)
    if holds is None:
        return TextsGo("none", None, follows, keywords)
    return TextsGo(holds.action, holds.target or holds.carrier_name, follows, keywords)
