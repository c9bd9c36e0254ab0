"""What the planner is told of tables that it has never looked at: one account may have all the
rows, and no two have the same id.

Of a new table it assumes that an account has next to none, so that any index that begins with the
account seems as good as the key. Plans made then are kept: each text that pours into a new
installation was checked against its person by reading all that came before it, until the first look
at the table, which may be a minute away. What it sees then takes the place of this.
"""

from typing import Any

from psycopg import Connection

# Servers before 18 cannot be told.
CAN_BE_TOLD = "SELECT EXISTS (SELECT FROM pg_proc WHERE proname = 'pg_restore_attribute_stats')"
TELL = """
SELECT pg_restore_attribute_stats(
    'schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', a.attname::text,
    'inherited', false, 'null_frac', 0::real, 'avg_width', 16,
    'n_distinct', CASE a.attname WHEN 'id' THEN -1 ELSE 1 END::real)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('account_id', 'id')
    AND a.atttypid = 'uuid'::regtype
WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.reltuples < 0
  AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'account_id')
  AND pg_get_userbyid(c.relowner) = current_user
"""


def tell_planner(connection: Connection[Any]) -> None:
    """As the owner; of each table that was never analysed."""
    row = connection.execute(CAN_BE_TOLD).fetchone()
    if row is not None and row[0]:
        connection.execute(TELL)
