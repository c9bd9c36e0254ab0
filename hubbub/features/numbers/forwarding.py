"""Says where texts to a number are told as well, beside the conversations they stand in."""

from dataclasses import replace
from uuid import UUID

from hubbub.features.numbers.adding import snapshot
from hubbub.features.numbers.events import NumberChanged
from hubbub.features.numbers.repository import Number, lock_number, write_forward
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused

MOST = 2000
STALE = "Somebody has changed this number meanwhile. Look at it, then change it again."
IN_DEMO = "A demo tells nothing to other servers."


async def check_forward(outgoing: Outgoing, url: str | None) -> None:
    """Invalid when nothing may be sent there. It is judged again whenever something is sent."""
    if url is None:
        return
    if len(url) > MOST:
        raise Invalid([FieldError("forward_url", f"Use at most {MOST:,} characters.")])
    try:
        await outgoing.check(url)
    except OutgoingRefused as error:
        raise Invalid([FieldError("forward_url", str(error))]) from error


async def forward_number(
    tx: Transaction, number_id: UUID, url: str | None, version: int | None, by: Origin
) -> Number:
    """The caller has checked the address; None for nowhere. Without a version, whatever it is now.
    Raises NotFound, Conflict."""
    before = await lock_number(tx, number_id)
    if before is None:
        raise NotFound("There is no such number.")
    if version is not None and version != before.version:
        raise Conflict(STALE, code="stale")
    if url == before.forward_url:
        return before
    if url is not None:
        await refuse_in_demo(tx, IN_DEMO)
    await write_forward(tx, number_id, url, by.person)
    after = replace(before, forward_url=url, version=before.version + 1)
    changes = Changes(snapshot(before), snapshot(after))
    await record(tx, NumberChanged(), Subject(number_id, after.version), by, changes)
    return after
