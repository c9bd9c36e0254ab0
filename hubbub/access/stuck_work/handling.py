"""Tries stuck work again now, or has it passed over for good, with the reason why."""

from uuid import UUID

from hubbub.access.accounts.repository import bump_account
from hubbub.access.stuck_work.events import WorkSkipped
from hubbub.access.stuck_work.readers import is_skippable
from hubbub.kernel.audit.changes import Personal, made
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.parking import Stuck, lock_stuck, stuck_in, try_now, unpark

MOST = 200
MOST_REASON = 300
NONE = "This is not stuck any more."


async def list_stuck(tx: Transaction) -> list[Stuck]:
    """The first fact of each subject that a reader failed on, the oldest first."""
    return await stuck_in(tx, MOST)


async def retry_stuck(tx: Transaction, which: tuple[str, UUID] | None) -> int:
    """How many subjects are tried again within seconds; one of a reader, or all of the account."""
    count = await try_now(tx, which)
    if which is not None and not count:
        raise NotFound(NONE)
    return count


async def skip_stuck(
    tx: Transaction, which: tuple[str, UUID], number: int, reason: str, by: Origin
) -> None:
    """Pass over the one fact that is in the way; those behind it are tried in their order."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > MOST_REASON:
        message = f"Say in up to {MOST_REASON} characters why it can be passed over."
        raise Invalid([FieldError("reason", message)])
    reader, subject_id = which
    if not is_skippable(reader):
        raise Conflict(
            "What this part does must not be passed over. Try again, or ask whoever runs Hubbub "
            "to look at the log.",
            code="not_skippable",
        )
    found = await lock_stuck(tx, reader, subject_id)
    # Whoever clicked has seen this one; another one is for another look.
    if found is None or found.number != number:
        raise NotFound(NONE)
    await unpark(tx, reader, subject_id, number)
    await try_now(tx, which)
    event = WorkSkipped(reader=reader, fact=found.kind, about=subject_id, number=number)
    subject = Subject(tx.account, await bump_account(tx))
    await record(tx, event, subject, by, made({"reason": Personal(reason, by.person)}))
