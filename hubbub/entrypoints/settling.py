"""What holds after a restore: what was under way may have been done, and nobody is signed in."""

from datetime import datetime
from uuid import UUID

import psycopg

from hubbub.access.accounts.repository import bump_account
from hubbub.access.events import AccountRestored
from hubbub.access.sessions.repository import end_everybodys_sessions
from hubbub.channels.sms.outgoing import give_up_left_over
from hubbub.channels.sms.outgoing_repository import carriers_with_parts, hold_all_parts
from hubbub.compat.vendor.sms import forwarding
from hubbub.compat.vendor.sms.pushes_repository import pushes_perhaps_arrived
from hubbub.entrypoints.composition import SEALED, compose
from hubbub.features.agents.changing_status import change_status
from hubbub.features.agents.repository import agents_at_work
from hubbub.features.handing_on.repository import handed_on_perhaps
from hubbub.kernel.accounts import all_accounts
from hubbub.kernel.consuming import begin_at_epoch
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.jobs.repository import end_jobs
from hubbub.kernel.leases import free_all
from hubbub.kernel.mail.repository import mails_perhaps_sent
from hubbub.kernel.once import forget_everything
from hubbub.kernel.sealing import keys_needed
from hubbub.kernel.settings import Settings
from hubbub.kernel.timers import free_timers
from hubbub.reactions.webhooks import queueing as webhooks
from hubbub.reactions.webhooks.deliveries_repository import deliveries_perhaps_sent
from hubbub.reactions.webhooks.replaying import JOB

INTERRUPTED = "Hubbub was restored from a backup; begin it again if it is still wanted."


async def settle(dsn: str, settings: Settings, taken_at: datetime) -> set[str]:
    """As the owner, on a database that nobody uses yet: as after a crash, with the difference
    that whatever waited to go out has had time to go. The ids of the keys that it needs."""
    compose(settings)
    connection = await psycopg.AsyncConnection.connect(dsn)
    async with connection:
        everybody = Transaction(connection, None)
        await _forget(everybody)
        for account in await all_accounts(everybody):
            tx = Transaction(connection, account.account_id)
            about = Subject(account.account_id, await bump_account(tx))
            await record(tx, AccountRestored(taken_at=taken_at), about, SYSTEM)
        for account_id, carrier_id in await carriers_with_parts(everybody):
            await _give_up_parts(Transaction(connection, account_id), carrier_id)
        for account_id, user_id in await agents_at_work(everybody):
            await change_status(Transaction(connection, account_id), user_id, "offline", SYSTEM)
        return set(await keys_needed(everybody, SEALED))


async def _forget(tx: Transaction) -> None:
    await end_everybodys_sessions(tx)
    await forget_everything(tx)
    await free_all(tx)
    await free_timers(tx)
    await end_jobs(tx, [JOB], INTERRUPTED)
    await mails_perhaps_sent(tx)
    await deliveries_perhaps_sent(tx)
    await pushes_perhaps_arrived(tx)
    await handed_on_perhaps(tx)
    # What they had not read yet they did read, and tell, in the life that goes on elsewhere.
    for reader in (webhooks.READER, forwarding.READER):
        await begin_at_epoch(tx, reader)


async def _give_up_parts(tx: Transaction, carrier_id: UUID) -> None:
    await hold_all_parts(tx, carrier_id)
    await give_up_left_over(tx, carrier_id)
