"""From the beginning of its deletion nobody comes into an account any more, in whatever way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.accounts.closing_repository import shut
from hubbub.access.openid.repository import Provider, all_providers, insert_provider
from hubbub.access.sessions.signing_in import begin_session
from hubbub.kernel.errors import SignedOut
from hubbub.kernel.ids import new_id

if TYPE_CHECKING:
    from tests.world import World


async def test_neither_what_was_proved_nor_a_provider_lets_anybody_in(world: World) -> None:
    founder = world.ours.founder
    provider = Provider(
        new_id(), "Ours", "https://idp.example", "hubbub", None, ["acme.example"], True,
        [world.ours.roles["administrator"]], True, founder.user_id, [], 1,
    )  # fmt: skip
    async with world.database.transaction(world.ours.id) as tx:
        await insert_provider(tx, provider)
        await shut(tx)
    async with world.database.transaction(world.ours.id) as tx:
        # One that makes users would make them anew.
        assert await all_providers(tx) == []
    with pytest.raises(SignedOut):
        await begin_session(world.database, founder.account_id, founder.user_id)
