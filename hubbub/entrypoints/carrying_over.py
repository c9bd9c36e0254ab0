"""What was taken away since a backup stays away when it is restored: people, keys, users."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

import psycopg

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.keys.changing import revoke_key
from hubbub.access.keys.repository import all_keys
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.repository import get_user
from hubbub.features.conversations.erasing_repository import (
    held_conversations_of,
    hold_conversation,
)
from hubbub.features.people.erasing_repository import known_person
from hubbub.features.privacy.erasing import begin_erasure
from hubbub.features.privacy.holding import hold
from hubbub.kernel.accounts import KnownAccount, all_accounts
from hubbub.kernel.backups.replaced import Named, Replaced
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict


@dataclass(slots=True)
class CarriedOver:
    """How many were taken away again, and which accounts are back that had been deleted."""

    is_known: bool = False
    """Whether what was replaced knew of any account of the backup."""
    people: int = 0
    keys: int = 0
    users: int = 0
    accounts: list[KnownAccount] = field(default_factory=list[KnownAccount])


async def carry_over(dsn: str, replaced: Replaced, erased: Collection[Named]) -> CarriedOver:
    """As the owner, on a restored database that nobody uses yet; `erased` are people of whom it is
    known from elsewhere. A worker erases them as soon as one runs."""
    carried = CarriedOver()
    connection = await psycopg.AsyncConnection.connect(dsn)
    async with connection:
        for account in await all_accounts(Transaction(connection, None)):
            tx = Transaction(connection, account.account_id)
            if account.account_id in replaced.accounts | replaced.deleted:
                carried.is_known = True
            if account.account_id in replaced.deleted:
                carried.accounts.append(account)
            carried.people += await _erase_again(tx, {*replaced.erased, *erased})
            if account.account_id in replaced.accounts:
                carried.keys += await _revoke_again(tx, replaced)
                carried.users += await _disable_again(tx, replaced.disabled)
    return carried


async def _erase_again(tx: Transaction, erased: Collection[Named]) -> int:
    count = 0
    for account_id, person_id in sorted(erased):
        person = await known_person(tx, person_id) if account_id == tx.account else None
        if person is None or person.erased_at is not None:
            continue
        # Whoever was erased since was held back no longer by then.
        await hold(tx, person_id, False, None)
        for conversation_id in await held_conversations_of(tx, person_id):
            await hold_conversation(tx, conversation_id, False)
        await begin_erasure(tx, person_id, None, None)
        count += 1
    return count


async def _revoke_again(tx: Transaction, replaced: Replaced) -> int:
    """Those that are not there any more; but one that was made while it knew of nothing, as after
    an older backup was put back by mistake, never was there."""
    gone = [
        each.id
        for each in await all_keys(tx)
        if each.is_enabled
        and (tx.account, each.id) not in replaced.living_keys
        and replaced.knew(each.account_id, each.created_at)
    ]
    for key_id in gone:
        await revoke_key(tx, key_id, SYSTEM_AUTHORITY)
    return len(gone)


async def _disable_again(tx: Transaction, disabled: Collection[Named]) -> int:
    count = 0
    for account_id, user_id in sorted(disabled):
        user = await get_user(tx, user_id) if account_id == tx.account else None
        if user is not None and user.state != "disabled":
            count += await _disable(tx, user_id)
    return count


async def _disable(tx: Transaction, user_id: UUID) -> bool:
    try:
        async with tx.savepoint():
            await set_enabled(tx, user_id, False, SYSTEM_AUTHORITY)
    except Conflict:
        # The last administrator of then, without whom nobody could look after the account.
        return False
    return True
