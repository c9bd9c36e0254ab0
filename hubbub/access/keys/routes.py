"""API keys over HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.keys.making import NewKey, make_key, revoke_key
from hubbub.access.keys.repository import ApiKey, all_keys
from hubbub.access.shapes import Keys, MadeKey, ShownKey
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input

router = Router("/api/api-keys", "api-keys")


class KeyInput(Input):
    name: str = Field(max_length=1000)
    scopes: list[str] = Field(min_length=1, max_length=200)
    expires_at: AwareDatetime | None = None


@router.get("", needs=may.MANAGE_API_KEYS, response_model=Keys)
async def get_keys(actor: CurrentActor, database: TheDatabase) -> Response:
    """All keys of the account, the newest first; never the keys themselves."""
    async with database.transaction(actor.account_id) as tx:
        return answer(Keys([_shown(key) for key in await all_keys(tx)]))


@router.post("", needs=may.MANAGE_API_KEYS, response_model=MadeKey, status_code=201)
async def post_key(body: KeyInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Make a key; this answer is the only one that shows it."""
    expires_at: datetime | None = body.expires_at
    new = NewKey(actor.user_id, body.name, tuple(body.scopes), expires_at)
    async with database.transaction(actor.account_id) as tx:
        row, key = await make_key(tx, new, authority_of(actor))
    return answer(
        MadeKey(
            row.id, row.name, row.prefix, row.scopes, row.created_at, row.last_used_at,
            row.expires_at, key,
        ),
        201,
    )  # fmt: skip


@router.delete("/{key_id}", needs=may.MANAGE_API_KEYS, status_code=204)
async def delete_key(key_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Revoke a key at once."""
    async with database.transaction(actor.account_id) as tx:
        await revoke_key(tx, key_id, authority_of(actor))
    return nothing()


def _shown(key: ApiKey) -> ShownKey:
    return ShownKey(
        key.id, key.name, key.prefix, key.scopes, key.created_at, key.last_used_at, key.expires_at
    )
