"""Two who do something with the same person's data at once: one waits for the other."""

from __future__ import annotations

import asyncio
import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.features.people.erasing_repository import hold_person, lock_person
from hubbub.features.privacy import erasing
from hubbub.features.privacy.erasing import is_held
from hubbub.features.privacy.retention.old_repository import old_conversations, old_texts_aside
from hubbub.kernel.clock import now
from tests.deeds import Deeds
from tests.features.privacy.test_erasing import ANNA, WORD, carry_out, found_in

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import Database, Transaction
    from tests.api import Api
    from tests.world import World

WAITING = """
SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE NOT l.granted AND a.datname = current_database()
"""
OLD = """
UPDATE conversations SET status = 'closed', closed_at = now() - interval '40 days'
WHERE account_id = %s AND id = %s
"""
ASIDE = """
INSERT INTO messages (account_id, id, channel, direction, number, carrier_id, person_id, text,
                      author_kind, status)
SELECT account_id, '01870000-0000-7000-8000-000000000001', 'sms', 'outbound', %s, %s, id, 'Aside',
       'api', 'sent' FROM people WHERE account_id = %s
"""


@pytest.fixture
def deeds(world: World, api: Api) -> Deeds:
    return Deeds(world, api, world.ours)


async def waits(database: Database, work: asyncio.Task[Any]) -> None:
    """It has come to a lock that somebody else holds."""
    async with asyncio.timeout(20):
        while True:
            assert not work.done(), "it did not wait"
            async with database.engine() as tx:
                if await tx.value(WAITING):
                    return
            await asyncio.sleep(0.02)


async def person_of(api: Api, world: World, conversation: str) -> str:
    shown = await api.get(world.ours.founder, f"/api/conversations/{conversation}")
    return shown["person"]["id"]


def holding(api: Api, world: World, path: str) -> asyncio.Task[Any]:
    return asyncio.create_task(api.put(world.ours.founder, f"{path}/hold", {"held": True}))


async def test_a_conversation_is_not_held_while_a_step_erases_it(
    world: World, api: Api, deeds: Deeds
) -> None:
    conversation = await deeds.text_in(ANNA, WORD)
    person = UUID(await person_of(api, world, conversation))
    async with world.database.transaction(world.ours.id) as tx:
        found = await lock_person(tx, person)
        assert found is not None
        assert not await is_held(tx, found)
        work = holding(api, world, f"/api/conversations/{conversation}")
        await waits(world.database, work)
    assert (await work)["held_at"]


async def test_nobody_is_held_while_a_rule_erases_his_texts(
    world: World, api: Api, deeds: Deeds
) -> None:
    ours, conversation = world.ours, await deeds.text_in(ANNA, WORD)
    person = await person_of(api, world, conversation)
    await world.sql(ours, OLD, ours.id, UUID(conversation))
    before = now() - timedelta(days=30)
    async with world.database.transaction(ours.id) as tx:
        assert await old_conversations(tx, before) == [UUID(conversation)]
        work = holding(api, world, f"/api/people/{person}")
        await waits(world.database, work)
    assert (await work)["held_at"]
    async with world.database.transaction(ours.id) as tx:
        assert await old_conversations(tx, before) == []


async def test_a_rule_leaves_alone_whom_somebody_is_just_holding(
    world: World, api: Api, deeds: Deeds
) -> None:
    ours, conversation = world.ours, await deeds.text_in(ANNA, WORD)
    person = UUID(await person_of(api, world, conversation))
    await world.sql(ours, OLD, ours.id, UUID(conversation))
    await world.sql(ours, ASIDE, ours.number, ours.carrier, ours.id)
    before = now() - timedelta(days=30)
    async with world.database.transaction(ours.id) as tx:
        await hold_person(tx, person, True)
        async with world.database.transaction(ours.id) as rule:
            assert await old_conversations(rule, before) == []
            # And does not pass it over for good.
            assert await old_texts_aside(rule, before, 10) == ([], None)
    await world.sql(ours, "UPDATE people SET held_at = NULL WHERE account_id = %s", ours.id)
    async with world.database.transaction(ours.id) as rule:
        ids, last = await old_texts_aside(rule, before, 10)
        assert ids == [last]
        work = holding(api, world, f"/api/people/{person.hex}")
        await waits(world.database, work)
    await work


async def test_an_export_of_the_account_that_begins_while_somebody_goes_has_him_not(
    world: World, api: Api, deeds: Deeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, founder = world.ours, world.ours.founder
    person = await person_of(api, world, await deeds.text_in(ANNA, f"It is {WORD}"))
    await api.send(founder, "POST", f"/api/people/{person}/erasure", {"number": ANNA})
    entombing, begun = erasing.entomb, list[asyncio.Task[Any]]()

    async def entomb(tx: Transaction, person_id: UUID) -> int:
        work = asyncio.create_task(api.send(founder, "POST", "/api/account/exports"))
        begun.append(work)
        await waits(world.database, work)
        return await entombing(tx, person_id)

    monkeypatch.setattr(erasing, "entomb", entomb)
    await carry_out(world, tmp_path)
    assert (await begun[0]).status_code == 202
    await carry_out(world, tmp_path)
    packed = [each for each in (tmp_path / "files" / ours.id.hex).iterdir() if each.is_file()]
    assert len(packed) == 1
    with zipfile.ZipFile(io.BytesIO(packed[0].read_bytes())) as archive:
        said = b"".join(archive.read(name) for name in archive.namelist())
    assert ours.number.encode() in said
    assert WORD.encode() not in said
    assert await found_in(world, WORD) == {}


async def test_a_file_is_not_fetched_while_its_person_goes(
    world: World, api: Api, deeds: Deeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founder = world.ours.founder
    person = await person_of(api, world, await deeds.text_in(ANNA, WORD))
    path = f"/api/people/{person}"
    await api.send(founder, "POST", f"{path}/exports")
    await carry_out(world, tmp_path)
    [made] = (await api.get(founder, f"{path}/privacy"))["exports"]
    await api.send(founder, "POST", f"{path}/erasure", {"number": ANNA})
    entombing, begun = erasing.entomb, list[asyncio.Task[Any]]()

    async def entomb(tx: Transaction, person_id: UUID) -> int:
        work = asyncio.create_task(api.send(founder, "GET", f"{path}/exports/{made['id']}/file"))
        begun.append(work)
        await waits(world.database, work)
        return await entombing(tx, person_id)

    monkeypatch.setattr(erasing, "entomb", entomb)
    await carry_out(world, tmp_path)
    assert (await begun[0]).status_code == 404


async def test_the_newest_export_takes_the_place_of_the_one_before(
    world: World, api: Api, deeds: Deeds, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    person = await person_of(api, world, await deeds.text_in(ANNA, WORD))
    for _ in range(3):
        await api.send(founder, "POST", f"/api/people/{person}/exports")
        await carry_out(world, tmp_path)
    exports = (await api.get(founder, f"/api/people/{person}/privacy"))["exports"]
    assert [bool(each["expires_at"]) for each in exports] == [True, False, False]
    count = "SELECT count(*)::int FROM files WHERE account_id = %s"
    assert await world.sql(ours, count, ours.id) == [(1,)]


async def test_an_export_that_has_no_room_says_so(
    world: World, api: Api, deeds: Deeds, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    person = await person_of(api, world, await deeds.text_in(ANNA, WORD))
    most = "INSERT INTO quotas (account_id, stored_bytes) VALUES (%s, 100)"
    await world.sql(ours, most, ours.id)
    await api.send(founder, "POST", f"/api/people/{person}/exports")
    await carry_out(world, tmp_path)
    [made] = (await api.get(founder, f"/api/people/{person}/privacy"))["exports"]
    assert (made["state"], "may store 100 bytes" in made["error"]) == ("failed", True)
    assert await world.sql(ours, "SELECT 1 FROM files WHERE account_id = %s", ours.id) == []
