"""The database itself keeps accounts apart and facts unchanged, whatever a query forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from hubbub.kernel.ids import new_id
from hubbub.kernel.protection import APPEND_ONLY, KERNEL_ONLY, TOMBSTONES
from tests.kernel.sample import Noted, change_rights, happen, new_account

if TYPE_CHECKING:
    from hubbub.kernel.database import Database, DatabaseAddress

TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       EXISTS (SELECT FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped)
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition AND c.relname <> 'alembic_version'
"""
POLICIES = """
SELECT tablename, policyname, roles::text[], qual, cmd, permissive
FROM pg_policies WHERE schemaname = 'public'
"""
PARTITIONS = "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'"
ONE_ACCOUNT = (
    "(account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid)"
)
RULES = {
    "one_account": (["hubbub_app"], ONE_ACCOUNT, "ALL", "PERMISSIVE"),
    "all_accounts": (["hubbub_engine"], "true", "ALL", "PERMISSIVE"),
    "owner": (["hubbub_owner"], "true", "ALL", "PERMISSIVE"),
}


def test_every_table_of_accounts_has_its_three_policies(database_address: DatabaseAddress) -> None:
    with psycopg.connect(database_address.owner) as connection:
        tables = connection.execute(TABLES).fetchall()
        found = connection.execute(POLICIES).fetchall()
    assert len(tables) > 20
    for name, is_forced, has_account in tables:
        policies = {row[1]: tuple(row[2:]) for row in found if row[0] == name}
        if has_account and name not in KERNEL_ONLY:
            assert is_forced, name
            assert policies == RULES, name


def test_a_table_without_an_account_is_closed_to_requests(
    database_address: DatabaseAddress,
) -> None:
    with psycopg.connect(database_address.owner) as connection:
        tables = connection.execute(TABLES).fetchall()
    bare = {name for name, _, has_account in tables if not has_account}
    assert bare <= KERNEL_ONLY | TOMBSTONES


async def test_another_account_cannot_be_read_changed_or_entered(database: Database) -> None:
    ours, theirs = await new_account(database), await new_account(database)
    async with database.transaction(ours) as tx:
        assert await tx.rows("SELECT account_id FROM accounts") == [(ours,)]
        assert await tx.execute("UPDATE accounts SET name = 'taken'") == 1
        assert await tx.execute("DELETE FROM users WHERE account_id = %s", (theirs,)) == 0
        with pytest.raises(InsufficientPrivilege):
            async with tx.savepoint():
                await tx.execute("DELETE FROM accounts WHERE account_id = %s", (ours,))
        with pytest.raises(InsufficientPrivilege):
            async with tx.savepoint():
                await tx.execute(
                    "INSERT INTO timers (account_id, id, kind, due_at) VALUES (%s, %s, 'x', now())",
                    (theirs, new_id()),
                )
        with pytest.raises(InsufficientPrivilege):
            async with tx.savepoint():
                await tx.execute("UPDATE accounts SET account_id = %s", (new_id(),))
    async with database.engine() as tx:
        assert await tx.rows("SELECT name FROM accounts ORDER BY name") == [("Sample",), ("taken",)]


async def test_facts_of_another_account_are_out_of_sight_in_every_partition(
    database: Database,
) -> None:
    ours, theirs = await new_account(database), await new_account(database)
    for account in (ours, theirs):
        async with database.transaction(account) as tx:
            await happen(tx)
    async with database.transaction(ours) as tx:
        assert await tx.rows("SELECT DISTINCT account_id FROM events") == [(ours,)]
    async with database.engine() as tx:
        partitions = [row[0] for row in await tx.rows(PARTITIONS)]
    assert "events_default" in partitions
    for name in partitions:
        # Policies of the parent do not hold for whoever names a partition.
        with pytest.raises(InsufficientPrivilege):
            async with database.transaction(ours) as tx:
                await tx.rows(SQL("SELECT account_id FROM {}").format(Identifier(name)))


@pytest.mark.parametrize("value", [None, ""])
async def test_without_an_account_nothing_is_seen_or_written(
    database: Database, value: str | None
) -> None:
    await new_account(database)
    async with database.anonymous() as tx:
        if value is not None:
            await tx.execute("SELECT set_config('hubbub.account', %s, true)", (value,))
        tables = await tx.rows(
            "SELECT table_name FROM information_schema.role_table_grants "
            "WHERE grantee = 'hubbub_app' AND privilege_type = 'SELECT' AND table_schema = 'public'"
        )
        assert len(tables) > 15
        for (name,) in tables:
            assert await tx.value(SQL("SELECT count(*) FROM {}").format(Identifier(name))) == 0
        with pytest.raises(InsufficientPrivilege):
            async with tx.savepoint():
                await tx.execute(
                    "INSERT INTO accounts (account_id, name, seats) VALUES (%s, 'nobody', 1)",
                    (new_id(),),
                )


async def test_the_account_of_one_request_does_not_stay_for_the_next(database: Database) -> None:
    ours = await new_account(database)
    for _ in range(10):  # more than the pool has, so that each connection comes round
        async with database.transaction(ours) as tx:
            assert await tx.value("SELECT count(*) FROM accounts") == 1
        async with database.anonymous() as tx:
            assert await tx.value("SELECT count(*) FROM accounts") == 0


CHANGES: list[LiteralString] = [
    "UPDATE {} SET account_id = account_id",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "DROP TABLE {}",
    "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", sorted(APPEND_ONLY))
async def test_nobody_who_serves_can_change_what_happened(
    database: Database, name: str, change: LiteralString
) -> None:
    account = await new_account(database)
    async with database.transaction(account) as tx:
        await happen(tx)
        await change_rights(tx)
    statement = SQL(change).format(Identifier(name))
    with pytest.raises(InsufficientPrivilege):
        async with database.transaction(account) as tx:
            await tx.execute(statement)
    with pytest.raises(InsufficientPrivilege):
        async with database.engine() as tx:
            await tx.execute(statement)


@pytest.mark.parametrize("name", sorted(KERNEL_ONLY))
async def test_what_belongs_to_no_account_is_the_engines_alone(
    database: Database, name: str
) -> None:
    with pytest.raises(InsufficientPrivilege):
        async with database.anonymous() as tx:
            await tx.rows(SQL("SELECT * FROM {}").format(Identifier(name)))
    async with database.engine() as tx:
        await tx.rows(SQL("SELECT * FROM {}").format(Identifier(name)))


@pytest.mark.parametrize("role", ["hubbub_engine", "hubbub_owner", "postgres"])
async def test_a_request_cannot_become_somebody_else(database: Database, role: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        async with database.anonymous() as tx:
            await tx.execute(SQL("SET LOCAL ROLE {}").format(Identifier(role)))


@pytest.mark.parametrize("role", ["app", "engine"])
async def test_nobody_who_serves_can_make_things(database: Database, role: str) -> None:
    address = database.address.app if role == "app" else database.address.engine
    for statement in ("CREATE TABLE mine (a int)", "CREATE SCHEMA mine"):
        with (
            psycopg.connect(address, autocommit=True) as connection,
            pytest.raises(InsufficientPrivilege),
        ):
            connection.execute(statement)


async def test_the_audit_is_held_to_the_account_as_well(database: Database) -> None:
    from hubbub.kernel.events import SYSTEM, Subject, record

    ours, theirs = await new_account(database), await new_account(database)
    async with database.transaction(theirs) as tx:
        await record(tx, Noted(), Subject(theirs, 1), SYSTEM)
    async with database.transaction(ours) as tx:
        assert await tx.rows("SELECT * FROM audit") == []


async def test_the_database_says_that_it_keeps_accounts_apart(database: Database) -> None:
    assert await database.keeps_accounts_apart()
