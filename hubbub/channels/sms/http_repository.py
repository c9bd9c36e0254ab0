"""Rows of carriers that are reached over HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction

COLUMNS = """account_id, carrier_id, settings, sealed_secrets, sealed_door, per_second,
is_simulated"""
GET = f"SELECT {COLUMNS} FROM http_carriers WHERE account_id = %s AND carrier_id = %s"
ALL = f"SELECT {COLUMNS} FROM http_carriers WHERE account_id = %s"
PUT = f"""
INSERT INTO http_carriers ({COLUMNS}, door_sha256) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, carrier_id) DO UPDATE SET
    settings = excluded.settings, sealed_secrets = excluded.sealed_secrets,
    sealed_door = excluded.sealed_door, door_sha256 = excluded.door_sha256,
    per_second = excluded.per_second
"""
SETTLE = """
UPDATE http_carriers SET settings = %s, sealed_secrets = %s, per_second = %s
WHERE account_id = %s AND carrier_id = %s
"""
DELETE = "DELETE FROM http_carriers WHERE account_id = %s AND carrier_id = %s"
OF_DOORS = f"""
SELECT wanted, kind, {COLUMNS}
FROM unnest(%s::bytea[]) AS wanted CROSS JOIN LATERAL carrier_of_door(wanted)
"""


@dataclass(frozen=True, slots=True)
class HttpCarrier:
    """How a carrier is reached and reports; secrets and door stay sealed until they are used."""

    account_id: UUID
    carrier_id: UUID
    settings: Mapping[str, str]
    sealed_secrets: str
    sealed_door: str
    per_second: int
    is_simulated: bool


async def get_http_carrier(tx: Transaction, carrier_id: UUID) -> HttpCarrier | None:
    return await tx.one(HttpCarrier, GET, (tx.account, carrier_id))


async def all_http_carriers(tx: Transaction) -> dict[UUID, HttpCarrier]:
    return {each.carrier_id: each for each in await tx.all(HttpCarrier, ALL, (tx.account,))}


async def put_http_carrier(tx: Transaction, carrier: HttpCarrier, door: str) -> None:
    """With its door, which only its hash is looked for by."""
    c = carrier
    values = (
        tx.account, c.carrier_id, Jsonb(dict(c.settings)), c.sealed_secrets, c.sealed_door,
        c.per_second, c.is_simulated, _hash_of(door),
    )  # fmt: skip
    await tx.execute(PUT, values)


async def settle_http_carrier(tx: Transaction, carrier: HttpCarrier) -> None:
    """What is set for it, the door left as it is."""
    c = carrier
    values = (
        Jsonb(dict(c.settings)), c.sealed_secrets, c.per_second, tx.account, c.carrier_id,
    )  # fmt: skip
    await tx.execute(SETTLE, values)


async def delete_http_carrier(tx: Transaction, carrier_id: UUID) -> None:
    await tx.execute(DELETE, (tx.account, carrier_id))


async def carriers_of_doors(
    tx: Transaction, doors: Sequence[str]
) -> dict[str, tuple[str, HttpCarrier]]:
    """By its door the kind of each, and how it is set up, whichever account it is of."""
    hashes = {_hash_of(door): door for door in doors}
    rows = await tx.rows(OF_DOORS, (list(hashes),))
    return {hashes[row[0]]: (row[1], HttpCarrier(*row[2:])) for row in rows}


def _hash_of(door: str) -> bytes:
    return sha256(door.encode(errors="replace")).digest()
