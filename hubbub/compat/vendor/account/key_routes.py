"""API keys on this wire, in its second version."""

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.keys.changing import NO_KEY
from hubbub.compat.vendor.account.key_pages import Asked, list_keys
from hubbub.compat.vendor.account.keys import (
    SECOND,
    KeyChangeBody,
    NewKeyBody,
    change,
    create,
    found,
    show,
)
from hubbub.compat.vendor.account.wire import KEYS, check_account, read_id
from hubbub.compat.vendor.wire import HIDDEN
from hubbub.kernel.answers import answer

router = Router(KEYS, "compat")


@router.get("", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_get_keys(asked: Asked, actor: CurrentActor, database: TheDatabase) -> Response:
    check_account(actor, asked.account_id)
    async with database.transaction(actor.account_id) as tx:
        return answer(await list_keys(tx, asked))


@router.post("", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_post_key(body: NewKeyBody, actor: CurrentActor, database: TheDatabase) -> Response:
    async with database.transaction(actor.account_id) as tx:
        made = await create(tx, body, actor, SECOND)
    return answer(made)


@router.get("/{key_id}", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_get_key(key_id: str, actor: CurrentActor, database: TheDatabase) -> Response:
    async with database.transaction(actor.account_id) as tx:
        return answer(show(await found(tx, read_id(key_id, NO_KEY)), SECOND))


@router.put("/{key_id}", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_put_key(
    key_id: str, body: KeyChangeBody, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        changed = await change(tx, read_id(key_id, NO_KEY), body, actor, SECOND)
    return answer(changed)
