"""What a key began ends when the key is switched off, not only when it is revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hubbub.access import may
from hubbub.access.invites.accepting import Newcomer, accept_invite
from hubbub.access.links.making import INVITE, make_link
from hubbub.access.loading import load_key_actor
from hubbub.access.users import exporting
from hubbub.access.users.cleaning import NO_DETAILS
from hubbub.access.users.exporting import ExportEndedError, export_users
from hubbub.access.users.listing_repository import Filters
from hubbub.kernel.errors import Gone
from tests.world import PASSWORD

if TYPE_CHECKING:
    from typing import Any

    from tests.api import Api
    from tests.world import World

SCOPES = [may.MANAGE_USERS.key, may.SEE_USERS.key]


async def make(world: World, api: Api) -> dict[str, Any]:
    body = {"name": "Program", "scopes": SCOPES}
    return await api.post(world.ours.administrator, "/api/api-keys", body)


async def switch_off(world: World, api: Api, key: dict[str, Any]) -> None:
    body = {
        "name": "Program", "networks": [], "expires_at": None, "enabled": False,
        "version": key["version"],
    }  # fmt: skip
    await api.put(world.ours.administrator, f"/api/api-keys/{key['id']}", body)


async def test_its_invitations_let_nobody_in(world: World, api: Api) -> None:
    key = await make(world, api)
    body = {"email": "eva@acme.example", "role_ids": [], "seat": False}
    invite = (await api.post(key["key"], "/api/invites", body))["id"]
    async with world.database.transaction(world.ours.id) as tx:
        token = await make_link(tx, "invite", UUID(invite), INVITE)
    await switch_off(world, api, key)
    with pytest.raises(Gone) as refused:
        await accept_invite(
            world.database, token, Newcomer("Eva Kovač", None, PASSWORD, NO_DETAILS)
        )
    assert refused.value.code == "inviter_may_not"


async def test_its_export_is_cut_off(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 2)
    key = await make(world, api)
    async with world.database.transaction(world.ours.id) as tx:
        maker = world.ours.administrator.user_id
        actor = await load_key_actor(tx, maker, UUID(key["id"]), SCOPES)
    assert actor is not None
    lines = export_users(world.database, actor, Filters(), (may.SEE_USERS,))
    await anext(lines)
    await anext(lines)
    await switch_off(world, api, key)
    with pytest.raises(ExportEndedError):
        await anext(lines)
