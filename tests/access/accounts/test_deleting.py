"""A deleted account leaves nothing, and nothing of another one goes with it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import Error as PsycopgError
from psycopg.errors import InsufficientPrivilege, RaiseException
from psycopg.sql import SQL, Identifier

from hubbub.access.accounts import deleting
from hubbub.access.accounts.deleting import delete_account, delete_demo
from hubbub.features.conversations.events import ConversationCreated
from hubbub.features.routing.following import Routing
from hubbub.kernel.audit.sealing import keep_sealing, seal_everything
from hubbub.kernel.audit.tombstones import tombstones
from hubbub.kernel.audit.verifying import verify
from hubbub.kernel.consuming import consume
from hubbub.kernel.erasing import as_owner
from hubbub.kernel.errors import Forbidden, Problem
from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.files.models import NewFile
from hubbub.kernel.tail import Tail
from tests.kernel.audit.rings import ring_of
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hubbub.access.accounts.deleting import Deleted
    from tests.api import Api
    from tests.world import Account, World

KEYS = ring_of("k0001", bytes(range(32)))
TABLES = """
SELECT table_name FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'account_id' ORDER BY table_name
"""


@pytest.fixture(autouse=True)
def heard_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deleting, "HEARD", 0.05)


def rows_of(world: World, account_id: UUID) -> dict[str, int]:
    """How many rows name the account, in every table, looked up without the product."""
    found: dict[str, int] = {}
    with psycopg.connect(world.database.address.owner) as connection:
        for (name,) in connection.execute(TABLES).fetchall():
            query = SQL("SELECT count(*) FROM {} WHERE account_id = %s").format(Identifier(name))
            row = connection.execute(query, (account_id,)).fetchone()
            if row and row[0]:
                found[name] = row[0]
    return found


def waits_for_a_row(world: World) -> bool:
    """Whether a deletion has come to a row that somebody else refers to just now."""
    with psycopg.connect(world.database.address.owner) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock' AND query LIKE '%delete_account_rows%'"
        ).fetchone()
    return bool(row and row[0])


async def remove(world: World, account: Account, home: Path) -> Deleted:
    async with as_owner(world.database.address.owner) as owner:
        return await delete_account(world.database, account.id, Files(home), KEYS, owner)


async def keep_file(world: World, account: Account, files: Files) -> None:
    new = NewFile("note.txt", "text/plain", "test", account.id)
    async with world.database.transaction(account.id) as tx:
        await files.store(tx, new, in_chunks(b"hello"))


async def test_nothing_is_left_and_the_other_account_is_untouched(
    world: World, tmp_path: Path
) -> None:
    files = Files(tmp_path)
    for account in (world.ours, world.theirs):
        await world.text_in(account, "+385911111111")
        await keep_file(world, account, files)
    await seal_everything(world.database, KEYS)
    before = rows_of(world, world.theirs.id)
    assert {"audit", "events", "access_changes", "messages", "files"} <= set(before)
    deleted = await remove(world, world.ours, tmp_path)
    assert rows_of(world, world.ours.id) == {}
    assert deleted.rows > 100
    assert deleted.files == 1
    assert rows_of(world, world.theirs.id) == before
    assert [path.name for path in (tmp_path / "files").iterdir() if path.name != "incoming"] == [
        world.theirs.id.hex
    ]
    assert (await verify(world.database, world.theirs.id, KEYS)).is_intact


async def test_a_table_that_nobody_told_it_of_is_emptied_too(world: World, tmp_path: Path) -> None:
    with psycopg.connect(world.database.address.owner) as connection:
        connection.execute(
            "CREATE TABLE novelties (account_id uuid, id int, user_id uuid, "
            "FOREIGN KEY (account_id, user_id) REFERENCES users)"
        )
        connection.execute(
            "INSERT INTO novelties VALUES (%s, 1, %s)",
            (world.ours.id, world.ours.agent.user_id),
        )
    await remove(world, world.ours, tmp_path)
    assert rows_of(world, world.ours.id) == {}


async def test_a_tombstone_tells_how_far_the_audit_went(world: World, tmp_path: Path) -> None:
    await remove(world, world.ours, tmp_path)
    (stone,) = await tombstones(world.database)
    assert stone.account_id == world.ours.id
    assert stone.seals >= 1
    assert stone.is_genuine(KEYS)
    with psycopg.connect(world.database.address.owner) as connection:
        connection.execute("UPDATE deleted_accounts SET seals = 0")
    (touched,) = await tombstones(world.database)
    assert not touched.is_genuine(KEYS)


async def test_a_broken_off_deletion_goes_on(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.text_in(world.ours, "+385911111111")
    monkeypatch.setattr("hubbub.kernel.erasing.BATCH", 40)
    async with as_owner(world.database.address.owner) as owner:
        calls = 0
        erase = owner.erase

        async def breaking(account_id: UUID, most: int) -> int:
            nonlocal calls
            calls += 1
            if calls > 3:
                raise ConnectionError
            return await erase(account_id, most)

        monkeypatch.setattr(owner, "erase", breaking)
        with pytest.raises(ConnectionError):
            await delete_account(world.database, world.ours.id, Files(tmp_path), KEYS, owner)
    (first,) = await tombstones(world.database)
    assert rows_of(world, world.ours.id)
    await remove(world, world.ours, tmp_path)
    assert rows_of(world, world.ours.id) == {}
    assert await tombstones(world.database) == [first]


async def test_the_engine_deletes_nothing_but_demos(world: World, tmp_path: Path) -> None:
    before = rows_of(world, world.ours.id)
    with pytest.raises(Forbidden):
        await delete_demo(world.database, world.ours.id, Files(tmp_path))
    for function in ("delete_demo_rows", "delete_account_rows"):
        for opened in (world.database.transaction(world.ours.id), world.database.engine()):
            query = SQL("SELECT {}(%s, 1)").format(Identifier(function))
            with pytest.raises(InsufficientPrivilege):
                async with opened as tx:
                    await tx.execute(query, (world.ours.id,))
    assert rows_of(world, world.ours.id) == before


async def test_no_account_ever_becomes_a_demo(world: World) -> None:
    for opened in (world.database.transaction(world.ours.id), world.database.engine()):
        with pytest.raises((RaiseException, RuntimeError)):
            async with opened as tx:
                await tx.execute(
                    "UPDATE accounts SET is_demo = true WHERE account_id = %s", (world.ours.id,)
                )


async def test_it_goes_while_messages_flow(world: World, tmp_path: Path) -> None:
    """Customers of both accounts write, routing gives out, the audit is sealed meanwhile."""
    stopped = False
    received = {world.ours.id: 0, world.theirs.id: 0}

    async def write(account: Account) -> None:
        n = 0
        while not stopped:
            n += 1
            with suppress(PsycopgError, Problem, AssertionError):
                await world.text_in(account, f"+3859{n % 40:08d}", f"text {n}")
                received[account.id] += 1
            await asyncio.sleep(0.005)

    tail, routing = Tail(world.database), Routing(world.database)
    works = [
        asyncio.ensure_future(work)
        for work in (
            write(world.ours), write(world.theirs), tail.listen(),
            consume(world.database, tail, routing.consumer), routing.sweep(),
            keep_sealing(world.database, KEYS),
        )
    ]  # fmt: skip
    try:
        await _written(received, world.ours, 30)
        await remove(world, world.ours, tmp_path)
        assert rows_of(world, world.ours.id) == {}
        written = received[world.theirs.id]
        await _written(received, world.theirs, written + 20)
        assert not [work for work in works if work.done()]
    finally:
        stopped = True
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
    left = {name: n for name, n in rows_of(world, world.ours.id).items() if name != "parked_events"}
    assert left == {}
    count = await world.sql(
        world.theirs, "SELECT count(*) FROM events WHERE account_id = %s AND kind = %s",
        world.theirs.id, ConversationCreated.kind,
    )  # fmt: skip
    assert count[0][0] >= 20
    assert (await verify(world.database, world.theirs.id, KEYS)).is_intact


async def _written(received: dict[Any, int], account: Account, most: int) -> None:
    await until(lambda: received[account.id] >= most)


async def test_what_a_transaction_brings_that_began_before_goes_too(
    world: World, tmp_path: Path
) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        await tx.execute(
            "INSERT INTO message_keys (account_id, scope, key, message_id) "
            "VALUES (%s, 'x', 'y', %s)",
            (ours.id, ours.id),
        )
        removing = asyncio.ensure_future(remove(world, ours, tmp_path))
        await until(lambda: "accounts" not in rows_of(world, ours.id))
        assert not removing.done()
    await removing
    assert rows_of(world, ours.id) == {}


async def test_what_somebody_hangs_on_a_row_while_it_goes_goes_too(
    world: World, tmp_path: Path
) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, "+385911111111")
    async with world.database.transaction(ours.id) as tx:
        await tx.execute(
            "INSERT INTO read_markers (account_id, user_id, conversation_id, id, read_count) "
            "VALUES (%s, %s, %s, %s, 0)",
            (ours.id, ours.agent.user_id, conversation, ours.id),
        )
        removing = asyncio.ensure_future(remove(world, ours, tmp_path))
        await until(lambda: waits_for_a_row(world))
    await removing
    assert rows_of(world, ours.id) == {}


async def test_sessions_sockets_and_keys_of_it_end_at_once(
    world: World, server: Api, tmp_path: Path
) -> None:
    ours, theirs = world.ours, world.theirs
    async with server.live(ours.agent) as dead, server.live(theirs.agent) as alive:
        await dead.until("ready")
        await alive.until("ready")
        await remove(world, ours, tmp_path)
        assert (await dead.until("signed_out"))[-1]["type"] == "signed_out"
        answer = await server.send(ours.agent, "GET", "/api/me")
        assert answer.status_code == 401
        await world.text_in(theirs, "+385922222222")
        heard = await alive.until("conversation")
        assert heard
