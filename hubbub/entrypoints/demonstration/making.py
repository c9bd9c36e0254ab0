"""Makes the accounts that are filled: the demonstration's, once, and a throw-away one a visitor."""

import secrets
from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access.accounts.signing_up import NewAccount, SignUp, sign_up
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.catalogue import RESTRICTIONS, keys_in
from hubbub.access.demos.beginning import DemoTerms
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.loading import load_actor
from hubbub.channels.sms.simulated import simulated_number
from hubbub.entrypoints.commanding import run_on_database
from hubbub.entrypoints.demonstration.script import ACCOUNT, FOUNDER, SECOND_QUEUE, Cast
from hubbub.features.queues.creating import create_queue
from hubbub.kernel.accounts import accounts_everywhere
from hubbub.kernel.database import Database
from hubbub.kernel.demos import has_number
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.ids import new_id
from hubbub.kernel.settings import Settings

MOST_DRAWN = 20
"""There are 78,900 numbers."""


@dataclass(frozen=True, slots=True)
class MadeDemo:
    """An empty account, how its people will sign in, and a key to fill it with."""

    account_id: UUID
    founder_id: UUID
    cast: Cast
    key: str
    key_id: UUID


def make_account() -> str | None:
    """An API key of the new account; None when the demonstration was made before."""
    return run_on_database(_make)


async def _make(database: Database, settings: Settings) -> str | None:
    known = await accounts_everywhere(database)
    if any(account.name == ACCOUNT and not account.is_demo for account in known):
        return None
    new = await sign_up(database, _form(Cast(), settings))
    return (await _open_office(database, new))[1]


async def make_demo(
    database: Database, settings: Settings, terms: DemoTerms, address: str
) -> MadeDemo:
    """A throw-away account. Nobody knows the passwords in it, and its addresses are nobody's."""
    cast = Cast(f"northwind-{secrets.token_hex(5)}.example", secrets.token_urlsafe(18))
    form = _form(cast, settings, terms, address)
    new = await sign_up(database, replace(form, account_id=await _draw_id(database)))
    key_id, key = await _open_office(database, new)
    return MadeDemo(new.account_id, new.user_id, cast, key, key_id)


async def _draw_id(database: Database) -> UUID:
    """One whose simulated number nobody has: the carrier brings texts to one account only."""
    drawn = new_id()
    for _ in range(MOST_DRAWN):
        if not await has_number(database, simulated_number(drawn)):
            break
        drawn = new_id()
    return drawn


def _form(
    cast: Cast, settings: Settings, terms: DemoTerms | None = None, address: str | None = None
) -> SignUp:
    return SignUp(
        ACCOUNT, FOUNDER.name, cast.email(FOUNDER), cast.password, settings.seats,
        only_first=False, address=address, demo=terms,
    )  # fmt: skip


async def _open_office(database: Database, new: NewAccount) -> tuple[UUID, str]:
    async with database.transaction(new.account_id) as tx:
        await create_queue(tx, SECOND_QUEUE, SYSTEM)
        founder = await load_actor(tx, new.user_id)
        assert founder is not None
        scopes = keys_in(founder.effective.raw & ~RESTRICTIONS)
        made, key = await make_key(
            tx, NewKey(new.user_id, "Demonstration", scopes), SYSTEM_AUTHORITY
        )
    return made.id, key
