"""Values that are kept for a few minutes and used once: challenges, states, steps half way."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Database, Transaction

PUT = "INSERT INTO once (token_sha256, purpose, data, expires_at) VALUES (%s, %s, %s, now() + %s)"
LOOK = "SELECT data FROM once WHERE token_sha256 = %s AND purpose = %s AND expires_at > now()"
TAKE = """
DELETE FROM once WHERE token_sha256 = %s AND purpose = %s RETURNING data, expires_at > now()
"""
FORGET = "DELETE FROM once"


async def put_once(
    database: Database, purpose: str, data: dict[str, Any], life: timedelta
) -> bytes:
    """Keep a value; the random token that fetches it. Only the token's hash is stored."""
    token = secrets.token_bytes(32)
    async with database.engine() as tx:
        await tx.execute(PUT, (_hash(token), purpose, Jsonb(data), life))
    return token


async def look_once(database: Database, purpose: str, token: bytes) -> dict[str, Any] | None:
    """The value, which stays; None when it was used, has expired or never was."""
    async with database.engine() as tx:
        return await tx.value(LOOK, (_hash(token), purpose))


async def take_once(database: Database, purpose: str, token: bytes) -> dict[str, Any] | None:
    """The value, which is gone with that: of two who ask at once, one gets it."""
    async with database.engine() as tx:
        row = await tx.row(TAKE, (_hash(token), purpose))
    return row[0] if row is not None and row[1] else None


async def forget_everything(tx: Transaction) -> None:
    """As the owner: no token of before is good for anything."""
    await tx.execute(FORGET)


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
