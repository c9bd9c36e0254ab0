"""Rows of codes, recovery codes and passkeys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.errors import UniqueViolation

from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Totp:
    """The sealed secret of an app's codes, and the last step whose code was taken."""

    sealed_secret: str
    last_step: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Passkey:
    id: UUID
    name: str
    credential_id: bytes
    relying_party: str
    transports: list[str]
    is_synced: bool
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that an authenticator has just made."""

    id: UUID
    user_id: UUID
    name: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    relying_party: str
    transports: Sequence[str]
    is_synced: bool


@dataclass(frozen=True, slots=True)
class FoundPasskey:
    """Whose a credential is, whatever the account, and what verifies it."""

    account_id: UUID
    id: UUID
    user_id: UUID
    public_key: bytes
    sign_count: int
    relying_party: str
    state: str


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody has beside his password."""

    has_password: bool
    has_codes: bool
    passkeys: int
    recovery_codes: int

    @property
    def any(self) -> bool:
        return self.has_codes or self.passkeys > 0


FACTORS = """
SELECT u.password_hash IS NOT NULL AS has_password,
       EXISTS (SELECT 1 FROM totp_secrets t
               WHERE t.account_id = u.account_id AND t.user_id = u.id) AS has_codes,
       (SELECT count(*) FROM passkeys p
        WHERE p.account_id = u.account_id AND p.user_id = u.id) AS passkeys,
       (SELECT count(*) FROM recovery_codes c
        WHERE c.account_id = u.account_id AND c.user_id = u.id) AS recovery_codes
FROM users u WHERE u.account_id = %s AND u.id = %s
"""
HASH = "SELECT password_hash FROM users WHERE account_id = %s AND id = %s"
TOTP = """
SELECT sealed_secret, last_step, created_at FROM totp_secrets
WHERE account_id = %s AND user_id = %s
"""
PUT_TOTP = """
INSERT INTO totp_secrets (account_id, user_id, sealed_secret, last_step) VALUES (%s, %s, %s, %s)
ON CONFLICT (account_id, user_id) DO UPDATE SET
    sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, created_at = now()
"""
USE_STEP = """
UPDATE totp_secrets SET last_step = %(step)s
WHERE account_id = %(account)s AND user_id = %(user)s AND last_step < %(step)s
"""
DELETE_TOTP = "DELETE FROM totp_secrets WHERE account_id = %s AND user_id = %s"
CLEAR_RECOVERY = "DELETE FROM recovery_codes WHERE account_id = %s AND user_id = %s"
PUT_RECOVERY = """
INSERT INTO recovery_codes (account_id, user_id, code_sha256) SELECT %s, %s, unnest(%s::bytea[])
"""
TAKE_RECOVERY = """
DELETE FROM recovery_codes WHERE account_id = %s AND user_id = %s AND code_sha256 = %s
"""
PASSKEYS = """
SELECT id, name, credential_id, relying_party, transports, is_synced, created_at, last_used_at
FROM passkeys WHERE account_id = %s AND user_id = %s ORDER BY created_at, id
"""
INSERT_PASSKEY = """
INSERT INTO passkeys (account_id, id, user_id, name, credential_id, public_key, sign_count,
                      relying_party, transports, is_synced)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
USE_PASSKEY = """
UPDATE passkeys SET sign_count = %(count)s, last_used_at = now(), is_synced = %(synced)s
WHERE account_id = %(account)s AND id = %(id)s
  AND (sign_count < %(count)s OR (sign_count = 0 AND %(count)s = 0))
"""
DELETE_PASSKEY = "DELETE FROM passkeys WHERE account_id = %s AND user_id = %s AND id = %s"
DELETE_PASSKEYS = "DELETE FROM passkeys WHERE account_id = %s AND user_id = %s"
FIND_PASSKEY = """
SELECT account_id, id, user_id, public_key, sign_count, relying_party, state FROM passkey_of(%s)
"""


async def factors_of(tx: Transaction, user_id: UUID) -> Factors:
    return await tx.one(Factors, FACTORS, (tx.account, user_id)) or Factors(False, False, 0, 0)


async def password_hash_of(tx: Transaction, user_id: UUID) -> str | None:
    return await tx.value(HASH, (tx.account, user_id))


async def get_totp(tx: Transaction, user_id: UUID) -> Totp | None:
    return await tx.one(Totp, TOTP, (tx.account, user_id))


async def put_totp(tx: Transaction, user_id: UUID, sealed_secret: str, last_step: int) -> None:
    await tx.execute(PUT_TOTP, (tx.account, user_id, sealed_secret, last_step))


async def use_step(tx: Transaction, user_id: UUID, step: int) -> bool:
    """Whether no code of this step or a later one was taken before: of two at once, one wins."""
    values = {"account": tx.account, "user": user_id, "step": step}
    return await tx.execute(USE_STEP, values) == 1


async def delete_totp(tx: Transaction, user_id: UUID) -> bool:
    return await tx.execute(DELETE_TOTP, (tx.account, user_id)) == 1


async def replace_recovery_codes(tx: Transaction, user_id: UUID, hashes: Sequence[bytes]) -> None:
    await tx.execute(CLEAR_RECOVERY, (tx.account, user_id))
    await tx.execute(PUT_RECOVERY, (tx.account, user_id, list(hashes)))


async def take_recovery_code(tx: Transaction, user_id: UUID, code_sha256: bytes) -> bool:
    """Whether it was there; it is gone with that."""
    return await tx.execute(TAKE_RECOVERY, (tx.account, user_id, code_sha256)) == 1


async def passkeys_of(tx: Transaction, user_id: UUID) -> list[Passkey]:
    return await tx.all(Passkey, PASSKEYS, (tx.account, user_id))


async def find_passkey(tx: Transaction, credential_id: bytes) -> FoundPasskey | None:
    """The passkey of a credential, whatever its account."""
    return await tx.one(FoundPasskey, FIND_PASSKEY, (credential_id,))


async def insert_passkey(tx: Transaction, new: NewPasskey) -> None:
    """Conflict when it is registered already."""
    values = (
        tx.account, new.id, new.user_id, new.name, new.credential_id, new.public_key,
        new.sign_count, new.relying_party, list(new.transports), new.is_synced,
    )  # fmt: skip
    try:
        async with tx.savepoint():
            await tx.execute(INSERT_PASSKEY, values)
    except UniqueViolation as error:
        raise Conflict("This passkey is registered already.", code="known_passkey") from error


async def use_passkey(tx: Transaction, passkey_id: UUID, sign_count: int, is_synced: bool) -> bool:
    """Whether its counter went up, where the authenticator keeps one."""
    values = {
        "account": tx.account, "id": passkey_id, "count": sign_count, "synced": is_synced,
    }  # fmt: skip
    return await tx.execute(USE_PASSKEY, values) == 1


async def delete_passkey(tx: Transaction, user_id: UUID, passkey_id: UUID) -> bool:
    return await tx.execute(DELETE_PASSKEY, (tx.account, user_id, passkey_id)) == 1


async def delete_factors(tx: Transaction, user_id: UUID) -> int:
    """How many factors there were; recovery codes go with them and do not count."""
    await tx.execute(CLEAR_RECOVERY, (tx.account, user_id))
    codes = await tx.execute(DELETE_TOTP, (tx.account, user_id))
    return codes + await tx.execute(DELETE_PASSKEYS, (tx.account, user_id))


async def clear_recovery_codes(tx: Transaction, user_id: UUID) -> None:
    await tx.execute(CLEAR_RECOVERY, (tx.account, user_id))
