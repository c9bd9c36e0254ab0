"""A right that is taken away ends on every socket: nothing written after it arrives."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.repository import access_changed
from hubbub.access.sessions.repository import find_session
from hubbub.access.sessions.signing_in import sign_out, token_hash
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from tests.api import on_sockets
from tests.deeds import PHONES, Deeds
from tests.reactions.realtime.screen import settle
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from websockets.asyncio.client import ClientConnection

    from tests.api import Api, Asker
    from tests.world import Person, World

SIGNED_OUT = 4401
FORBIDDEN = "written after the right was gone"


class Ear:
    """Hears every byte that one socket is sent."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[str] = []
        self.task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for text in self.socket:
            self.heard.append(str(text))


@asynccontextmanager
async def ears(*places: tuple[Api, Asker]) -> AsyncGenerator[list[Ear]]:
    found: list[Ear] = []
    try:
        for api, person in places:
            socket = await api.socket(person)
            await socket.send('{"type":"start","position":null}')
            found.append(Ear(socket))
        await until(lambda: all(ear.heard for ear in found))
        yield found
    finally:
        for ear in found:
            await ear.socket.close()
            await asyncio.gather(ear.task, return_exceptions=True)


@pytest.fixture
async def second(world: World, tmp_path: Path) -> AsyncIterator[Api]:
    """Another server on the same database."""
    async with on_sockets(world.database.address, tmp_path) as made:
        yield made


def wake_at_once(world: World, *apis: Api) -> None:
    """The test's own commits wake the servers, as those of another process do."""

    def wake() -> None:
        for api in apis:
            api.app.state.hub._tail.poke()

    world.database.when_events(wake)


async def revoke(world: World, what: str, who: Person) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        if what == "disabled":
            await set_enabled(tx, who.user_id, False, SYSTEM_AUTHORITY)
        elif what == "role":
            await change_roles(tx, who.user_id, frozenset(), SYSTEM_AUTHORITY)
        elif what == "session":
            session = await find_session(tx, token_hash(who.token))
            assert session is not None
            await sign_out(tx, session)
    deeds = Deeds(world, None, ours)  # pyright: ignore[reportArgumentType]
    if what == "seat":
        await deeds.seat(who, False)
    elif what == "queue":
        await deeds.join(who, ours.general, None)


@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("seat", "supervisor"),
        ("role", "supervisor"),
        ("disabled", "agent"),
        ("queue", "agent"),
        ("queue", "viewer"),
        ("session", "agent"),
    ],
)
async def test_nothing_arrives_that_was_written_after_it(
    what: str, who: str, world: World, server: Api, second: Api
) -> None:
    ours = world.ours
    person, deeds = ours.people[who], Deeds(world, server, ours)
    stop = asyncio.Event()

    async def traffic(phone: str) -> None:
        while not stop.is_set():
            await deeds.text_in(phone, "Before or after, who knows")

    async with ears((server, person), (second, person), (server, ours.colleague)) as found:
        *theirs, colleague = found
        wake_at_once(world, server, second)
        busy = [asyncio.create_task(traffic(phone)) for phone in PHONES[1:3]]
        for n in range(8):
            await deeds.text_in(PHONES[0], f"Before {n}")
        await until(lambda: all("Before 0" in "".join(ear.heard) for ear in theirs))
        await revoke(world, what, person)
        for n in range(12):
            await deeds.text_in(PHONES[0], f"{FORBIDDEN} {n}")
        stop.set()
        await asyncio.gather(*busy)
        for api in (server, second):
            await settle(api)
        await until(lambda: f"{FORBIDDEN} 11" in "".join(colleague.heard))
        for ear in theirs:
            if what in ("disabled", "session"):
                await asyncio.wait_for(ear.socket.wait_closed(), 10)
                assert ear.socket.close_code == SIGNED_OUT
                assert '"signed_out"' in ear.heard[-1]
            else:
                await ear.socket.ping()
                assert '"access"' in "".join(ear.heard)
            assert FORBIDDEN not in "".join(ear.heard)


async def test_a_fact_is_not_shown_with_what_was_written_after_the_right_was_gone(
    world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are read after the rights: what happens between the two is the narrowest race."""
    from hubbub.reactions.realtime import pushing

    ours = world.ours
    deeds = Deeds(world, server, ours)
    read = pushing._read
    between: list[str] = []

    async def read_late(*given: object) -> object:
        if not between:
            between.append("now")
            await deeds.join(ours.agent, ours.general, None)
            await deeds.text_in(PHONES[0], FORBIDDEN)
        return await read(*given)  # pyright: ignore[reportArgumentType]

    async with ears((server, ours.agent), (server, ours.colleague)) as [agent, colleague]:
        monkeypatch.setattr(pushing, "_read", read_late)
        await deeds.text_in(PHONES[0], "Before")
        await settle(server)
        await until(lambda: FORBIDDEN in "".join(colleague.heard))
        await until(lambda: '"access"' in "".join(agent.heard))
        assert FORBIDDEN not in "".join(agent.heard)


async def test_only_the_sockets_of_the_ended_session_are_closed(world: World, server: Api) -> None:
    from hubbub.access.sessions.signing_in import begin_session

    ours = world.ours
    other = await begin_session(world.database, ours.id, ours.agent.user_id)
    kept = type(ours.agent)(
        ours.id, ours.agent.user_id, ours.agent.name, ours.agent.email, other.token
    )
    deeds = Deeds(world, server, ours)
    async with ears((server, ours.agent), (server, kept)) as [ended, kept_ear]:
        await revoke(world, "session", ours.agent)
        await deeds.text_in(PHONES[0], "Still told")
        await settle(server)
        await asyncio.wait_for(ended.socket.wait_closed(), 10)
        assert ended.socket.close_code == SIGNED_OUT
        await until(lambda: "Still told" in "".join(kept_ear.heard))
        assert "Still told" not in "".join(ended.heard)


async def test_a_change_for_everybody_finds_each_as_he_is(world: World, server: Api) -> None:
    """All of an account are looked at together: people, keys, and whose session has ended."""
    ours = world.ours
    scopes = ["account/users/manage"]
    made = await server.post(ours.founder, "/api/api-keys", {"name": "Robot", "scopes": scopes})
    await world.put_into_queue(ours.viewer, ours.billing, "viewer")
    places = [(server, who) for who in (ours.agent, ours.colleague, ours.viewer, made["key"])]
    async with ears(*places) as [agent, colleague, viewer, robot]:
        ended = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s"
        await world.sql(ours, ended, ours.id, ours.colleague.user_id)
        gone = "DELETE FROM user_roles WHERE account_id = %s AND user_id = %s"
        await world.sql(ours, gone, ours.id, ours.viewer.user_id)
        async with world.database.transaction(ours.id) as tx:
            await access_changed(tx, None)
        server.app.state.hub._tail.poke()
        await settle(server)
        await asyncio.wait_for(colleague.socket.wait_closed(), 10)
        assert colleague.socket.close_code == SIGNED_OUT
        await until(lambda: '"access"' in "".join(viewer.heard))
        for unchanged in (agent, robot):
            await unchanged.socket.ping()
            assert '"access"' not in "".join(unchanged.heard)
            assert '"signed_out"' not in "".join(unchanged.heard)


@pytest.mark.parametrize("what", ["queue", "session"])
async def test_an_idle_socket_is_told_without_any_fact(
    what: str, world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts wait for every transaction that still runs; rights do not."""
    from hubbub.reactions.realtime import hub

    async def held_back(*_: object) -> None:
        return None

    monkeypatch.setattr(hub, "push", held_back)
    ours = world.ours
    async with ears((server, ours.agent)) as [agent]:
        await revoke(world, what, ours.agent)
        await settle(server)
        wanted = '"access"' if what == "queue" else '"signed_out"'
        await until(lambda: wanted in "".join(agent.heard))


async def test_a_session_that_ran_out_is_noticed_though_nobody_ended_it(
    world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = world.ours
    people = (server, ours.agent), (server, ours.supervisor), (server, world.theirs.supervisor)
    async with ears(*people) as (agent, supervisor, stranger):
        expired = "UPDATE sessions SET expires_at = now() WHERE account_id = %s AND user_id = %s"
        await world.sql(ours, expired, ours.id, ours.agent.user_id)
        monkeypatch.setattr("hubbub.reactions.realtime.hub.LOOK_AGAIN", timedelta(0))
        looking = asyncio.create_task(server.app.state.hub.check_sessions())
        await until(lambda: agent.socket.close_code == SIGNED_OUT)
        looking.cancel()
        assert supervisor.socket.close_code is None
        assert stranger.socket.close_code is None
