"""Puts a mail into the outbox in the transaction that causes it, and retries one by hand."""

from uuid import UUID

from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.ids import new_id
from hubbub.kernel.mail.repository import insert_mail, lock_mail, mail_again
from hubbub.kernel.timers import schedule

TIMER = "mail"


async def queue_mail(
    tx: Transaction, kind: str, subject_id: UUID, *, address: str | None = None
) -> UUID:
    """The mail's id. It is composed by the composer of its `kind` when it is sent, to `address`
    or to where its subject can then be reached."""
    mail_id = new_id()
    await insert_mail(tx, mail_id, kind, subject_id, address)
    await schedule(tx, TIMER, now(), subject_id=mail_id)
    return mail_id


async def retry_mail(tx: Transaction, mail_id: UUID) -> None:
    """Send a mail that failed, or that waits, now."""
    mail = await lock_mail(tx, mail_id)
    if mail is None:
        raise NotFound("There is no such mail.")
    if mail.state in ("sent", "dropped"):
        raise Conflict("This mail needs no other attempt.", code="mail_done")
    await mail_again(tx, mail_id)
    await schedule(tx, TIMER, now(), subject_id=mail_id)
