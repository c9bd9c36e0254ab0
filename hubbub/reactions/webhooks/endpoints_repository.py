"""Rows of endpoints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction

State = Literal["on", "paused", "off"]
Reason = Literal["chosen", "failing", "gone", "owner", "key", "too_many"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`scopes` is what the key could do by which it was made; None when its maker came himself.
    `failing_since` is when it began to do nothing but fail. With a `wire` it is told in the form
    of that foreign interface, by which alone it is changed, has no secret of ours, and ends with
    its key."""

    account_id: UUID
    id: UUID
    name: str
    url: str
    kinds: list[str]
    state: State
    reason: Reason
    state_at: datetime
    acts_for: UUID
    scopes: list[str] | None
    sealed_secret: str | None
    sealed_old_secret: str | None
    old_secret_until: datetime | None
    header_names: list[str]
    sealed_headers: str | None
    failing_since: datetime | None
    failures_in_row: int
    rests_until: datetime | None
    version: int
    created_at: datetime
    wire: str | None
    key_id: UUID | None


@dataclass(frozen=True, slots=True)
class Configured:
    """What somebody sets of an endpoint."""

    name: str
    url: str
    kinds: list[str]
    acts_for: UUID
    scopes: list[str] | None
    header_names: list[str]
    sealed_headers: str | None
    wire: str | None = None
    key_id: UUID | None = None


COLUMNS = """account_id, id, name, url, kinds, state, reason, state_at, acts_for, scopes,
sealed_secret, sealed_old_secret, old_secret_until, header_names, sealed_headers, failing_since,
failures_in_row, rests_until, version, created_at, wire, key_id"""
ALL = f"SELECT {COLUMNS} FROM webhook_endpoints WHERE account_id = %s ORDER BY created_at, id"
GET = f"SELECT {COLUMNS} FROM webhook_endpoints WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR NO KEY UPDATE"
INSERT = f"""
INSERT INTO webhook_endpoints (account_id, id, name, url, kinds, acts_for, scopes, header_names,
                               sealed_headers, wire, key_id, sealed_secret)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING {COLUMNS}
"""
CONFIGURE = f"""
UPDATE webhook_endpoints SET name = %s, url = %s, kinds = %s, acts_for = %s, scopes = %s,
       header_names = %s, sealed_headers = %s, wire = %s, key_id = %s, version = version + 1
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
ROTATE = f"""
UPDATE webhook_endpoints SET sealed_secret = %s, sealed_old_secret = %s,
       old_secret_until = now() + %s, version = version + 1
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
SWITCH = f"""
UPDATE webhook_endpoints SET state = %s, reason = %s, state_at = now(), failing_since = NULL,
       failures_in_row = 0, rests_until = NULL, version = version + 1
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
BUMP = """
UPDATE webhook_endpoints SET version = version + 1 WHERE account_id = %s AND id = %s
RETURNING version
"""
DELETE = "DELETE FROM webhook_endpoints WHERE account_id = %s AND id = %s"
NAMES = "SELECT id, name FROM webhook_endpoints WHERE account_id = %s AND id = ANY(%s)"
# Only on a change, so that an endpoint that is well costs no write.
SUCCEEDED = """
UPDATE webhook_endpoints SET failing_since = NULL, failures_in_row = 0, rests_until = NULL
WHERE account_id = %s AND id = %s AND failing_since IS NOT NULL
"""
FAILED = """
UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, now()),
       failures_in_row = failures_in_row + 1
WHERE account_id = %s AND id = %s RETURNING failures_in_row, now() - failing_since
"""
REST = """
UPDATE webhook_endpoints SET rests_until = greatest(rests_until, now() + %s)
WHERE account_id = %s AND id = %s
"""


async def all_endpoints(tx: Transaction) -> list[Endpoint]:
    """The oldest first."""
    return await tx.all(Endpoint, ALL, (tx.account,))


async def get_endpoint(tx: Transaction, endpoint_id: UUID) -> Endpoint | None:
    return await tx.one(Endpoint, GET, (tx.account, endpoint_id))


async def lock_endpoint(tx: Transaction, endpoint_id: UUID) -> Endpoint | None:
    return await tx.one(Endpoint, LOCK, (tx.account, endpoint_id))


async def insert_endpoint(
    tx: Transaction, endpoint_id: UUID, new: Configured, sealed_secret: str | None
) -> Endpoint:
    values = (tx.account, endpoint_id, *_values(new), sealed_secret)
    return _there(await tx.one(Endpoint, INSERT, values))


async def configure_endpoint(tx: Transaction, endpoint_id: UUID, new: Configured) -> Endpoint:
    return _there(await tx.one(Endpoint, CONFIGURE, (*_values(new), tx.account, endpoint_id)))


async def rotate_secret(
    tx: Transaction, endpoint_id: UUID, sealed: str, sealed_old: str | None, life: timedelta
) -> Endpoint:
    values = (sealed, sealed_old, life, tx.account, endpoint_id)
    return _there(await tx.one(Endpoint, ROTATE, values))


async def switch_endpoint(
    tx: Transaction, endpoint_id: UUID, state: State, reason: Reason
) -> Endpoint:
    """What was known of its failures is forgotten."""
    return _there(await tx.one(Endpoint, SWITCH, (state, reason, tx.account, endpoint_id)))


async def bump_endpoint(tx: Transaction, endpoint_id: UUID) -> int | None:
    """The version for a fact that leaves the row as it is; None without such an endpoint."""
    return await tx.value(BUMP, (tx.account, endpoint_id))


async def delete_endpoint(tx: Transaction, endpoint_id: UUID) -> None:
    """With its deliveries and their log."""
    await tx.execute(DELETE, (tx.account, endpoint_id))


async def endpoint_names(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in await tx.rows(NAMES, (tx.account, list(ids)))}


async def endpoint_succeeded(tx: Transaction, endpoint_id: UUID) -> None:
    await tx.execute(SUCCEEDED, (tx.account, endpoint_id))


async def endpoint_failed(tx: Transaction, endpoint_id: UUID) -> tuple[int, timedelta]:
    """How often in a row by now, and for how long."""
    row = await tx.row(FAILED, (tx.account, endpoint_id))
    return (row[0], row[1]) if row else (0, timedelta(0))


async def let_rest(tx: Transaction, endpoint_id: UUID, pause: timedelta) -> None:
    await tx.execute(REST, (pause, tx.account, endpoint_id))


def _values(new: Configured) -> tuple[object, ...]:
    return (
        new.name, new.url, new.kinds, new.acts_for, new.scopes, new.header_names,
        new.sealed_headers, new.wire, new.key_id,
    )  # fmt: skip


def _there(endpoint: Endpoint | None) -> Endpoint:
    assert endpoint is not None
    return endpoint
