"""Rows of SMPP connections, and a lock for what must not be done twice at once."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction

COLUMNS = """account_id, carrier_id, host, port, system_id, sealed_password, system_type, bind, tls,
tls_server_name, tls_authorities, window_size, per_second, enquire_seconds"""
GET = f"SELECT {COLUMNS} FROM smpp_connections WHERE account_id = %s AND carrier_id = %s"
ALL = f"SELECT {COLUMNS} FROM smpp_connections WHERE account_id = %s"
PUT = f"""
INSERT INTO smpp_connections ({COLUMNS})
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, carrier_id) DO UPDATE SET
    host = excluded.host, port = excluded.port, system_id = excluded.system_id,
    sealed_password = excluded.sealed_password, system_type = excluded.system_type,
    bind = excluded.bind, tls = excluded.tls, tls_server_name = excluded.tls_server_name,
    tls_authorities = excluded.tls_authorities, window_size = excluded.window_size,
    per_second = excluded.per_second, enquire_seconds = excluded.enquire_seconds
"""
DELETE = "DELETE FROM smpp_connections WHERE account_id = %s AND carrier_id = %s"
# What only the conversation with the carrier needed; with texts of customers it may not go.
LEFT_BEHIND = (
    "DELETE FROM sms_answers WHERE account_id = %s AND carrier_id = %s",
    "DELETE FROM sms_receipts WHERE account_id = %s AND carrier_id = %s",
    "DELETE FROM rejected_inbound WHERE account_id = %s AND carrier_id = %s",
)
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%b::text[]) AS name"


@dataclass(frozen=True, slots=True)
class Connection:
    """How a carrier is reached; the password stays sealed until it is used."""

    account_id: UUID
    carrier_id: UUID
    host: str
    port: int
    system_id: str
    sealed_password: str
    system_type: str
    bind: str
    tls: bool
    tls_server_name: str | None
    tls_authorities: str | None
    window_size: int
    per_second: int
    enquire_seconds: int


async def get_connection(tx: Transaction, carrier_id: UUID) -> Connection | None:
    return await tx.one(Connection, GET, (tx.account, carrier_id))


async def all_connections(tx: Transaction) -> dict[UUID, Connection]:
    return {each.carrier_id: each for each in await tx.all(Connection, ALL, (tx.account,))}


async def put_connection(tx: Transaction, connection: Connection) -> None:
    c = connection
    await tx.execute(
        PUT,
        (
            tx.account, c.carrier_id, c.host, c.port, c.system_id, c.sealed_password,
            c.system_type, c.bind, c.tls, c.tls_server_name, c.tls_authorities, c.window_size,
            c.per_second, c.enquire_seconds,
        ),
    )  # fmt: skip


async def delete_connection(tx: Transaction, carrier_id: UUID) -> None:
    """With what the protocol left behind; texts and parts of them stay."""
    for statement in (DELETE, *LEFT_BEHIND):
        await tx.execute(statement, (tx.account, carrier_id))


async def one_at_a_time(tx: Transaction, names: Collection[str]) -> None:
    """Hold these names until the end of the transaction."""
    # In one order, so that no two transactions wait for each other both at once.
    await tx.execute(ALONE, (sorted(names),))
