"""Who gives something acts with the rights that he has when it is given, not with those he had when
he asked: he may have waited for others, and they may have taken his rights away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.access import may
from hubbub.access.authority import SYSTEM_AUTHORITY, authority_of
from hubbub.access.custom_roles.drafting import Draft
from hubbub.access.custom_roles.saving import change_holders, create_role, edit_role
from hubbub.access.factors.resetting import reset_second_factor
from hubbub.access.invites.inviting import NewInvite, invite
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.users import importing
from hubbub.access.users.changing_email import ask_for_email
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.importing import Import, import_users
from hubbub.kernel.errors import Forbidden

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hubbub.access.authority import Authority
    from hubbub.kernel.database import Transaction
    from tests.api import Api
    from tests.world import World


def _somebody(world: World) -> NewUser:
    roles = frozenset({world.ours.roles["administrator"]})
    return NewUser("Eva", "eva@acme.example", None, roles, wants_seat=True)


def _role(name: str) -> Draft:
    return Draft(name, "", [may.VIEW.key])


async def _edit(tx: Transaction, _: World, by: Authority) -> None:
    role_id = await create_role(tx, _role("Readers"), None, SYSTEM_AUTHORITY)
    await edit_role(tx, role_id, _role("Others"), 1, by)


async def _hold(tx: Transaction, world: World, by: Authority) -> None:
    role_id = await create_role(tx, _role("Readers"), None, SYSTEM_AUTHORITY)
    users = (frozenset({world.ours.agent.user_id}), frozenset[UUID]())
    await change_holders(tx, role_id, users, by)


DEEDS: dict[str, Callable[[Transaction, World, Authority], Awaitable[object]]] = {
    "create": lambda tx, world, by: create_user(tx, _somebody(world), by),
    "roles": lambda tx, world, by: change_roles(
        tx, world.ours.agent.user_id, frozenset({world.ours.roles["administrator"]}), by
    ),
    "make a role": lambda tx, _, by: create_role(tx, _role("Readers"), None, by),
    "edit a role": _edit,
    "hold a role": _hold,
    "state": lambda tx, world, by: set_enabled(tx, world.ours.disabled.user_id, True, by),
    "seat": lambda tx, world, by: set_seat(tx, world.ours.viewer.user_id, True, by),
    "email": lambda tx, world, by: ask_for_email(
        tx, world.ours.founder.user_id, "mine@acme.example", 1, by
    ),
    "invite": lambda tx, world, by: invite(
        tx, NewInvite("eva@acme.example", frozenset({world.ours.roles["administrator"]}), True), by
    ),
    "key": lambda tx, world, by: make_key(
        tx, NewKey(world.ours.administrator.user_id, "Kept", (may.MANAGE_USERS.key,)), by
    ),
    "second factor": lambda tx, world, by: reset_second_factor(
        tx, world.ours.founder.user_id, by
    ),
}  # fmt: skip


async def demote(world: World) -> None:
    who = world.ours.administrator
    async with world.database.transaction(who.account_id) as tx:
        await change_roles(tx, who.user_id, frozenset(), SYSTEM_AUTHORITY)


@pytest.mark.parametrize("deed", DEEDS)
async def test_nothing_is_given_with_rights_that_were_taken_meanwhile(
    deed: str, world: World
) -> None:
    by = authority_of(await world.actor(world.ours.administrator))
    await demote(world)
    with pytest.raises(Forbidden) as refused:
        async with world.database.transaction(world.ours.id) as tx:
            await DEEDS[deed](tx, world, by)
    assert "missing_permission" in refused.value.extra


async def test_an_import_ends_where_its_maker_lost_his_rights(
    world: World, monkeypatch: Any
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    creating = importing.create_user
    made: list[str] = []

    async def create(tx: Transaction, new: NewUser, by: Authority) -> Any:
        user = await creating(tx, new, by)
        made.append(new.name)
        return user

    chunk = importing._chunk

    async def overtaken(*given: Any) -> Any:
        found = await chunk(*given)
        if len(made) == 2:
            await demote(world)
        return found

    monkeypatch.setattr(importing, "create_user", create)
    monkeypatch.setattr(importing, "_chunk", overtaken)
    lines = "".join(f"Person {n},p{n}@acme.example\n" for n in range(6))
    by = authority_of(await world.actor(world.ours.administrator))
    wanted = Import(f"name,email\n{lines}", is_trial=False, may_seat=False)
    done = await import_users(world.database, world.ours.id, wanted, by)
    assert made == ["Person 0", "Person 1"]
    assert [bool(each.errors) for each in done.rows] == [False, False, True, True, True, True]
    assert "changed meanwhile" in done.rows[2].errors[0].message


async def test_where_somebody_may_come_from_is_not_changed_from_below(
    world: World, api: Api
) -> None:
    ours = world.ours
    role = await api.post(
        ours.founder, "/api/roles", {"name": "Desk", "permissions": [may.MANAGE_USERS.key]}
    )
    async with world.database.transaction(ours.id) as tx:
        roles = frozenset({UUID(role["id"])})
        await change_roles(tx, ours.agent.user_id, roles, SYSTEM_AUTHORITY)
    body = {"networks": ["198.51.100.0/24"], "version": 0}
    above = f"/api/users/{ours.founder.user_id.hex}/networks"
    refused = await api.send(ours.agent, "PUT", above, body)
    assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    beside = f"/api/users/{ours.disabled.user_id.hex}"
    await api.put(ours.founder, f"{beside}/roles", {"role_ids": []})
    assert (await api.send(ours.agent, "PUT", f"{beside}/networks", body)).status_code == 200
