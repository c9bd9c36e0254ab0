"""A key as the how-to page says to make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

SCOPES = ("account/users/manage", "account/roles/manage", "account/roles/grant-any")


async def key_of(api: Api, world: World, *scopes: str) -> str:
    body = {"name": "Directory", "scopes": list(scopes or SCOPES)}
    return (await api.post(world.ours.founder, "/api/api-keys", body))["key"]


@pytest.fixture
async def key(world: World, api: Api) -> str:
    return await key_of(api, world)
