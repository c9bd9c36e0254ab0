"""API keys over HTTP: everybody sees his own, who manages keys sees all."""

from dataclasses import fields
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.authority import authority_of
from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.keys.changing import NO_KEY, Wanted, change_key, revoke_key
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.keys.networks import read_networks
from hubbub.access.keys.repository import ApiKey, all_keys
from hubbub.access.keys.shapes import KeyChange, KeyInput, Keys, MadeKey, ShownKey
from hubbub.access.keys.showing import show_keys
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.errors import NotFound

router = Router("/api/api-keys", "api-keys")


@router.get("", needs=SIGNED_IN, response_model=Keys)
async def get_keys(
    actor: CurrentActor, database: TheDatabase, mine: Annotated[bool, Query()] = False
) -> Response:
    """Keys, the newest first: all of the account for who manages keys, else one's own."""
    is_all = actor.may(may.MANAGE_API_KEYS) and not mine
    async with database.transaction(actor.account_id) as tx:
        keys = await all_keys(tx, None if is_all else actor.user_id)
        return answer(Keys(await show_keys(tx, [key for key in keys if _is_open(actor, key)])))


@router.post("", needs=may.MANAGE_API_KEYS, response_model=MadeKey, status_code=201)
async def post_key(body: KeyInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Make a key; this answer is the only one that shows it."""
    networks = read_networks(body.networks)
    new = NewKey(
        actor.user_id, body.name, tuple(body.scopes), body.expires_at, networks, body.starts_at
    )
    async with database.transaction(actor.account_id) as tx:
        row, key = await make_key(tx, new, authority_of(actor))
        [shown] = await show_keys(tx, [row])
    return answer(_made(shown, key), 201)


@router.put("/{key_id}", needs=may.MANAGE_API_KEYS, response_model=ShownKey)
async def put_key(
    key_id: UUID, body: KeyChange, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Change a key's name, the addresses it may be used from, when it holds, and whether."""
    networks = read_networks(body.networks)
    wanted = Wanted(
        body.name, networks, body.expires_at, body.version, body.starts_at, body.enabled
    )
    async with database.transaction(actor.account_id) as tx:
        key = await change_key(tx, key_id, wanted, authority_of(actor))
        [shown] = await show_keys(tx, [key])
    return answer(shown)


@router.delete("/{key_id}", needs=SIGNED_IN, status_code=204)
async def delete_key(key_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Revoke a key at once: one's own, or any for who manages keys."""
    is_manager = actor.may(may.MANAGE_API_KEYS)
    if not is_manager and actor.key_id not in (None, key_id):
        raise NotFound(NO_KEY)
    only_of = None if is_manager else actor.user_id
    async with database.transaction(actor.account_id) as tx:
        await revoke_key(tx, key_id, authority_of(actor), only_of=only_of)
    return nothing()


def _is_open(actor: Actor, key: ApiKey) -> bool:
    """A program without the permission knows of its own key only, not of its maker's others."""
    return actor.key_id in (None, key.id) or actor.may(may.MANAGE_API_KEYS)


def _made(shown: ShownKey, key: str) -> MadeKey:
    return MadeKey(key, *(getattr(shown, each.name) for each in fields(shown)))
