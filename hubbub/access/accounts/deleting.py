"""Deletes an account whole: first nobody gets in any more, then every row and every file goes."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import structlog

from hubbub.access.accounts.closing_repository import shut
from hubbub.access.accounts.repository import Account, find_account
from hubbub.access.repository import access_changed
from hubbub.access.users.repository import lock_account
from hubbub.kernel.audit.sealing import seal_everything
from hubbub.kernel.audit.tombstones import make_tombstone
from hubbub.kernel.database import Database
from hubbub.kernel.erasing import OwnerErasing, demo_eraser, erase_rows
from hubbub.kernel.errors import Forbidden
from hubbub.kernel.files.files import Files
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.waking import wake_once

log = structlog.get_logger()

HEARD = 1.0
"""Seconds in which every process hears that nobody is in any more. One that does not hears it
when it looks at its sockets' sessions, within a minute; requests are refused at once."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What is gone; an account of whose deletion only the end was left has fewer rows."""

    account_id: UUID
    rows: int
    files: int


async def delete_demo(database: Database, account_id: UUID, files: Files) -> Deleted:
    """As a worker does it; the database itself refuses it for an account that is no demo."""
    await _close(database, account_id, only_demo=True)
    kept = await files.forget_account(account_id)
    rows = await erase_rows(database, account_id, demo_eraser(database))
    # A file that was on its way when the first ones went.
    kept += await files.forget_account(account_id)
    log.info("account.deleted", account=account_id.hex, rows=rows, files=kept, demo=True)
    return Deleted(account_id, rows, kept)


async def delete_account(
    database: Database, account_id: UUID, files: Files, keys: Secrets, owner: OwnerErasing
) -> Deleted:
    """Any account, by whoever runs the installation. What is left is a signed line that says
    how far its audit went; begun again it goes on where it was broken off."""
    account = await _close(database, account_id)
    if account is not None and not account.is_demo:
        await seal_everything(database, keys)
        await owner.leave(await make_tombstone(database, account_id, account.created_at, keys))
    kept = await files.forget_account(account_id)
    rows = await erase_rows(database, account_id, owner.erase)
    kept += await files.forget_account(account_id)
    log.info("account.deleted", account=account_id.hex, rows=rows, files=kept, demo=False)
    return Deleted(account_id, rows, kept)


async def _close(
    database: Database, account_id: UUID, *, only_demo: bool = False
) -> Account | None:
    async with database.transaction(account_id, is_long=True) as tx:
        account = await find_account(tx)
        if account is None:
            return None
        if only_demo and not account.is_demo:
            raise Forbidden("Only a demo is deleted like this.", code="not_a_demo")
        await lock_account(tx)
        await shut(tx)
        await access_changed(tx, None)
    await wake_once(database.address.direct)
    await asyncio.sleep(HEARD)
    return account
