"""Every route, asked by nobody and by somebody with each single permission: what the route says
it needs is what decides, and things of another account do not exist."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from hubbub.access.gate import DECLARED, OPERATOR, PUBLIC, SIGNED_IN, AnyOf, Declared
from hubbub.access.permission import Permission
from hubbub.entrypoints.api import ROUTERS
from tests.api import Live
from tests.entrypoints.http.examples import EXAMPLES, SOCKETS
from tests.entrypoints.http.scene import things_of

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api, Asker
    from tests.entrypoints.http.crowd import One
    from tests.entrypoints.http.scene import Scene
    from tests.world import World

    Ask = Callable[[Asker], Awaitable[httpx2.Response]]

HTTP = [each for each in DECLARED if each.method != "SOCKET"]
SIGNED_OUT = 4401
STRANGERS = {None: "signed_out", "hub_forged": "bad_key", "disabled": None}
"""Whom no route that is not public lets in, and what he is told where we speak as we speak."""
OURS = ("/api/", "/health")
"""The paths that speak as we speak; the others speak somebody else's protocol."""


def named(declared: Declared) -> str:
    return f"{declared.method} {declared.path}"


def wanted_by(declared: Declared) -> tuple[Permission, ...] | None:
    """The permissions of which one is enough; None where none is needed."""
    needs = declared.needs
    if isinstance(needs, Permission):
        return (needs,)
    return needs.permissions if isinstance(needs, AnyOf) else None


def is_allowed(one: One, declared: Declared) -> bool:
    wanted = wanted_by(declared)
    return wanted is None or any(one.effective.allows(each) for each in wanted)


def changes(declared: Declared) -> bool:
    """Whether a request does something when it is allowed."""
    example = EXAMPLES.get((declared.method, declared.path))
    return declared.method != "GET" and example is not None and min(example.answers) < 400


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("declared", HTTP, ids=named)
async def test_a_route_is_open_to_exactly_those_whom_it_names(
    declared: Declared, still: Scene, crowd: list[One]
) -> None:
    await still.begin_afresh()
    ask = still.asking(declared)
    if declared.needs in (PUBLIC, OPERATOR):
        if not changes(declared):
            await _judge_public(declared, ask)
        return
    for stranger, code in STRANGERS.items():
        asker = still.world.ours.disabled if stranger == "disabled" else stranger
        _judge_stranger(declared, await ask(asker), code)
    for one in crowd:
        if not (changes(declared) and is_allowed(one, declared)):
            _judge(one, declared, await ask(one.asker))


@pytest.mark.parametrize("declared", [each for each in HTTP if changes(each)], ids=named)
async def test_whoever_may_change_something_can(
    declared: Declared, moving: Scene, crowd: list[One]
) -> None:
    ask = moving.asking(declared)
    if declared.needs in (PUBLIC, OPERATOR):
        await _judge_public(declared, ask)
        return
    allowed = [one for one in crowd if is_allowed(one, declared)]
    assert allowed
    for one in allowed:
        _judge(one, declared, await ask(one.asker))


async def _judge_public(declared: Declared, ask: Ask) -> None:
    answer = await ask(None)
    assert answer.status_code in EXAMPLES[declared.method, declared.path].answers, answer.text


def _judge_stranger(declared: Declared, answer: httpx2.Response, code: str | None) -> None:
    assert answer.status_code == 401
    if not declared.path.startswith(OURS):
        assert not {"code", "type"} & answer.json().keys()
    elif code is not None:
        assert answer.json()["code"] == code


def _judge(one: One, declared: Declared, answer: httpx2.Response) -> None:
    if is_allowed(one, declared):
        expected = EXAMPLES[declared.method, declared.path].answers
        assert answer.status_code in expected, (one.label, answer.text)
        return
    wanted = wanted_by(declared)
    assert wanted is not None
    if not declared.path.startswith(OURS):
        assert answer.status_code == 403, one.label
        assert wanted[0].title in answer.text, one.label
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
        path = declared.path.format(**ids, **example.words) + example.query
        answer = await api.send(outsider, declared.method, path, body)
        actor = await world.actor(outsider)
        wanted = wanted_by(declared)
        is_allowed = wanted is None or any(actor.may(each) for each in wanted)
        is_allowed = is_allowed and all(actor.may(each) for each in example.also)
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
