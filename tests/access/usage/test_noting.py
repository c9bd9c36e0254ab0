"""The last use of a permission is noted once an hour, and kept while the database is away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hubbub.access import may
from hubbub.access.usage import noting
from hubbub.access.usage.noting import Uses
from hubbub.access.usage.repository import last_uses
from hubbub.kernel.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hubbub.access.usage.noting import Use
    from hubbub.kernel.database import Transaction
    from tests.api import Api
    from tests.world import Person, World


async def used(world: World, who: Person) -> dict[str, datetime]:
    async with world.database.transaction(who.account_id) as tx:
        return await last_uses(tx, who.user_id)


async def test_a_request_notes_the_permission_that_let_it_through(world: World, api: Api) -> None:
    agent = world.ours.agent
    await api.get(agent, "/api/conversations")
    await api.send(agent, "GET", "/api/users")
    uses: Uses = api.app.state.uses
    await uses.write()
    assert set(await used(world, agent)) == {may.VIEW.key}


async def test_of_several_permissions_the_one_held_is_noted(world: World, api: Api) -> None:
    await api.get(world.ours.administrator, "/api/users")
    await api.app.state.uses.write()
    assert set(await used(world, world.ours.administrator)) == {may.SEE_USERS.key}


async def test_within_the_hour_nothing_is_written_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses, agent = Uses(world.database), await world.actor(world.ours.agent)
    clock = [1000.0]
    monkeypatch.setattr(noting.time, "monotonic", lambda: clock[0])
    uses.note(agent, may.MANAGE)
    await uses.write()
    first = (await used(world, world.ours.agent))[may.MANAGE.key]
    clock[0] += 3599
    uses.note(agent, may.MANAGE)
    await uses.write()
    assert (await used(world, world.ours.agent))[may.MANAGE.key] == first
    clock[0] += 2
    uses.note(agent, may.MANAGE)
    await uses.write()
    assert (await used(world, world.ours.agent))[may.MANAGE.key] > first


async def test_what_cannot_be_written_is_written_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await world.actor(world.ours.agent)
    uses = Uses(world.database)
    uses.note(agent, may.VIEW)

    async def away(_: Transaction, __: Sequence[Use]) -> None:
        raise Unavailable("The database is away.")

    with monkeypatch.context() as broken:
        broken.setattr(noting, "write_uses", away)
        await uses.write()
    assert await used(world, world.ours.agent) == {}
    await uses.write()
    assert set(await used(world, world.ours.agent)) == {may.VIEW.key}


async def test_a_user_who_is_gone_does_not_stop_the_others(world: World) -> None:
    agent = await world.actor(world.ours.agent)
    uses = Uses(world.database)
    uses.note(replace(agent, user_id=uuid4()), may.VIEW)
    uses.note(agent, may.VIEW)
    await uses.write()
    assert set(await used(world, world.ours.agent)) == {may.VIEW.key}
