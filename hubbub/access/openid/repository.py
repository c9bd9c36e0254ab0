"""Rows of providers, and of the subjects that are linked to users."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Provider:
    id: UUID
    label: str
    issuer: str
    client_id: str
    sealed_client_secret: str | None
    domains: list[str]
    creates_users: bool
    role_ids: list[UUID]
    is_enabled: bool
    configured_by: UUID
    vouched_for: list[str]
    """What those who saved it could do: it stands for nobody who may do more."""
    version: int


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """The account that somebody is about to sign in to."""

    account_id: UUID
    name: str


COLUMNS = """id, label, issuer, client_id, sealed_client_secret, domains, creates_users, role_ids,
is_enabled, configured_by, vouched_for, version"""
ALL = f"SELECT {COLUMNS} FROM openid_providers WHERE account_id = %s ORDER BY created_at, id"
GET = f"SELECT {COLUMNS} FROM openid_providers WHERE account_id = %s AND id = %s"
INSERT = """
INSERT INTO openid_providers (account_id, id, label, issuer, client_id, sealed_client_secret,
                              domains, creates_users, role_ids, is_enabled, configured_by,
                              vouched_for)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
UPDATE = """
UPDATE openid_providers SET label = %s, client_id = %s, sealed_client_secret = %s, domains = %s,
       creates_users = %s, role_ids = %s, is_enabled = %s, configured_by = %s,
       vouched_for = %s, version = version + 1
WHERE account_id = %s AND id = %s
"""
DELETE = "DELETE FROM openid_providers WHERE account_id = %s AND id = %s"
LINKED = """
UPDATE openid_links SET last_used_at = now()
WHERE account_id = %s AND provider_id = %s AND subject = %s RETURNING user_id
"""
LINK = """
INSERT INTO openid_links (account_id, provider_id, subject, user_id, last_used_at)
VALUES (%s, %s, %s, %s, now())
"""
IS_LINKED = """
SELECT EXISTS (SELECT 1 FROM openid_links
               WHERE account_id = %s AND provider_id = %s AND user_id = %s)
"""
USER_OF_EMAIL = "SELECT id FROM users WHERE account_id = %s AND lower(email) = lower(%s)"
NAMES = "SELECT id, label FROM openid_providers WHERE account_id = %s AND id = ANY(%s)"
ACCOUNT = "SELECT account_id, name FROM sign_in_account_of(%s, %s)"
ACCOUNT_OF_PROVIDER = "SELECT openid_provider_of(%s)"


async def all_providers(tx: Transaction) -> list[Provider]:
    return await tx.all(Provider, ALL, (tx.account,))


async def get_provider(tx: Transaction, provider_id: UUID) -> Provider | None:
    return await tx.one(Provider, GET, (tx.account, provider_id))


async def provider_names(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What stands on the buttons of those that there are."""
    return {row[0]: row[1] for row in await tx.rows(NAMES, (tx.account, list(ids)))}


async def insert_provider(tx: Transaction, new: Provider) -> None:
    values = (
        tx.account, new.id, new.label, new.issuer, new.client_id, new.sealed_client_secret,
        new.domains, new.creates_users, new.role_ids, new.is_enabled, new.configured_by,
        new.vouched_for,
    )  # fmt: skip
    await tx.execute(INSERT, values)


async def update_provider(tx: Transaction, new: Provider) -> None:
    """All but the issuer, without which the links would mean somebody else."""
    values = (
        new.label, new.client_id, new.sealed_client_secret, new.domains, new.creates_users,
        new.role_ids, new.is_enabled, new.configured_by, new.vouched_for, tx.account, new.id,
    )  # fmt: skip
    await tx.execute(UPDATE, values)


async def delete_provider(tx: Transaction, provider_id: UUID) -> bool:
    return await tx.execute(DELETE, (tx.account, provider_id)) == 1


async def linked_user(tx: Transaction, provider_id: UUID, subject: str) -> UUID | None:
    return await tx.value(LINKED, (tx.account, provider_id, subject))


async def link_user(tx: Transaction, provider_id: UUID, subject: str, user_id: UUID) -> None:
    await tx.execute(LINK, (tx.account, provider_id, subject, user_id))


async def is_linked(tx: Transaction, provider_id: UUID, user_id: UUID) -> bool:
    """Whether another subject of this provider is the user already."""
    return await tx.value(IS_LINKED, (tx.account, provider_id, user_id))


async def user_of_email(tx: Transaction, email: str) -> UUID | None:
    return await tx.value(USER_OF_EMAIL, (tx.account, email))


async def account_to_sign_in_to(
    tx: Transaction, short_name: str | None, email: str | None
) -> KnownAccount | None:
    """Whatever the account of the transaction."""
    return await tx.one(KnownAccount, ACCOUNT, (short_name, email))


async def account_of_provider(tx: Transaction, provider_id: UUID) -> UUID | None:
    """Of an enabled provider, whatever the account of the transaction."""
    return await tx.value(ACCOUNT_OF_PROVIDER, (provider_id,))
