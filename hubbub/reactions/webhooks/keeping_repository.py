"""Clears the log of old deliveries, and looks after lanes and endpoints that nobody else would."""

from datetime import timedelta
from uuid import UUID

from hubbub.kernel.database import Transaction

MOST_WAITING = 100_000
CHUNK = 500

OLD = """
DELETE FROM webhook_deliveries WHERE (account_id, id) IN (
    SELECT account_id, id FROM webhook_deliveries WHERE created_at < now() - %s
    ORDER BY created_at LIMIT %s)
"""
# Lanes of which something waits and nothing is due: the first was cleared away.
STUCK = """
SELECT DISTINCT account_id, endpoint_id, lane FROM webhook_deliveries d
WHERE state = 'waiting' AND next_at IS NULL AND NOT EXISTS (
    SELECT FROM webhook_deliveries f
    WHERE f.account_id = d.account_id AND f.endpoint_id = d.endpoint_id AND f.lane = d.lane
      AND f.state = 'waiting' AND f.next_at IS NOT NULL)
LIMIT 500
"""
CROWDED = """
SELECT account_id, endpoint_id FROM webhook_deliveries WHERE state = 'waiting'
GROUP BY account_id, endpoint_id HAVING count(*) > %s
"""


async def clear_old(tx: Transaction, age: timedelta) -> int:
    """As the engine: how many were cleared away, up to a chunk."""
    return await tx.execute(OLD, (age, CHUNK))


async def stuck_lanes(tx: Transaction) -> list[tuple[UUID, UUID, UUID]]:
    """As the engine: (account, endpoint, lane)."""
    return [(row[0], row[1], row[2]) for row in await tx.rows(STUCK)]


async def crowded_endpoints(tx: Transaction, most: int) -> list[tuple[UUID, UUID]]:
    """As the engine: (account, endpoint) of which more wait than may."""
    return [(row[0], row[1]) for row in await tx.rows(CROWDED, (most,))]
