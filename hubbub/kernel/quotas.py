"""What one account may use of an installation at the most, and what it uses: so that one that runs
wild leaves room for the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, LiteralString, get_args

from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict

Quota = Literal[
    "stored_bytes", "users", "webhooks", "api_keys", "sent_a_day", "received_a_day", "open_orders"
]
QUOTAS: tuple[Quota, ...] = get_args(Quota)

DEFAULTS: Mapping[Quota, int] = {
    "stored_bytes": 10 * 1024**3,
    "users": 5_000,
    "webhooks": 20,
    "api_keys": 500,
    "sent_a_day": 1_000_000,
    "received_a_day": 1_000_000,
    "open_orders": 20,
}
"""For an account that the operator has given no others."""

MOST = 2**53

# Eight rows a day and direction: each connection counts in its own, so that those that write at
# once seldom wait for each other.
COUNT = """
INSERT INTO usage_days AS u (account_id, day, direction, shard, count)
VALUES (%s, current_date, %s, pg_backend_pid() %% 8, %s)
ON CONFLICT (account_id, day, direction, shard) DO UPDATE SET count = u.count + excluded.count
"""
GET = """
SELECT stored_bytes, users, webhooks, api_keys, sent_a_day, received_a_day, open_orders
FROM quotas WHERE account_id = %s
"""
PUT = """
INSERT INTO quotas (account_id, stored_bytes, users, webhooks, api_keys, sent_a_day,
                    received_a_day, open_orders)
VALUES (%(account)s, %(stored_bytes)s, %(users)s, %(webhooks)s, %(api_keys)s, %(sent_a_day)s,
        %(received_a_day)s, %(open_orders)s)
ON CONFLICT (account_id) DO UPDATE SET stored_bytes = excluded.stored_bytes,
    users = excluded.users, webhooks = excluded.webhooks, api_keys = excluded.api_keys,
    sent_a_day = excluded.sent_a_day, received_a_day = excluded.received_a_day,
    open_orders = excluded.open_orders
"""
SENT = """
SELECT (SELECT sent_a_day FROM quotas WHERE account_id = %(account)s),
       (SELECT coalesce(sum(count), 0)::bigint FROM usage_days
        WHERE account_id = %(account)s AND day = current_date AND direction = 'outbound')
"""
RECEIVED = """
SELECT (SELECT received_a_day FROM quotas WHERE account_id = %(account)s),
       (SELECT coalesce(sum(count), 0)::bigint FROM usage_days
        WHERE account_id = %(account)s AND day = current_date AND direction = 'inbound')
"""
USED = """
SELECT (SELECT coalesce(sum(size), 0)::bigint FROM files WHERE account_id = %(account)s)
           AS stored_bytes,
       (SELECT count(*) FROM users WHERE account_id = %(account)s) AS users,
       (SELECT count(*) FROM webhook_endpoints WHERE account_id = %(account)s) AS webhooks,
       (SELECT count(*) FROM api_keys WHERE account_id = %(account)s) AS api_keys,
       (SELECT coalesce(sum(count), 0)::bigint FROM usage_days WHERE account_id = %(account)s
        AND day = current_date AND direction = 'outbound') AS sent_a_day,
       (SELECT coalesce(sum(count), 0)::bigint FROM usage_days WHERE account_id = %(account)s
        AND day = current_date AND direction = 'inbound') AS received_a_day,
       (SELECT count(*) FROM number_orders WHERE account_id = %(account)s
        AND state IN ('draft', 'placed', 'waiting')) AS open_orders
"""
USED_OF: Mapping[Quota, LiteralString] = {
    "stored_bytes": "SELECT coalesce(sum(size), 0)::bigint FROM files WHERE account_id = %s",
    "users": "SELECT count(*) FROM users WHERE account_id = %s",
    "webhooks": "SELECT count(*) FROM webhook_endpoints WHERE account_id = %s",
    "api_keys": "SELECT count(*) FROM api_keys WHERE account_id = %s",
    "open_orders": "SELECT count(*) FROM number_orders WHERE account_id = %s "
    "AND state IN ('draft', 'placed', 'waiting')",
}
"""None of these is asked on a hot path; texts are counted as they are written."""

ONE_AFTER_THE_OTHER = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"

SENTENCES: Mapping[Quota, str] = {
    "stored_bytes": "The account may store {most} bytes of files. Remove some, or ask whoever runs "
    "Hubbub for more.",
    "users": "The account may have {most} users. Ask whoever runs Hubbub for more.",
    "webhooks": "An account has at most {most} webhooks. Remove one first.",
    "api_keys": "The account may have {most} API keys. Revoke one that is not used.",
    "sent_a_day": "The account may send {most} texts a day, and has. It can send again tomorrow "
    "(UTC); ask whoever runs Hubbub for more.",
    "received_a_day": "The account takes {most} texts a day, and has.",
    "open_orders": "There are {most} open orders. Finish or discard one first.",
}
CODES: Mapping[Quota, str] = {"webhooks": "too_many_webhooks"}


class OverQuota(Exception):
    """No more is taken in today: whoever brings it is to keep it and try again."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """What the operator has set; None is the default."""

    stored_bytes: int | None = None
    users: int | None = None
    webhooks: int | None = None
    api_keys: int | None = None
    sent_a_day: int | None = None
    received_a_day: int | None = None
    open_orders: int | None = None

    def set_for(self, quota: Quota) -> int | None:
        return getattr(self, quota)

    def most(self, quota: Quota) -> int:
        found = self.set_for(quota)
        return DEFAULTS[quota] if found is None else found


@dataclass(frozen=True, slots=True)
class Used:
    """How much of each is used, texts of today (UTC)."""

    stored_bytes: int
    users: int
    webhooks: int
    api_keys: int
    sent_a_day: int
    received_a_day: int
    open_orders: int

    def of(self, quota: Quota) -> int:
        return getattr(self, quota)


async def get_quotas(tx: Transaction) -> Quotas:
    return await tx.one(Quotas, GET, (tx.account,)) or Quotas()


async def put_quotas(tx: Transaction, quotas: Quotas) -> None:
    values = {quota: quotas.set_for(quota) for quota in QUOTAS}
    await tx.execute(PUT, {"account": tx.account, **values})


async def used(tx: Transaction) -> Used:
    found = await tx.one(Used, USED, {"account": tx.account})
    assert found is not None
    return found


async def check_room(tx: Transaction, quota: Quota, more: int = 1) -> None:
    """Conflict when there would be more than the account may have."""
    most = (await get_quotas(tx)).most(quota)
    if int(await tx.value(USED_OF[quota], (tx.account,))) + more > most:
        raise _refusal(quota, most)


async def check_stored(tx: Transaction, more: int) -> None:
    """Conflict when so many bytes more are too many: one after the other, since together two could
    be too much that alone are not."""
    await tx.execute(ONE_AFTER_THE_OTHER, (f"stored-bytes:{tx.account}",))
    await check_room(tx, "stored_bytes", more)


async def check_sending(tx: Transaction, more: int) -> None:
    """Conflict when so many texts more are too many for today; one statement of a few rows."""
    most, count = await _today(tx, SENT, "sent_a_day")
    if count + more > most:
        raise _refusal("sent_a_day", most)


async def check_receiving(tx: Transaction, more: int) -> None:
    """Raises OverQuota."""
    most, count = await _today(tx, RECEIVED, "received_a_day")
    if count + more > most:
        raise OverQuota


def count_texts(tx: Transaction, counts: Mapping[str, int]) -> None:
    """By direction, in the transaction that keeps them, as the last thing in it."""

    async def write(tx: Transaction) -> None:
        # In one order, as whoever locks several rows of a kind does.
        for direction, count in sorted(counts.items()):
            await tx.execute(COUNT, (tx.account, direction, count))

    tx.before_commit.append(write)


async def _today(tx: Transaction, query: LiteralString, quota: Quota) -> tuple[int, int]:
    row = await tx.row(query, {"account": tx.account})
    assert row is not None
    return (DEFAULTS[quota] if row[0] is None else row[0]), row[1]


def _refusal(quota: Quota, most: int) -> Conflict:
    sentence = SENTENCES[quota].format(most=f"{most:,}")
    return Conflict(sentence, code=CODES.get(quota, "quota"))
