"""Where texts and calls go, over HTTP: of a number, of its keywords, and of the account."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.refusing import forbidden
from hubbub.features.numbers.authors import authors_among, reads_texts
from hubbub.features.numbers.checking import LEADS_AWAY, Wanted
from hubbub.features.numbers.configurations_repository import holding_for
from hubbub.features.numbers.configuring import remove_keyword, restore_keyword
from hubbub.features.numbers.deciding import decide
from hubbub.features.numbers.inbound_shapes import (
    CHANNELS,
    ConfigurationInput,
    DefaultInput,
    DryRun,
    DryRunInput,
    Inbound,
    InboundDefaults,
    Saved,
    ShownConfiguration,
    leaving,
    show,
    show_channel,
    show_connections,
    show_decision,
    show_default,
)
from hubbub.features.numbers.repository import all_carriers, get_number, numbers_among
from hubbub.features.numbers.setting import Setting, set_inbound
from hubbub.features.people.phones import address_of
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.database import Database
from hubbub.kernel.errors import NotFound

router = Router("/api/numbers", "numbers")
defaults_router = Router("/api/inbound-defaults", "numbers")

NO_NUMBER = "There is no such number."


@router.get("/{number_id}/inbound", needs=may.MANAGE_CHANNELS, response_model=Inbound)
async def get_inbound(number_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Where texts and calls to a number go."""
    async with database.transaction(actor.account_id) as tx:
        number = await get_number(tx, number_id)
        if number is None:
            raise NotFound(NO_NUMBER)
        found = await holding_for(tx, number_id)
        told_by = number.forward_set_by
        authors = await authors_among(tx, [told_by, *(each.set_by for each in leaving(found))])
        connections = show_connections(await all_carriers(tx))
    sms, voice = (show_channel(found, channel, number_id, authors) for channel in CHANNELS)
    told = authors.get(told_by) if told_by and number.forward_url else None
    return answer(Inbound(sms, voice, connections, told, reads_texts(actor)))


@router.put("/{number_id}/inbound", needs=may.MANAGE_CHANNELS, response_model=Saved)
async def put_inbound(
    number_id: UUID,
    body: ConfigurationInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Say where texts or calls to a number go: by default, or those that begin with a keyword.
    Whoever sends texts elsewhere has to be able to read them himself."""
    return answer(await _save(request, database, actor, body.wanted(number_id)))


@router.delete(
    "/{number_id}/inbound/{configuration_id}", needs=may.MANAGE_CHANNELS, status_code=204
)
async def delete_inbound(
    number_id: UUID,
    configuration_id: UUID,
    actor: CurrentActor,
    database: TheDatabase,
    version: Annotated[int | None, Query()] = None,
) -> Response:
    """Remove a keyword; texts that begin with it go where all others go."""
    async with database.transaction(actor.account_id) as tx:
        await remove_keyword(tx, number_id, configuration_id, version, actor.origin)
    return nothing()


@router.post(
    "/{number_id}/inbound/{configuration_id}/restore",
    needs=may.MANAGE_CHANNELS,
    response_model=ShownConfiguration,
)
async def post_inbound_restore(
    number_id: UUID, configuration_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Bring back a keyword that was removed, as it was."""
    async with database.transaction(actor.account_id) as tx:
        restored = await restore_keyword(tx, number_id, configuration_id, actor.origin)
        # Refused inside, which takes it back: what it does is known only now.
        if restored.action in LEADS_AWAY and not reads_texts(actor):
            raise await forbidden(database, actor, may.REACH_ALL_QUEUES)
    return answer(show(restored))


@router.post("/{number_id}/inbound/dry-run", needs=may.MANAGE_CHANNELS, response_model=DryRun)
async def post_inbound_dry_run(
    number_id: UUID, body: DryRunInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Say where a text would go that came to this number now; nothing is stored."""
    async with database.transaction(actor.account_id) as tx:
        number = await get_number(tx, number_id)
        if number is None:
            raise NotFound(NO_NUMBER)
        rules = await numbers_among(tx, number.carrier_id, [number.number])
        carriers = await all_carriers(tx)
    decision = decide(rules[number.number], body.text)
    sender = address_of(body.sender) if body.sender and body.sender.strip() else None
    return answer(show_decision(decision, carriers, sender, number.forward_url))


@defaults_router.get("", needs=may.MANAGE_CHANNELS, response_model=InboundDefaults)
async def get_inbound_defaults(actor: CurrentActor, database: TheDatabase) -> Response:
    """Where texts and calls go to numbers that follow the account."""
    async with database.transaction(actor.account_id) as tx:
        found = await holding_for(tx, None)
        authors = await authors_among(tx, [each.set_by for each in leaving(found)])
        connections = show_connections(await all_carriers(tx))
    sms, voice = (show_default(found, channel, None, authors) for channel in CHANNELS)
    return answer(InboundDefaults(sms, voice, connections, reads_texts(actor)))


@defaults_router.put("", needs=may.MANAGE_CHANNELS, response_model=Saved)
async def put_inbound_defaults(
    body: DefaultInput, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Say where texts or calls go to numbers that follow the account."""
    return answer(await _save(request, database, actor, body.wanted()))


async def _save(request: Request, database: Database, actor: Actor, wanted: Wanted) -> Saved:
    state = request.app.state
    saved, secret = await set_inbound(
        Setting(actor, database, state.outgoing, state.secrets), wanted
    )
    async with database.transaction(actor.account_id) as tx:
        holding = {each.id: each for each in await holding_for(tx, wanted.number_id)}
    return Saved(show(holding.get(saved.id, saved)), secret)
