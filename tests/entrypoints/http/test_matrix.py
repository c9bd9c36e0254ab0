"""Every route, asked by nobody and by somebody with each single permission: what the route says
it needs is what decides, and things of another account do not exist."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.gate import DECLARED, OPERATOR, PUBLIC, SIGNED_IN, AnyOf, Declared
from hubbub.access.permission import Permission
from hubbub.entrypoints.api import ROUTERS
from tests.api import Live
from tests.entrypoints.http.examples import EXAMPLES, NOWHERE, SOCKETS, Example

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api, Asker
    from tests.entrypoints.http.crowd import One
    from tests.world import Account, World

HTTP = [each for each in DECLARED if each.method != "SOCKET"]
SIGNED_OUT = 4401
OURS = ("/api/", "/health")
"""The paths that speak as we speak; the others speak somebody else's protocol."""


def named(declared: Declared) -> str:
    return f"{declared.method} {declared.path}"


async def things_of(world: World, account: Account) -> dict[str, str]:
    """An id of each kind of thing, all of one account."""
    conversation = await world.text_in(account, "+385911234567")
    [row] = await world.sql(
        account, "SELECT m.id, m.person_id FROM messages m WHERE account_id = %s", account.id
    )
    [number] = await world.sql(account, "SELECT id FROM numbers WHERE account_id = %s", account.id)
    found = {
        "conversation": conversation, "message": row[0], "person": row[1], "number": number[0],
        "queue": account.general, "user": account.agent.user_id, "carrier": account.carrier,
        "role": account.roles["agent"], "account": account.id,
        "key": NOWHERE, "invite": NOWHERE, "session": NOWHERE,
    }  # fmt: skip
    return {name: id_.hex for name, id_ in found.items()}


def wanted_by(declared: Declared) -> tuple[Permission, ...] | None:
    """The permissions of which one is enough; None where none is needed."""
    needs = declared.needs
    if isinstance(needs, Permission):
        return (needs,)
    return needs.permissions if isinstance(needs, AnyOf) else None


class Asking:
    """One route, asked many times."""

    def __init__(self, api: Api, world: World, declared: Declared) -> None:
        self.api = api
        self.account = world.ours
        self.declared = declared
        self.example = EXAMPLES[declared.method, declared.path]
        self.things: dict[str, str] = {}
        self.count = 0

    async def ask(self, asker: Asker) -> httpx2.Response:
        self.count += 1
        ids = {name: self.things[kind] for name, kind in self.example.ids.items()}
        path = self.declared.path.format(**ids) + self.example.query
        body: Any = None
        if self.example.body:
            body = self.example.body(self.account, self.count)
        return await self.api.send(asker, self.declared.method, path, body)


@pytest.mark.parametrize("declared", HTTP, ids=named)
async def test_a_route_is_open_to_exactly_those_whom_it_names(
    declared: Declared, world: World, api: Api, crowd: list[One]
) -> None:
    asking = Asking(api, world, declared)
    asking.things = await things_of(world, world.theirs)
    if declared.needs in (PUBLIC, OPERATOR):
        nobody = await asking.ask(None)
        assert nobody.status_code in asking.example.answers, nobody.text
        return
    if not declared.path.startswith(OURS):
        await _judge_foreign(asking, crowd)
        return
    nobody = await asking.ask(None)
    assert (nobody.status_code, nobody.json()["code"]) == (401, "signed_out")
    forged = await asking.ask("hub_forged")
    assert (forged.status_code, forged.json()["code"]) == (401, "bad_key")
    ended = await asking.ask(world.ours.disabled)
    assert ended.status_code == 401
    for one in crowd:
        _judge(one, declared, asking.example, await asking.ask(one.asker))


async def _judge_foreign(asking: Asking, crowd: list[One]) -> None:
    """The same, in the words of a foreign protocol, whichever they are."""
    for stranger in (None, "hub_forged", asking.account.disabled):
        refused = await asking.ask(stranger)
        assert refused.status_code == 401
        assert not {"code", "type"} & refused.json().keys()
    wanted = wanted_by(asking.declared)
    for one in crowd:
        answer = await asking.ask(one.asker)
        if wanted is None or any(one.effective.allows(each) for each in wanted):
            assert answer.status_code in asking.example.answers, (one.label, answer.text)
            continue
        assert answer.status_code == 403, one.label
        assert wanted[0].title in answer.text, one.label


def _judge(one: One, declared: Declared, example: Example, answer: httpx2.Response) -> None:
    wanted = wanted_by(declared)
    if wanted is None or any(one.effective.allows(each) for each in wanted):
        assert answer.status_code in example.answers, (one.label, answer.text)
        return
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (403, "forbidden"), (one.label, answer.text)
    assert problem["missing_permission"]["key"] == wanted[0].key
    assert problem["granted_by"], one.label


async def test_the_live_socket_is_open_to_whoever_is_signed_in(
    world: World, server: Api, crowd: list[One]
) -> None:
    [declared] = [each for each in DECLARED if each.method == "SOCKET"]
    assert declared.needs is SIGNED_IN
    for stranger in (None, "hub_forged", world.ours.disabled):
        async with server.socket(stranger) as opened:
            assert (await Live(opened).frame())["type"] == "signed_out"
            await opened.wait_closed()
            assert opened.close_code == SIGNED_OUT

    async def opens(one: One) -> None:
        async with server.live(one.asker) as live:
            assert (await live.frame())["type"] == "ready", one.label

    for start in range(0, len(crowd), 20):
        await asyncio.gather(*(opens(one) for one in crowd[start : start + 20]))


@pytest.mark.parametrize("who", ["supervisor", "founder", "agent", "setup", "administrator"])
async def test_the_same_role_elsewhere_reaches_nothing_here(
    who: str, world: World, api: Api
) -> None:
    things = await things_of(world, world.ours)
    outsider = world.theirs.people[who]
    for declared in HTTP:
        example = EXAMPLES[declared.method, declared.path]
        if not example.ids:
            continue
        ids = {name: things[kind] for name, kind in example.ids.items()}
        body = example.body(world.theirs, 1) if example.body else None
        path = declared.path.format(**ids) + example.query
        answer = await api.send(outsider, declared.method, path, body)
        actor = await world.actor(outsider)
        wanted = wanted_by(declared)
        is_allowed = wanted is None or any(actor.may(each) for each in wanted)
        # What wants a password again asks for that before it looks for anything.
        is_looked_for = is_allowed and 404 in example.answers
        assert answer.status_code == (404 if is_looked_for else 403), (named(declared), answer.text)


def test_no_route_is_forgotten_here() -> None:
    assert {(each.method, each.path) for each in HTTP} == EXAMPLES.keys()
    assert {each.path for each in DECLARED if each.method == "SOCKET"} == SOCKETS


def test_no_route_goes_round_the_gate() -> None:
    declared = {(each.method, each.path) for each in DECLARED}
    for router in ROUTERS:
        for route in router.api.routes:
            methods: set[str] = getattr(route, "methods", None) or {"SOCKET"}
            path: str = getattr(route, "path", "")
            assert {(method, path) for method in methods} <= declared


async def test_nothing_but_pages_is_served_beside_the_routers(api: Api) -> None:
    paths = {
        getattr(route, "path", "")
        for route in api.app.routes
        if getattr(route, "path", "") not in {each.path for each in DECLARED}
    } - {""}
    assert paths <= {
        "/", "/simulator", "/simulator/mail", "/desk", "/desk/{path:path}", "/api/openapi.json",
        "/api/docs",
        "/api/docs.css", "/api/docs/{path:path}",
    }  # fmt: skip


def test_nothing_that_a_route_needs_is_said_to_be_coming() -> None:
    needed = {each for declared in DECLARED for each in wanted_by(declared) or ()}
    assert sorted(each.key for each in needed if not each.built) == []
