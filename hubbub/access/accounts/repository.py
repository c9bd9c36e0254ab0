"""Rows of accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.errors import UniqueViolation

from hubbub.access.roles import DEFAULT_ROLES
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Account:
    account_id: UUID
    name: str
    seats: int
    access_version: int
    version: int
    created_at: datetime
    is_demo: bool


GET = """
SELECT account_id, name, seats, access_version, version, created_at, is_demo
FROM accounts WHERE account_id = %s
"""
INSERT = "INSERT INTO accounts (account_id, name, seats, is_demo) VALUES (%s, %s, %s, %s)"
ROLE = """
INSERT INTO roles (account_id, id, default_key, name, description) VALUES (%s, %s, %s, %s, %s)
"""
NAME = "INSERT INTO sign_in_names (name, account_id, user_id) VALUES (%s, %s, %s)"
UNNAME = "DELETE FROM sign_in_names WHERE account_id = %s AND name = %s"
BUMP = "UPDATE accounts SET version = version + 1 WHERE account_id = %s RETURNING version"
COUNT = "SELECT account_count()"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(%s)"
SIGN_UP_LOCK = 0x5369676E


async def get_account(tx: Transaction) -> Account:
    """The account of the transaction."""
    account = await find_account(tx)
    if account is None:
        raise LookupError(f"no account {tx.account}")
    return account


async def find_account(tx: Transaction) -> Account | None:
    """The account of the transaction; None when it was deleted."""
    return await tx.one(Account, GET, (tx.account,))


async def bump_account(tx: Transaction) -> int:
    """The account's next version, under the row's lock."""
    return await tx.value(BUMP, (tx.account,))


async def insert_account(
    tx: Transaction, name: str, seats: int, *, is_demo: bool = False
) -> dict[str, UUID]:
    """A new account with its default roles; their ids by default key."""
    await tx.execute(INSERT, (tx.account, name, seats, is_demo))
    ids: dict[str, UUID] = {}
    for default, role in DEFAULT_ROLES.items():
        ids[default.value] = new_id()
        await tx.execute(
            ROLE, (tx.account, ids[default.value], default.value, role.name, role.description)
        )
    return ids


TAKEN = {
    "email": "Somebody signs in with this e-mail address already.",
    "username": "Somebody has this user name already. Choose another one.",
}


async def insert_sign_in_name(
    tx: Transaction, name: str, user_id: UUID, field: str = "email"
) -> None:
    """Take a name to sign in with; Invalid when somebody of any account has it."""
    try:
        async with tx.savepoint():
            await tx.execute(NAME, (name.lower(), tx.account, user_id))
    except UniqueViolation as error:
        raise Invalid([FieldError(field, TAKEN[field])]) from error


async def delete_sign_in_name(tx: Transaction, name: str) -> None:
    """Let go of a name that somebody of this account signed in with."""
    await tx.execute(UNNAME, (tx.account, name.lower()))


async def count_accounts(tx: Transaction) -> int:
    return await tx.value(COUNT)


async def one_sign_up_at_a_time(tx: Transaction) -> None:
    """Hold until the end of the transaction, so that only one account can be the first."""
    await tx.execute(ONE_AT_A_TIME, (SIGN_UP_LOCK,))
