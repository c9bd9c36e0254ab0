"""Somebody proves who he is while his sign-in is taken from him: what was proved counts no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.factors.second_step import begin_second_step, pending_of
from hubbub.access.links.making import make_link
from hubbub.access.sessions.repository import Arrival
from hubbub.access.sessions.signing_in import begin_session, prove_password
from hubbub.access.users import changing_password
from hubbub.access.users.changing_password import set_password_by_link
from hubbub.access.users.disabling import set_enabled
from hubbub.compat.vendor.account.wire import OAUTH, SESSION
from hubbub.kernel.errors import SignedOut
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from tests.api import Api
    from tests.world import Person, World

ANOTHER = "quite another long password"


async def disabled(world: World, person: Person) -> None:
    async with world.database.transaction(person.account_id) as tx:
        await set_enabled(tx, person.user_id, False, SYSTEM_AUTHORITY)


async def given_another_password(world: World, person: Person) -> None:
    async with world.database.transaction(person.account_id) as tx:
        token = await make_link(tx, "password", person.user_id, changing_password.WINDOW)
    await set_password_by_link(world.database, token, ANOTHER)


@pytest.fixture
async def person(world: World) -> Person:
    """Somebody who has a password."""
    agent = world.ours.agent
    async with world.database.transaction(agent.account_id) as tx:
        token = await make_link(tx, "password", agent.user_id, changing_password.WINDOW)
    await set_password_by_link(world.database, token, PASSWORD)
    return agent


WAYS: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "desk": ("/api/session", lambda name: {"json": {"name": name, "password": PASSWORD}}),
    "program": (SESSION, lambda name: {"json": {"username": name, "password": PASSWORD}}),
    "token": (
        OAUTH,
        lambda name: {
            "data": {
                "grant_type": "client_credentials", "client_id": name, "client_secret": PASSWORD,
            }
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("meanwhile", [disabled, given_another_password])
@pytest.mark.parametrize("way", WAYS)
async def test_no_session_begins_with_what_was_proved_before(
    way: str, meanwhile: Any, world: World, person: Person, api: Api, monkeypatch: Any
) -> None:
    where = "hubbub.entrypoints.session_routes" if way == "desk" else "hubbub.access.tokens.proving"

    async def overtaken(*given: Any) -> Any:
        proved = await prove_password(*given)
        await meanwhile(world, person)
        return proved

    monkeypatch.setattr(f"{where}.prove_password", overtaken)
    path, sent = WAYS[way]
    answer = await _post(api, path, **sent(person.email))
    assert 400 <= answer.status_code < 500, answer.text
    assert "set-cookie" not in answer.headers
    assert await _sessions(world, person) == 0


async def test_a_second_step_is_not_finished_after_another_password_was_set(
    world: World, person: Person, api: Api
) -> None:
    proved = await prove_password(world.database, person.email, PASSWORD, "203.0.113.7")
    await given_another_password(world, person)
    pending = await pending_of(
        world.database, await begin_second_step(world.database, proved, "password")
    )
    assert pending.who == proved
    by = Arrival(password=pending.who.password)
    with pytest.raises(SignedOut):
        await begin_session(world.database, proved.account_id, proved.user_id, by)


@pytest.mark.parametrize("meanwhile", [disabled, given_another_password])
async def test_who_knew_the_password_before_does_not_set_the_next_one(
    meanwhile: Any, world: World, person: Person, monkeypatch: Any
) -> None:
    await begin_session(world.database, person.account_id, person.user_id)
    [(session_id,)] = await world.sql(
        world.ours, "SELECT id FROM sessions WHERE user_id = %s", person.user_id
    )
    hashing = changing_password.hash_password
    before = await _hash(world, person)

    async def overtaken(password: str) -> str:
        if password == "a third and long password":
            await meanwhile(world, person)
        return await hashing(password)

    monkeypatch.setattr(changing_password, "hash_password", overtaken)
    with pytest.raises(SignedOut):
        await changing_password.change_own_password(
            world.database, person.account_id, (person.user_id, session_id), PASSWORD,
            "a third and long password",
        )  # fmt: skip
    is_changed = await _hash(world, person) != before
    assert is_changed == (meanwhile is given_another_password)
    if is_changed:
        assert (await prove_password(world.database, person.email, ANOTHER, "203.0.113.7")).password


async def _post(api: Api, path: str, **sent: Any) -> httpx2.Response:
    return await api.http.post(path, headers={"Origin": api.origin}, **sent)


async def _sessions(world: World, person: Person) -> int:
    found = await world.sql(
        world.ours, "SELECT id FROM sessions WHERE user_id = %s", person.user_id
    )
    return len(found)


async def _hash(world: World, person: Person) -> str | None:
    [(stored,)] = await world.sql(
        world.ours, "SELECT password_hash FROM users WHERE id = %s", person.user_id
    )
    return stored
