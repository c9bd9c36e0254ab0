"""Signing in, staying in, and being signed out wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.passwords import hash_password
from hubbub.access.sessions.signing_in import TRIES_BY_ADDRESS, TRIES_BY_NAME
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from tests.world import PASSWORD, Person

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.world import World


async def sign_in(api: Api, email: str, password: str = PASSWORD) -> httpx2.Response:
    return await api.send(None, "POST", "/api/session", {"email": email, "password": password})


def person_in(response: httpx2.Response, like: Person) -> Person:
    """The same person with the session that was just begun."""
    token = response.cookies["hubbub_session"]
    return Person(like.account_id, like.user_id, like.name, like.email, token)


@pytest.mark.parametrize("written", ["{}", "  {}  ", "{upper}"])
async def test_the_right_password_lets_in(written: str, world: World, api: Api) -> None:
    founder = world.ours.founder
    email = written.format(founder.email, upper=founder.email.upper())
    response = await sign_in(api, email)
    assert response.status_code == 200, response.text
    assert response.json()["user"]["id"] == founder.user_id.hex
    me = await api.get(person_in(response, founder), "/api/me")
    assert me["user"]["email"] == founder.email


async def test_every_failure_looks_the_same(world: World, api: Api) -> None:
    hashed = await hash_password(PASSWORD)
    async with world.database.engine() as tx:
        await tx.execute(
            "UPDATE users SET password_hash = %s WHERE id = %s",
            (hashed, world.ours.disabled.user_id),
        )
    answers = [
        await sign_in(api, world.ours.founder.email, "not the password"),
        await sign_in(api, "nobody@example.com"),
        await sign_in(api, world.ours.disabled.email),
        await sign_in(api, world.ours.agent.email),
        await sign_in(api, world.ours.founder.email, "x" * 1000),
        await sign_in(api, "", ""),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "wrong_credentials"
    assert not any("set-cookie" in answer.headers for answer in answers)


async def test_guessing_at_one_name_is_stopped_even_for_the_right_password(
    world: World, api: Api
) -> None:
    email = world.ours.founder.email
    for _ in range(TRIES_BY_NAME):
        assert (await sign_in(api, email, "wrong password")).status_code == 401
    stopped = await sign_in(api, email)
    assert stopped.status_code == 429
    assert stopped.json()["code"] == "too_many_attempts"
    assert int(stopped.headers["retry-after"]) > 0
    assert (await sign_in(api, world.theirs.founder.email)).status_code == 200


async def test_guessing_at_many_names_is_stopped_by_address(world: World, api: Api) -> None:
    for n in range(TRIES_BY_ADDRESS):
        assert (await sign_in(api, f"guess{n}@example.com", "x" * 300)).status_code == 401
    assert (await sign_in(api, world.ours.founder.email)).status_code == 429


async def test_many_who_sign_in_from_one_office_are_not_guessing(world: World, api: Api) -> None:
    email = world.ours.founder.email
    async with world.database.engine() as tx:
        await tx.execute(
            "INSERT INTO attempts (key, window_start, count) VALUES (%s, now(), %s)",
            ("sign-in-address:127.0.0.1", TRIES_BY_ADDRESS - 1),
        )
    for _ in range(3):
        assert (await sign_in(api, email)).status_code == 200


async def test_the_answer_tells_the_rights_of_now(world: World, api: Api) -> None:
    founder = world.ours.founder
    first = await sign_in(api, founder.email)
    assert "Analytics for Conversations" in {role["name"] for role in first.json()["roles"]}
    async with world.database.transaction(world.ours.id) as tx:
        kept = frozenset({world.ours.roles["administrator"]})
        await change_roles(tx, founder.user_id, kept, SYSTEM_AUTHORITY)
    second = await sign_in(api, founder.email)
    assert [role["name"] for role in second.json()["roles"]] == ["Account administrator"]


async def test_signing_out_ends_this_session_and_no_other(world: World, api: Api) -> None:
    founder = world.ours.founder
    other = person_in(await sign_in(api, founder.email), founder)
    assert (await api.send(founder, "DELETE", "/api/session")).status_code == 204
    refused = await api.send(founder, "GET", "/api/me")
    assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")
    assert (await api.send(other, "GET", "/api/me")).status_code == 200
    assert (await api.send(founder, "DELETE", "/api/session")).status_code == 204


async def test_whoever_is_disabled_is_out_at_once_and_in_no_more(world: World, api: Api) -> None:
    agent = world.ours.agent
    assert (await api.send(agent, "GET", "/api/me")).status_code == 200
    async with world.database.transaction(world.ours.id) as tx:
        await set_enabled(tx, agent.user_id, False, SYSTEM_AUTHORITY)
    assert (await api.send(agent, "GET", "/api/me")).status_code == 401
    async with world.database.transaction(world.ours.id) as tx:
        await set_enabled(tx, agent.user_id, True, SYSTEM_AUTHORITY)
    assert (await api.send(agent, "GET", "/api/me")).status_code == 401


async def test_a_session_that_ran_out_is_no_session(world: World, api: Api) -> None:
    agent = world.ours.agent
    async with world.database.engine() as tx:
        await tx.execute(
            "UPDATE sessions SET expires_at = now() WHERE user_id = %s", (agent.user_id,)
        )
    assert (await api.send(agent, "GET", "/api/me")).status_code == 401


async def test_what_ran_out_is_not_among_the_open_sessions(world: World, api: Api) -> None:
    founder = world.ours.founder
    await sign_in(api, founder.email)
    shown = (await api.get(founder, "/api/me/sessions"))["items"]
    other = next(each for each in shown if not each["is_this"])
    await world.sql(
        world.ours, "UPDATE sessions SET expires_at = now() WHERE account_id = %s AND id = %s",
        world.ours.id, other["id"],
    )  # fmt: skip
    left = (await api.get(founder, "/api/me/sessions"))["items"]
    assert [each["id"] for each in left] == [each["id"] for each in shown if each is not other]


async def test_another_site_cannot_use_the_cookie(world: World, api: Api) -> None:
    agent, body = world.ours.agent, {"status": "away"}
    path = "/api/me/agent-status"
    for origin in ("https://evil.example", "null", "", "http://127.0.0.1:8081"):
        response = await api.send(agent, "PUT", path, body, headers={"Origin": origin})
        assert (response.status_code, response.json()["code"]) == (403, "cross_site"), origin
    signed_out = await api.send(
        None, "POST", "/api/session", {"email": "a@b.cd", "password": "x"},
        headers={"Origin": "https://evil.example"},
    )  # fmt: skip
    assert signed_out.json()["code"] == "cross_site"
    assert (await api.put(agent, path, body))["status"] == "away"


async def test_a_key_is_used_without_the_cookie_beside_it(world: World, api: Api) -> None:
    headers = {**api.headers(world.ours.agent), "Authorization": "Bearer hub_forged"}
    response = await api.send(None, "GET", "/api/me", headers=headers)
    assert (response.status_code, response.json()["code"]) == (401, "bad_key")


async def test_a_revoked_key_opens_nothing(world: World, api: Api) -> None:
    administrator = world.ours.administrator
    made = await api.post(
        administrator, "/api/api-keys", {"name": "Import", "scopes": ["account/users/view"]}
    )
    key = made["key"]
    assert (await api.send(key, "GET", "/api/users")).status_code == 200
    assert (await api.send(key, "GET", "/api/numbers")).status_code == 403
    [listed] = (await api.get(administrator, "/api/api-keys"))["items"]
    assert "key" not in listed
    assert key not in str(listed)
    path = f"/api/api-keys/{made['id']}"
    assert (await api.send(administrator, "DELETE", path)).status_code == 204
    assert (await api.send(key, "GET", "/api/users")).status_code == 401
    assert (await api.send(administrator, "DELETE", path)).status_code == 404


async def test_a_key_does_no_more_than_its_maker_can_now(world: World, api: Api) -> None:
    administrator = world.ours.administrator
    made = await api.post(
        administrator, "/api/api-keys", {"name": "Import", "scopes": ["account/users/view"]}
    )
    async with world.database.transaction(world.ours.id) as tx:
        viewer = frozenset({world.ours.roles["viewer"]})
        await change_roles(tx, administrator.user_id, viewer, SYSTEM_AUTHORITY)
    assert (await api.send(made["key"], "GET", "/api/users")).status_code == 403
    async with world.database.transaction(world.ours.id) as tx:
        await set_enabled(tx, administrator.user_id, False, SYSTEM_AUTHORITY)
    assert (await api.send(made["key"], "GET", "/api/users")).status_code == 401


async def test_no_token_is_stored(world: World, api: Api) -> None:
    agent = world.ours.agent
    rows = await world.sql(
        world.ours, "SELECT token_sha256 FROM sessions WHERE user_id = %s", agent.user_id
    )
    assert rows
    assert all(len(token) == 32 and bytes(token) != agent.token.encode() for (token,) in rows)
