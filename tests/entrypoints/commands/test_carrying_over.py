"""People who were erased since a backup do not come back with it, nor keys, nor users."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import structlog
from structlog.testing import capture_logs

from hubbub.access import may
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.keys.changing import revoke_key
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.users.disabling import set_enabled
from hubbub.entrypoints.composition import compose
from hubbub.entrypoints.privacy import privacy_jobs
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, insert_messages
from hubbub.features.people.repository import meet
from hubbub.features.privacy import erasing
from hubbub.features.privacy.holding import hold
from hubbub.features.privacy.marking import mark_of
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.jobs.running import run_next
from tests.world import World, settings_for

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from tests.entrypoints.commands.homes import Home

ANNA, BORIS = "+385919876543", "+385919876544"


async def written(world: World) -> tuple[UUID, list[UUID]]:
    """Two people, one of them held back, and two keys: what is taken away later."""
    for phone in (ANNA, BORIS):
        await world.text_in(world.ours, phone, "Hello")
    maker = world.ours.founder.user_id
    async with world.database.transaction(world.ours.id) as tx:
        person, _ = (await meet(tx, [ANNA]))[ANNA]
        await hold(tx, person.id, True, None)
        keys = [
            (await make_key(tx, NewKey(maker, name, (may.MANAGE_ALL.key,)), SYSTEM_AUTHORITY))[0].id
            for name in ("Shop", "Office")
        ]
    return person.id, keys


async def as_moved(world: World, home: Home) -> World:
    database = Database(home.address, size=2)
    await database.open()
    return World(world.ours, world.theirs, database)


async def test_they_stay_away_where_what_is_replaced_knows_of_it(
    world: World, here: Home, there: Home, tmp_path: Path
) -> None:
    person_id, keys = await written(world)
    file, account = str(tmp_path / "b.tar"), ("--account", world.ours.id.hex)
    await here.json("backup", file)
    assert "is back, and so are API keys" in (await there.run("restore", file)).stdout
    await there.json("person", "hold", ANNA, "--off", *account)
    await there.json("person", "erase", ANNA, "--again", ANNA, *account)
    await there.json("account", "delete", world.theirs.id.hex, "--yes")
    moved = await as_moved(world, there)
    async with moved.database.transaction(world.ours.id) as tx:
        await revoke_key(tx, keys[0], SYSTEM_AUTHORITY)
        await set_enabled(tx, world.ours.agent.user_id, False, SYSTEM_AUTHORITY)
    await moved.database.close()

    again = await there.run("restore", file, "--replace")
    assert again.returncode == 0, again.stderr
    told = " ".join(again.stdout.split())
    assert "people erased: 1, API keys revoked: 1, users disabled: 1." in told
    assert "“Theirs Ltd”" in again.stdout
    assert "is back, and so are" not in again.stdout
    moved = await as_moved(world, there)
    try:
        await check(moved, there, person_id, keys[1])
    finally:
        await moved.database.close()


async def test_a_key_that_what_is_replaced_cannot_know_of_stays(
    world: World, here: Home, there: Home, tmp_path: Path
) -> None:
    old, new = str(tmp_path / "old.tar"), str(tmp_path / "new.tar")
    await here.json("backup", old)
    _, keys = await written(world)
    await here.json("backup", new)
    # The wrong one, by mistake, and then the right one.
    await there.json("restore", old)
    assert (await there.json("restore", new, "--replace"))["revoked_again"] == 0
    moved = await as_moved(world, there)
    async with moved.database.transaction(world.ours.id) as tx:
        await revoke_key(tx, keys[0], SYSTEM_AUTHORITY)
    await moved.database.close()
    # What was put back after the keys were made knows of them.
    assert (await there.json("restore", new, "--replace"))["revoked_again"] == 1


async def test_a_key_that_was_made_after_the_last_word_of_what_is_replaced_stays(
    world: World, here: Home, there: Home, tmp_path: Path
) -> None:
    file = str(tmp_path / "b.tar")
    await written(world)
    await here.json("backup", file)
    await there.json("restore", file)
    async with world.database.transaction(world.ours.id) as tx:
        late = NewKey(world.ours.founder.user_id, "Late", (may.MANAGE_ALL.key,))
        await make_key(tx, late, SYSTEM_AUTHORITY)
    later = str(tmp_path / "later.tar")
    await here.json("backup", later)
    assert (await there.json("restore", later, "--replace"))["revoked_again"] == 0


async def check(moved: World, home: Home, person_id: UUID, living: UUID) -> None:
    ours = moved.ours
    settings = settings_for(home.folder, secret_key=None)
    compose(settings)
    # A command that ran in this process has set the logs up anew, and a logger keeps the first.
    with capture_logs() as logged, patch.object(erasing, "log", structlog.get_logger()):
        while await run_next(moved.database, privacy_jobs(settings)):
            pass
    assert mark_of(ours.id, person_id) in {each.get("mark") for each in logged}
    people = dict(await moved.sql(ours, "SELECT id, erased_at IS NOT NULL FROM people"))
    assert people.pop(person_id)
    assert not any(people.values())
    texts = await moved.sql(ours, "SELECT text FROM messages WHERE person_id = %s", person_id)
    assert "Hello" not in {text for (text,) in texts}
    assert (living,) in await moved.sql(ours, "SELECT id FROM api_keys WHERE name = 'Office'")
    assert await moved.sql(ours, "SELECT id FROM api_keys WHERE name = 'Shop'") == []
    state = "SELECT state FROM users WHERE id = %s"
    assert await moved.sql(ours, state, ours.agent.user_id) == [("disabled",)]
    assert await moved.sql(ours, state, ours.founder.user_id) == [("enabled",)]
    # Told once, and by nobody.
    told = (
        "SELECT kind, actor_kind FROM audit WHERE kind = ANY(%s) "
        "AND (kind <> 'user.state_changed' OR subject_id = %s)"
    )
    kinds = ["api_key.revoked", "person.erased", "user.state_changed"]
    found = await moved.sql(ours, told, kinds, ours.agent.user_id)
    assert sorted(kind for kind, _ in found) == sorted(kinds)
    assert {by for _, by in found} == {"system"}


async def test_a_log_that_was_kept_elsewhere_says_whom_to_erase(
    world: World, here: Home, there: Home, tmp_path: Path
) -> None:
    person_id, _ = await written(world)
    file, log = str(tmp_path / "b.tar"), tmp_path / "worker.log"
    await here.json("backup", file)
    strangers = [mark_of(world.theirs.id, person_id), mark_of(new_id(), new_id())]
    log.write_text(
        json.dumps({"event": "person.erased", "mark": mark_of(world.ours.id, person_id)})
        + f"\nworker | person.erased mark={strangers[0]}\n\xff{strangers[1]}\n"
    )
    told = await there.json("restore", file, "--erased", str(log))
    assert (told["erased_again"], told["knows_what_was_erased"]) == (1, False)
    moved = await as_moved(world, there)
    settings = settings_for(there.folder, secret_key=None)
    try:
        assert await run_next(moved.database, privacy_jobs(settings))
        (row,) = await moved.sql(world.ours, "SELECT phone FROM people WHERE id = %s", person_id)
        assert row[0].startswith("erased person")
    finally:
        await moved.database.close()


def test_a_text_for_later_is_still_for_later(
    world: World, here: Home, there: Home, tmp_path: Path
) -> None:
    """What was to go out by now may have; what is for tomorrow has not."""
    due, later = asyncio.run(wait_for_carrier(world))
    file = str(tmp_path / "b.tar")
    assert here.shell.run_alone("backup", file).returncode == 0
    assert there.shell.run_alone("restore", file).returncode == 0

    async def states() -> dict[UUID, str]:
        moved = await as_moved(world, there)
        try:
            query = "SELECT message_id, state FROM sms_parts WHERE message_id = ANY(%s)"
            return dict(await moved.sql(world.ours, query, [due, later]))
        finally:
            await moved.database.close()

    assert asyncio.run(states()) == {due: "unknown", later: "queued"}


async def wait_for_carrier(world: World) -> list[UUID]:
    database = Database(world.database.address, size=2)
    await database.open()
    made: list[UUID] = []
    try:
        for send_at in (None, now() + timedelta(days=1)):
            async with database.transaction(world.ours.id) as tx:
                person, _ = (await meet(tx, [BORIS]))[BORIS]
                message = NewMessage(
                    id=new_id(), channel="sms", direction="outbound", number=world.ours.number,
                    carrier_id=world.ours.carrier, person_id=person.id, text="Do not forget",
                    author_kind="agent", author_id=None, client_id=None, status="queued",
                    segments=1, send_at=send_at,
                )  # fmt: skip
                await insert_messages(tx, [message])
                queued = MessageQueued(carrier_id=world.ours.carrier, attempt=1)
                await record(tx, queued, Subject(message.id, 1), SYSTEM)
                made.append(message.id)
    finally:
        await database.close()
    return made
