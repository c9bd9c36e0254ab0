"""Whatever could tell of a customer is known to whoever erases: no column comes in unseen."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubbub.kernel.database import Database

LISTED = Path(__file__).parent / "columns.toml"
COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN pg_class t ON t.relname = c.table_name AND t.relnamespace = 'public'::regnamespace
WHERE c.table_schema = 'public' AND t.relkind IN ('r', 'p') AND NOT t.relispartition
  AND c.table_name <> 'alembic_version'
  AND (c.data_type IN ('text', 'json', 'jsonb', 'bytea', 'inet', 'cidr', 'ARRAY', 'xml',
                       'character', 'character varying', 'tsvector')
       AND c.udt_name NOT IN ('_uuid', '_timestamptz'))
"""


async def test_every_column_is_erased_or_said_to_tell_of_no_customer(database: Database) -> None:
    groups = tomllib.loads(LISTED.read_text("utf-8"))
    listed = [
        (table, column)
        for group in groups.values()
        for table, columns in group.items()
        for column in columns
    ]
    async with database.engine() as tx:
        found = {(row[0], row[1]) for row in await tx.rows(COLUMNS)}
    assert len(listed) == len(set(listed))
    assert found - set(listed) == set(), "say in columns.toml what becomes of these"
    assert set(listed) - found == set(), "these are gone"
