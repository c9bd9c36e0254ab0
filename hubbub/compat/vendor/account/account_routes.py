"""The account on this wire, and its API keys in the wire's first version."""

from typing import Annotated, Any

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.keys.changing import NO_KEY
from hubbub.compat.vendor.account.key_pages import picked
from hubbub.compat.vendor.account.keys import (
    FIRST,
    KeyChangeBody,
    NewKeyBody,
    change,
    create,
    found,
    show,
)
from hubbub.compat.vendor.account.wire import ACCOUNTS, check_account_path, read_id
from hubbub.compat.vendor.wire import HIDDEN, WireQuery
from hubbub.kernel.answers import answer
from hubbub.kernel.errors import Forbidden

router = Router(ACCOUNTS, "compat")
keys_router = Router(ACCOUNTS + "/{account_key}/api-keys", "compat")

Limit = Annotated[int, Query(ge=1, le=1000)]
FEW = 40


class _KeysQuery(WireQuery):
    name: str | None = Field(None, max_length=1000)
    limit: int = Field(FEW, ge=1, le=1000)
    enabled: bool | None = None
    public_api_key: str | None = Field(None, max_length=1000)


@router.get("", needs=SIGNED_IN, **HIDDEN)
async def wire_get_accounts(
    actor: CurrentActor, name: str = "", limit: Limit = FEW, enabled: bool | None = None
) -> Response:
    """One's own: an account has none below it here."""
    account = {
        "key": actor.account_id,
        "ownerKey": actor.account_id,
        "name": actor.account_name,
        "enabled": True,
    }
    fits = name.strip().casefold() in actor.account_name.casefold() and enabled is not False
    return answer({"accounts": [account][:limit] if fits else []})


@router.put("/{account_key}", needs=may.MANAGE_ACCOUNT, **HIDDEN)
async def wire_put_account(account_key: str, actor: CurrentActor) -> Response:
    """Only accounts below one's own are changed so, and there are none."""
    check_account_path(actor, account_key)
    raise Forbidden("This changes accounts below yours, and there are none. Yours stays as it is.")


@keys_router.get("", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_get_account_keys(
    account_key: str,
    actor: CurrentActor,
    database: TheDatabase,
    asked: Annotated[_KeysQuery, Query()],
) -> Response:
    check_account_path(actor, account_key)
    async with database.transaction(actor.account_id) as tx:
        keys = await picked(tx, asked.name, asked.enabled, asked.public_api_key)
    return answer({"apiKeys": [show(key, FIRST) for key in keys[: asked.limit]]})


@keys_router.post("", needs=may.MANAGE_API_KEYS, status_code=201, **HIDDEN)
async def wire_post_account_key(
    account_key: str, body: NewKeyBody, actor: CurrentActor, database: TheDatabase
) -> Response:
    check_account_path(actor, account_key)
    async with database.transaction(actor.account_id) as tx:
        made: dict[str, Any] = await create(tx, body, actor, FIRST)
    return answer(made, 201)


@keys_router.get("/{key_id}", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_get_account_key(
    account_key: str, key_id: str, actor: CurrentActor, database: TheDatabase
) -> Response:
    check_account_path(actor, account_key)
    async with database.transaction(actor.account_id) as tx:
        return answer(show(await found(tx, read_id(key_id, NO_KEY)), FIRST))


@keys_router.put("/{key_id}", needs=may.MANAGE_API_KEYS, **HIDDEN)
async def wire_put_account_key(
    account_key: str, key_id: str, body: KeyChangeBody, actor: CurrentActor, database: TheDatabase
) -> Response:
    check_account_path(actor, account_key)
    async with database.transaction(actor.account_id) as tx:
        changed = await change(tx, read_id(key_id, NO_KEY), body, actor, FIRST)
    return answer(changed)
