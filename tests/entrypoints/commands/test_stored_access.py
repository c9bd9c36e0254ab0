"""`hubbub access evaluate --user` tells of a stored user what the decision and the pages say."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.permission import Kind
from hubbub.entrypoints.cli import main
from hubbub.entrypoints.reaching import as_environment

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.world import World

    Ask = Callable[..., Awaitable[Result]]

SETTING_UP = next(each for each in PERMISSIONS if each.kind is Kind.SETUP)


@pytest.fixture
def ask(world: World, tmp_path: Path) -> Ask:
    environment = as_environment(world.database.address, owner=False)
    environment["HUBBUB_HOME"] = str(tmp_path)

    async def run(*arguments: str) -> Result:
        runner = CliRunner(env=environment)
        command = ["access", "evaluate", *arguments]
        return await asyncio.to_thread(runner.invoke, main, command)

    return run


async def told(ask: Ask, *arguments: str) -> dict[str, Any]:
    result = await ask("--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


async def test_every_permission_of_everybody_is_what_the_decision_says(
    world: World, ask: Ask
) -> None:
    for who in ("agent", "seatless", "viewer", "setup", "disabled"):
        person = world.ours.people[who]
        answer = await told(ask, "--user", person.email.upper())
        can = (await world.actor(person)).effective
        assert answer["user"] == {"id": person.user_id.hex, "name": person.name}
        assert answer["viewer"] is can.is_viewer
        assert [each["key"] for each in answer["permissions"]] == [p.key for p in PERMISSIONS]
        effective = {each["key"] for each in answer["permissions"] if each["effective"]}
        assert effective == set(can.granted_keys)
        assert answer["actions"] is None
        assert "allowed" not in answer


async def test_one_action_is_allowed_or_not_and_why(world: World, ask: Ask) -> None:
    email = world.ours.seatless.email
    answer = await told(ask, "--user", email, "--action", may.ASSIGN.key)
    assert answer["allowed"] is False
    [entry] = answer["permissions"]
    assert entry["because"] == "no_seat"
    assert entry["change"] == [{"act": "give_seat", "key": None}]
    assert (await told(ask, "--user", email, "--action", may.VIEW.key))["allowed"] is True


async def test_a_conversation_has_to_be_within_reach(world: World, ask: Ask) -> None:
    place = str(await world.text_in(world.ours, "+385911234567"))
    agent, setup = world.ours.agent.email, world.ours.setup.email
    answer = await told(ask, "--user", agent, "--conversation", place)
    assert {each["action"]: each["allowed"] for each in answer["actions"]} == {
        "view": True, "reply": False, "take": True, "assign": False, "change": False,
    }  # fmt: skip
    for user, action, allowed in [
        (agent, "take", True), (agent, "reply", False), (agent, may.TAG.key, True),
        (setup, "view", False), (setup, SETTING_UP.key, False),
    ]:  # fmt: skip
        found = await told(ask, "--user", user, "--conversation", place, "--action", action)
        assert found["allowed"] is allowed, (user, action)


async def test_in_words(world: World, ask: Ask) -> None:
    place = str(await world.text_in(world.ours, "+385911234567"))
    user = world.ours.seatless
    result = await ask("--user", user.email, "--conversation", place, "--action", "take")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{user.name}, enabled, without a seat\nNot allowed.\n")
    assert "ive a seat" in result.stdout


async def test_what_is_not_there_or_makes_no_sense_is_refused(world: World, ask: Ask) -> None:
    user = ("--user", world.ours.agent.email)
    theirs = str(await world.text_in(world.theirs, "+385911234567"))
    for arguments, code, said in [
        (("--user", "nobody@example.net"), 1, "Nobody signs in"),
        (("--user", "a\x00b"), 1, "Nobody signs in"),
        ((*user, "--conversation", theirs), 1, "no such conversation"),
        ((*user, "--conversation", "x"), 2, "not a valid UUID"),
        ((*user, "--action", "fly"), 2, "hubbub permissions"),
        ((*user, "--action", "reply"), 2, "--conversation"),
        ((*user, "--role", "agent"), 2, "stored user"),
        ((*user, "--no-seat"), 2, "stored user"),
        (("--action", may.VIEW.key), 2, "--user"),
    ]:
        result = await ask(*arguments)
        assert result.exit_code == code, (arguments, result.output)
        words = " ".join(result.stderr.replace("│", " ").split())
        assert said in words, (arguments, words)
