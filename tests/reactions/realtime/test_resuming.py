"""Coming back after a break: from where one was, or afresh when that cannot be told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.cursors import Cursor, decode_live_cursor
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.positions import LARGEST, Position
from hubbub.reactions.realtime import hub as hub_module
from hubbub.reactions.realtime import resuming, rights
from tests.deeds import PHONES, Deeds
from tests.reactions.realtime.screen import Screen, assert_in_step, settle, watching
from tests.waiting import until

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


def kinds(screen: Screen, since: int = 0) -> list[str]:
    return [frame["type"] for frame in screen.heard[since:]]


async def test_what_happened_meanwhile_is_told_from_where_one_was(
    world: World, server: Api
) -> None:
    deeds = Deeds(world, server, world.ours)
    async with watching(server, world.ours.agent) as [screen]:
        await deeds.text_in(PHONES[0])
        await settle(server, screen)
        await screen.drop()
        await asyncio.gather(*(deeds.text_in(phone, "Meanwhile") for phone in PHONES))
        since = len(screen.heard)
        await screen.connect()
        await assert_in_step(server, screen)
        assert kinds(screen, since)[0] == "ready"
        assert "reset" not in kinds(screen)


async def test_what_comes_while_it_catches_up_is_told_after_it(
    world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = Deeds(world, server, world.ours)
    read = resuming.read_account_after

    async def read_and_be_overtaken(*given: Any) -> Any:
        found = await read(*given)
        await deeds.text_in(PHONES[1], "Overtaking")
        await settle(server)
        return found

    async with watching(server, world.ours.agent) as [screen]:
        await screen.drop()
        await deeds.text_in(PHONES[0], "Missed")
        await settle(server)
        since = len(screen.heard)
        monkeypatch.setattr(resuming, "read_account_after", read_and_be_overtaken)
        await screen.connect()
        await assert_in_step(server, screen)
        assert kinds(screen, since) == ["ready", "conversation", "conversation"]
        assert len(screen.shown.conversations) == 2


async def test_it_can_break_at_any_moment_of_busy_traffic(world: World, server: Api) -> None:
    deeds = Deeds(world, server, world.ours)
    async with watching(server, world.ours.supervisor) as [screen]:
        for n in range(12):
            texts = asyncio.gather(*(deeds.text_in(phone, f"Text {n}") for phone in PHONES))
            if n % 2:
                await screen.drop()
                await screen.connect()
            await texts
        await assert_in_step(server, screen)


def stale_cursors(position: str) -> dict[str, str]:
    known = decode_live_cursor(position)
    assert known is not None
    at, version = known.position, known.access_version
    return {
        "forged": "0'; DROP TABLE events; --",
        "not ours": "bm9uc2Vuc2U=.1",
        "without rights": at.encode(),
        "another epoch": Cursor(Position(at.epoch + 1, at.xid, at.seq), version).encode(),
        "an older epoch": Cursor(Position(at.epoch - 1, at.xid, at.seq), version).encode(),
        "ahead of the log": Cursor(Position(at.epoch, LARGEST, at.seq), version).encode(),
        "ahead of the rights": Cursor(at, version + 1000).encode(),
    }


async def test_a_position_that_says_nothing_here_means_loading_afresh(
    world: World, server: Api
) -> None:
    deeds = Deeds(world, server, world.ours)
    await deeds.text_in(PHONES[0])
    async with watching(server, world.ours.agent) as [screen]:
        assert screen.position is not None
        for what, stale in stale_cursors(screen.position).items():
            await screen.drop()
            await deeds.text_in(PHONES[1], what)
            since = len(screen.heard)
            screen.position = stale
            await screen.connect()
            await assert_in_step(server, screen)
            assert kinds(screen, since)[0] == "reset", what
            assert screen.position != stale


async def test_a_position_too_far_back_means_loading_afresh(
    world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resuming, "MOST_MISSED", 6)
    deeds = Deeds(world, server, world.ours)
    async with watching(server, world.ours.agent) as [screen]:
        await screen.drop()
        for phone in PHONES:
            await deeds.text_in(phone)
        since = len(screen.heard)
        await screen.connect()
        await assert_in_step(server, screen)
        assert kinds(screen, since)[0] == "reset"


async def test_rights_that_changed_meanwhile_are_told(world: World, server: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, server, ours)
    await deeds.text_in(PHONES[0])
    async with watching(server, ours.agent, ours.colleague) as [agent, colleague]:
        for screen in (agent, colleague):
            await screen.drop()
        await deeds.join(ours.agent, ours.general, None)
        since = len(agent.heard), len(colleague.heard)
        for screen in (agent, colleague):
            await screen.connect()
        await assert_in_step(server, agent, colleague)
        assert agent.shown.conversations == {}
        assert "access" in kinds(agent, since[0])
        assert "access" not in kinds(colleague, since[1])
        await agent.drop()
        await deeds.join(ours.agent, ours.general, "viewer")
        await agent.connect()
        await assert_in_step(server, agent)
        assert len(agent.shown.conversations) == 1


async def test_rights_that_changed_between_the_request_and_its_list_are_told(
    world: World, server: Api
) -> None:
    """A list read under rights that had ended by the time its position was read."""
    ours = world.ours
    deeds = Deeds(world, server, ours)
    page = await server.get(ours.agent, "/api/conversations")
    await deeds.join(ours.agent, ours.general, None)
    fresh = await server.get(ours.colleague, "/api/conversations")
    late = decode_live_cursor(fresh["position"])
    early = decode_live_cursor(page["position"])
    assert late is not None
    assert early is not None
    screen = Screen(server, ours.agent)
    screen.position = Cursor(late.position, early.access_version).encode()
    await screen.connect()
    await settle(server, screen)
    assert kinds(screen) == ["ready", "access"]
    await screen.drop()


async def test_who_loses_sight_hears_gone_and_nothing_else(world: World, server: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, server, ours)
    id_ = await deeds.text_in(PHONES[0])
    await world.sql(
        ours, "UPDATE conversations SET queue_id = %s WHERE account_id = %s",
        ours.billing, ours.id,
    )  # fmt: skip
    people = (ours.agent, ours.colleague, ours.viewer, world.theirs.supervisor)
    async with watching(server, *people) as screens:
        agent, colleague, viewer, outsider = screens
        await deeds.text_in(PHONES[0])
        await settle(server, *screens)
        assert kinds(agent) == kinds(viewer) == kinds(outsider) == ["ready"]
        await deeds.assign(id_, ours.agent, ours.supervisor)
        await settle(server, *screens)
        assert kinds(agent)[1:] == ["conversation", "agent"]
        shown = agent.heard[1]["conversation"]
        assert shown == await server.get(ours.agent, f"/api/conversations/{id_}")
        since = len(agent.heard)
        await deeds.assign(id_, ours.colleague, ours.supervisor)
        await deeds.text_in(PHONES[0], "Not for the agent")
        await deeds.change(id_, "topic", "Nor this", ours.colleague)
        await settle(server, *screens)
        gone = [frame for frame in agent.heard[since:] if frame["type"] != "agent"]
        assert [(frame["type"], frame.get("conversation_id")) for frame in gone] == [("gone", id_)]
        assert set(gone[0]) == {"type", "conversation_id", "position"}
        assert kinds(viewer) == kinds(outsider) == ["ready"]
        await assert_in_step(server, *screens)
        assert "Nor this" in str(colleague.heard)


async def test_a_marker_moves_in_the_other_tab_of_the_same_agent(world: World, server: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, server, ours)
    id_ = await deeds.text_in(PHONES[0])
    # Until the server has passed it, a screen may be told of it although it has loaded it.
    await settle(server)
    async with watching(server, ours.agent, ours.agent, ours.colleague) as screens:
        await deeds.read(id_, 1, ours.agent)
        await deeds.read(id_, 0, ours.agent)
        await assert_in_step(server, *screens)
        one, other, colleague = screens
        assert kinds(one)[1:] == kinds(other)[1:] == ["read"]
        assert kinds(colleague) == ["ready"]


async def test_a_database_that_cannot_be_asked_signs_nobody_out(
    world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = world.ours
    deeds = Deeds(world, server, ours)
    async with watching(server, ours.agent) as [screen]:
        with monkeypatch.context() as broken:

            async def unreachable(_: object) -> None:
                raise Unavailable("The database cannot be reached.")

            broken.setattr(rights, "identify_again", unreachable)
            await deeds.join(ours.agent, ours.billing, "viewer")
            server.app.state.hub._tail.poke()
            await until(lambda: screen.close_code is not None)
        assert "signed_out" not in kinds(screen)
        await screen.connect()
        await assert_in_step(server, screen)
        assert "access" in kinds(screen)


async def test_one_batch_that_cannot_be_told_ends_no_feed(
    world: World, server: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = Deeds(world, server, world.ours)
    async with watching(server, world.ours.agent) as [screen]:
        with monkeypatch.context() as broken:

            async def fail(*_: object) -> None:
                raise KeyError("a fact of a kind unheard of")

            broken.setattr(hub_module, "push", fail)
            await deeds.text_in(PHONES[0])
            server.app.state.hub._tail.poke()
            await until(lambda: screen.close_code is not None)
        await screen.connect()
        await deeds.text_in(PHONES[1])
        await assert_in_step(server, screen)
        assert len(screen.shown.conversations) == 2
