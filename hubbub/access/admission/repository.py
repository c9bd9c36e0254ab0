"""Rows of an account's sign-in settings, and of the addresses that its users may come from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from psycopg.errors import UniqueViolation

from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.forwarding import Network

IDLE_MINUTES = 20_160
ABSOLUTE_MINUTES = 43_200


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """What an account says about signing in; version 0 while it has said nothing."""

    short_name: str | None = None
    requires_second_factor: bool = False
    allows_passwords: bool = True
    networks: Sequence[Network] = field(default_factory=list[Network])
    idle_minutes: int = IDLE_MINUTES
    absolute_minutes: int = ABSOLUTE_MINUTES
    version: int = 0

    @property
    def absolute(self) -> timedelta:
        """How long a session lasts at the most, whatever it is used for."""
        return timedelta(minutes=self.absolute_minutes)


@dataclass(frozen=True, slots=True)
class UserNetworks:
    """Where one user may come from; from everywhere when there are none."""

    networks: Sequence[Network] = field(default_factory=list[Network])
    version: int = 0


GET = """
SELECT short_name, requires_second_factor, allows_passwords, networks, idle_minutes,
       absolute_minutes, version
FROM sign_in_settings WHERE account_id = %s
"""
SAVE = """
INSERT INTO sign_in_settings (account_id, short_name, requires_second_factor, allows_passwords,
                              networks, idle_minutes, absolute_minutes)
VALUES (%s, %s, %s, %s, %s::cidr[], %s, %s)
ON CONFLICT (account_id) DO UPDATE SET
    short_name = excluded.short_name,
    requires_second_factor = excluded.requires_second_factor,
    allows_passwords = excluded.allows_passwords,
    networks = excluded.networks,
    idle_minutes = excluded.idle_minutes,
    absolute_minutes = excluded.absolute_minutes,
    version = sign_in_settings.version + 1
"""
NETWORKS = """
SELECT coalesce((SELECT networks FROM sign_in_settings WHERE account_id = %(account)s), '{}'),
       coalesce((SELECT networks FROM user_networks
                 WHERE account_id = %(account)s AND user_id = %(user)s), '{}')
"""
GET_USER = "SELECT networks, version FROM user_networks WHERE account_id = %s AND user_id = %s"
SAVE_USER = """
INSERT INTO user_networks (account_id, user_id, networks) VALUES (%s, %s, %s::cidr[])
ON CONFLICT (account_id, user_id) DO UPDATE SET
    networks = excluded.networks, version = user_networks.version + 1
"""


async def get_sign_in_settings(tx: Transaction) -> SignInSettings:
    return await tx.one(SignInSettings, GET, (tx.account,)) or SignInSettings()


async def save_sign_in_settings(tx: Transaction, new: SignInSettings) -> None:
    """Invalid when another account has the short name."""
    values = (
        tx.account, new.short_name, new.requires_second_factor, new.allows_passwords,
        _texts(new.networks), new.idle_minutes, new.absolute_minutes,
    )  # fmt: skip
    try:
        async with tx.savepoint():
            await tx.execute(SAVE, values)
    except UniqueViolation as error:
        raise Invalid([FieldError("short_name", "Another account has this name.")]) from error


async def get_user_networks(tx: Transaction, user_id: UUID) -> UserNetworks:
    return await tx.one(UserNetworks, GET_USER, (tx.account, user_id)) or UserNetworks()


async def save_user_networks(tx: Transaction, user_id: UUID, networks: Sequence[Network]) -> None:
    await tx.execute(SAVE_USER, (tx.account, user_id, _texts(networks)))


async def networks_for(tx: Transaction, user_id: UUID) -> tuple[list[Network], list[Network]]:
    """The ranges of the account, and those of the user."""
    row = await tx.row(NETWORKS, {"account": tx.account, "user": user_id})
    assert row is not None
    return row[0], row[1]


def _texts(networks: Sequence[Network]) -> list[str]:
    return [str(network) for network in networks]
