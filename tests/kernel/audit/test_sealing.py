"""Rows are sealed after commit, each once, in an order that no slow transaction upsets."""

from __future__ import annotations

import asyncio
import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from hubbub.kernel.audit.chain import entries_of
from hubbub.kernel.audit.repository import seals_after
from hubbub.kernel.audit.sealing import seal_everything, seal_some
from hubbub.kernel.audit.verifying import verify
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease, offer_all
from hubbub.kernel.migrating import migrate
from hubbub.kernel.postgres.configuration import SUPERUSER
from hubbub.kernel.postgres.roles import create_database
from tests.cluster import OwnCluster, address_of, new_own_cluster
from tests.kernel.audit.conftest import KEYS, write
from tests.kernel.sample import Noted, new_account

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hubbub.kernel.audit.findings import Verdict
    from tests.kernel.audit.conftest import Log

WRITERS = 12
FACTS = 8


async def sealed_rows(log: Log) -> list[int]:
    async with log.database.engine() as tx:
        seals = await seals_after(tx, log.account, 0, 10_000)
    return [seq for seal in seals for seq in entries_of(seal)]


async def note(database: Database, account: object, pause: float) -> None:
    async with database.transaction(account) as tx:  # pyright: ignore[reportArgumentType]
        await record(tx, Noted(), Subject(new_id(), 1), SYSTEM)
        await asyncio.sleep(pause)
        await record(tx, Noted(number=2), Subject(new_id(), 1), SYSTEM)


async def test_slow_and_concurrent_writers_are_sealed_once_each(log: Log) -> None:
    others = [await new_account(log.database) for _ in range(2)]
    is_over = False

    async def write_some(number: int) -> None:
        for each in range(FACTS):
            account = (log.account, *others)[each % 3]
            await note(log.database, account, 0.002 * ((number * 7 + each) % 5))

    async def keep_sealing() -> None:
        while not is_over:
            await seal_some(log.database, KEYS)
            await asyncio.sleep(0)

    # Two at once, as for a moment after a lease was lost.
    sealing = [asyncio.create_task(keep_sealing()) for _ in range(2)]
    await asyncio.gather(*(write_some(number) for number in range(WRITERS)))
    is_over = True
    await asyncio.gather(*sealing)
    await log.seal()
    for account in (log.account, *others):
        verdict = await verify(log.database, account, KEYS)
        assert verdict.findings == []
        assert verdict.waiting == 0
    mine = await sealed_rows(log)
    written = log.ask(f"SELECT seq FROM audit WHERE account_id = '{log.account}'")
    assert sorted(mine) == sorted(row[0] for row in written)


async def test_rows_wait_for_an_older_transaction_and_come_in_order(log: Log) -> None:
    async with log.database.transaction(log.account) as slow:
        await record(slow, Noted(), Subject(new_id(), 1), SYSTEM)
        await write(log.database, log.account)
        assert await log.seal() == 0
        verdict = await log.look()
        assert verdict.findings == []
        assert verdict.waiting == 1
    assert await log.seal() == 2
    assert (await sealed_rows(log))[-2:] == log.rows()[-2:]


async def test_a_row_with_a_lower_number_of_a_later_transaction_keeps_its_place(log: Log) -> None:
    async with log.database.transaction(log.account) as first:
        await first.value("SELECT pg_current_xact_id()")  # older, and writes last
        await write(log.database, log.account)
        await record(first, Noted(), Subject(new_id(), 1), SYSTEM)
    assert await log.seal() == 2
    assert (await sealed_rows(log))[-2:] == log.rows()[-1:-3:-1]
    assert (await log.look()).findings == []


async def test_a_cursor_that_was_set_back_seals_nothing_twice(log: Log) -> None:
    before = await sealed_rows(log)
    log.tamper("UPDATE consumers SET xid = 0, seq = 0 WHERE name = 'seal:audit'")
    await log.seal()
    assert await sealed_rows(log) == before
    assert (await log.look()).findings == []


async def test_who_lost_the_lease_seals_nothing(log: Log) -> None:
    await offer_all(log.database, "seal:audit:0")
    await log.write()
    assert await seal_some(log.database, KEYS, Lease("seal:audit:0", None, 7)) == 0


async def test_nobody_who_serves_can_touch_a_seal_or_change_a_text(log: Log) -> None:
    for statement in (
        "UPDATE audit_seals SET count = 0", "DELETE FROM audit_seals", "DELETE FROM audit",
        "UPDATE audit_values SET text = 'x'",
    ):  # fmt: skip
        for role in (log.address.app, log.address.engine):
            with psycopg.connect(role) as connection, pytest.raises(InsufficientPrivilege):
                connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]
    with psycopg.connect(log.address.app) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("INSERT INTO audit_seals SELECT * FROM audit_seals")
    with psycopg.connect(log.address.app) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("DELETE FROM audit_checks")


SPEND = """
DO $$ BEGIN FOR i IN 1..2000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$
"""


async def test_a_restored_backup_goes_on_in_a_new_cluster(
    log: Log, own_server: OwnCluster, tmp_path: Path
) -> None:
    # So that the new cluster's transaction ids begin far below those in the backup.
    with psycopg.connect(log.superuser, autocommit=True) as connection:
        connection.execute(SPEND)
    await log.write("sealed before the backup")
    assert await log.seal() == 1
    await log.write("not sealed before the backup")
    dump = tmp_path / "dump"
    run(own_server, "pg_dump", "-Fc", "-f", str(dump), log.superuser)
    other = new_own_cluster()
    try:
        with psycopg.connect(other.server.dsn("postgres", SUPERUSER), autocommit=True) as admin:
            create_database(admin, "restored")
        run(other, "pg_restore", "-d", other.server.dsn("restored", SUPERUSER), str(dump))
        address = address_of(other.server, "restored")
        migrate(address.owner)
        verdict = await _go_on(Database(address, size=4), log.account)
    finally:
        other.remove()
    assert verdict.findings == []
    assert verdict.waiting == 0
    assert verdict.rows == len(log.rows()) + 1


def run(cluster: OwnCluster, program: str, *words: str) -> None:
    subprocess.run([cluster.server.program(program), *words], check=True)


async def _go_on(database: Database, account: UUID) -> Verdict:
    await database.open()
    try:
        await write(database, account, "after the restore")
        async with database.engine() as tx:
            assert len(await tx.rows("SELECT epoch FROM event_epochs")) == 2
            new, old = await tx.rows(
                "SELECT xid::text::bigint FROM audit ORDER BY seq DESC LIMIT 2"
            )
        assert old > new
        assert await seal_everything(database, KEYS) == 2
        return await verify(database, account, KEYS)
    finally:
        await database.close()
