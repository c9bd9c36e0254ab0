"""Of a table that has no rows yet the planner expects what it will be, so that the plans it keeps
stay good while rows pour in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from psycopg.sql import SQL, Identifier

from hubbub.kernel.ids import new_id

if TYPE_CHECKING:
    from psycopg import AsyncConnection

    from hubbub.kernel.database import Database

# As PostgreSQL itself asks whether what a foreign key names is there.
PREPARE = SQL(
    "PREPARE looked AS SELECT 1 FROM ONLY {} x WHERE account_id = $1 AND id = $2 FOR KEY SHARE OF x"
)
EXPLAIN = SQL("EXPLAIN EXECUTE looked ({}, {})")


@pytest.mark.parametrize("table", ["people", "messages", "conversations", "users", "carriers"])
async def test_a_foreign_key_is_checked_by_the_key(database: Database, table: str) -> None:
    async with database.engine() as tx:
        assert await tx.value(SQL("SELECT count(*) FROM {}").format(Identifier(table))) == 0
        plan = await _plan_that_is_kept(tx.connection, table)
    assert f"using {table}_pkey" in plan, plan


async def _plan_that_is_kept(connection: AsyncConnection[object], table: str) -> str:
    await connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    await connection.execute(PREPARE.format(Identifier(table)))
    ids = (str(new_id()), str(new_id()))
    rows = await (await connection.execute(EXPLAIN.format(*ids))).fetchall()
    await connection.execute("DEALLOCATE looked")
    return "\n".join(str(row) for row in rows)
