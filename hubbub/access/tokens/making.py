"""Begins sessions of programs, and tokens that last an hour."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hubbub.access.admission.repository import get_sign_in_settings
from hubbub.access.keys.repository import lock_key
from hubbub.access.keys.using import BAD_KEY, holds_now
from hubbub.access.sessions.repository import Arrival, From, insert_session
from hubbub.access.sessions.signing_in import NewSession, Proved, begin_session, token_hash
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import SignedOut
from hubbub.kernel.forwarding import parse_address

LIFE = timedelta(hours=1)
MOST, WINDOW = 300, timedelta(minutes=10)
"""For one person. A program asks again when its token has ended, not for each request."""


@dataclass(frozen=True, slots=True)
class KeyToken:
    """A token that stands for a key."""

    token: str
    life: timedelta


async def begin_program_session(
    database: Database, who: Proved, address: str, *, is_bound: bool
) -> NewSession:
    """A session that lapses after an hour without use; when bound, for this address alone."""
    by = Arrival(
        source=From(address, "Program, by session"),
        kind="program",
        password=who.password,
        bound_to=parse_address(address) if is_bound else None,
    )
    await _count(database, who.user_id)
    return await begin_session(database, who.account_id, who.user_id, by)


async def token_for_person(database: Database, who: Proved, address: str) -> NewSession:
    source = From(address, "Program, by token")
    by = Arrival(source=source, kind="token", most=LIFE, password=who.password)
    await _count(database, who.user_id)
    return await begin_session(database, who.account_id, who.user_id, by)


async def token_for_key(database: Database, maker: Proved, key_id: UUID, address: str) -> KeyToken:
    """A token with the rights of a key; it ends with the key at the latest."""
    await _count(database, maker.user_id)
    token = secrets.token_urlsafe(32)
    async with database.transaction(maker.account_id) as tx:
        # Under the key's lock, so that whoever revokes it meanwhile takes this along.
        key = await lock_key(tx, key_id)
        if key is None or not holds_now(key):
            raise SignedOut(BAD_KEY, code="bad_key")
        life = min(LIFE, (await get_sign_in_settings(tx)).absolute)
        if key.expires_at is not None:
            life = min(life, key.expires_at - now())
        source = From(address, "Program, by token of an API key")
        by = Arrival("api_key", source=source, kind="token", key_id=key.id)
        await insert_session(tx, key.user_id, token_hash(token), life, by)
    return KeyToken(token, life)


async def _count(database: Database, user_id: UUID) -> None:
    await count_attempt(database, f"tokens:{user_id.hex}", most=MOST, window=WINDOW)
