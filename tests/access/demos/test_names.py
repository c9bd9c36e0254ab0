"""Whoever looks at a demo hears nothing of the names that others here sign in with, and takes none
of them away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.demos.beginning import LIFE, DemoTerms
from hubbub.access.sessions.signing_in import begin_session
from hubbub.compat.scim.wire import PREFIX as SCIM
from hubbub.entrypoints.demonstration.making import make_demo
from hubbub.kernel.clock import now
from tests.world import Person, settings_for

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from tests.api import Api
    from tests.world import World

FREE = "nobody.has.this@acme.com"


@pytest.fixture
async def visitor(world: World, tmp_path: Path) -> Person:
    settings = settings_for(tmp_path, simulator=True)
    terms = DemoTerms(now() + LIFE, settings.demos)
    made = await make_demo(world.database, settings, terms, "203.0.113.7")
    session = await begin_session(world.database, made.account_id, made.founder_id)
    return Person(made.account_id, made.founder_id, "Ana", "ana", session.token)


def user(email: str, username: str | None = None) -> dict[str, Any]:
    return {
        "name": "Eva", "email": email, "username": username, "password": None, "role_ids": [],
        "seat": False, "join_default_queue": False,
    }  # fmt: skip


async def ways(api: Api, visitor: Person, email: str) -> list[tuple[int, str]]:
    """How each way answers in which somebody can be given this address."""
    me = await api.get(visitor, "/api/me/profile")
    table = f"name,email,roles\nEva,{email},\n"
    scim = {"userName": email, "emails": [{"value": email}]}
    at = f"/api/users/{visitor.user_id.hex}/email"
    answers = [
        await api.send(visitor, "POST", "/api/users", user(email)),
        await api.send(visitor, "POST", "/api/invites", {"email": email, "role_ids": []}),
        await api.send(
            visitor, "PUT", at, {"email": email, "details_version": me["details_version"]}
        ),
        await api.send(visitor, "POST", "/api/users/import", {"csv": table}),
        await api.send(visitor, "POST", f"{SCIM}/Users", scim),
    ]
    return [(each.status_code, each.text.replace(email, "…")) for each in answers]


async def test_every_way_answers_alike_for_an_address_that_is_taken_and_one_that_is_free(
    world: World, api: Api, visitor: Person
) -> None:
    free = await ways(api, visitor, FREE)
    assert await ways(api, visitor, world.ours.agent.email) == free
    assert [status for status, _ in free] == [422, 422, 422, 200, 400]
    assert all(".example" in text for _, text in free)


async def test_every_way_answers_alike_for_a_user_name_that_is_taken_and_one_that_is_free(
    world: World, api: Api, visitor: Person
) -> None:
    [(taken,)] = await world.sql(
        world.ours, "SELECT username FROM users WHERE id = %s", world.ours.agent.user_id
    )

    async def ask(name: str) -> tuple[int, str]:
        made = await api.send(visitor, "POST", "/api/users", user("a@acme.example", name))
        return made.status_code, made.text

    assert await ask(taken) == await ask("nobody-has-this")
    assert (await ask(taken))[0] == 422
    assert (await ask("eva-demo"))[0] == 201


async def test_what_is_made_up_leaves_the_plain_names_to_others(
    world: World, api: Api, visitor: Person
) -> None:
    def made(answer: httpx2.Response) -> str:
        assert answer.status_code == 201, answer.text
        return answer.json()["username"]

    there = made(await api.send(visitor, "POST", "/api/users", user("zoe@acme.example")))
    here = made(await api.send(world.ours.founder, "POST", "/api/users", user("zoe@acme.com")))
    assert (there, here) == ("zoe-demo", "zoe")
    scim = {"userName": "mia", "emails": [{"value": "mia@acme.example"}]}
    answer = await api.send(visitor, "POST", f"{SCIM}/Users", scim)
    assert answer.status_code == 201, answer.text
    here = made(await api.send(world.ours.founder, "POST", "/api/users", user("mia@acme.com")))
    assert here == "mia"


async def test_no_server_is_asked_for_a_stranger_before_he_is_refused(
    api: Api, visitor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asked(*_: object) -> None:
        pytest.fail("a server was asked")

    monkeypatch.setattr("hubbub.access.openid.routes.check_provider", asked)
    body = {"label": "Ours", "issuer": "https://victim.example", "client_id": "x"}
    answer = await api.send(visitor, "POST", "/api/openid-providers", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "in_demo")
