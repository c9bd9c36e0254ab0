"""Adds a name to write from, and removes it."""

from uuid import UUID

from hubbub.access.users.repository import lock_account
from hubbub.features.numbers.repository import lock_carrier
from hubbub.features.senders.events import SenderNamed, SenderRemoved
from hubbub.features.senders.names import clean_name
from hubbub.features.senders.repository import (
    Sender,
    count_names,
    delete_name,
    get_sender,
    insert_name,
    lock_sender,
)
from hubbub.kernel.audit.changes import Ref, Snapshot, made, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record

MOST_NAMES = 500
"""All of them are listed at once, and each is looked at for whoever writes first."""
FULL = f"An account has at most {MOST_NAMES} names to write from. Remove one first."
STALE = "Somebody has changed this sender meanwhile. Look at it, then change it again."
NONE = "There is no such sender."
IS_NUMBER = "This sender is a number. Remove the number, or release it if it was bought."


async def add_name(tx: Transaction, name: str, carrier_id: UUID, by: Origin) -> Sender:
    """For every queue at first. Raises Invalid, Conflict."""
    cleaned = clean_name(name)
    await lock_account(tx)
    if await count_names(tx) >= MOST_NAMES:
        raise Conflict(FULL, code="too_many_names")
    if await lock_carrier(tx, carrier_id) is None:
        raise Invalid([FieldError("carrier_id", "There is no such carrier.")])
    name_id = await insert_name(tx, cleaned, carrier_id)
    added = await get_sender(tx, name_id)
    assert added is not None
    event = SenderNamed(carrier_id=carrier_id)
    await record(tx, event, Subject(name_id, 1), by, made(snapshot(added)))
    return added


async def remove_name(tx: Transaction, name_id: UUID, version: int | None, by: Origin) -> None:
    """Nothing new is begun from it; conversations that were stay, and answers there still come
    from it. Without a version, whatever it is now. Raises NotFound, Conflict."""
    sender = await lock_sender(tx, name_id)
    if sender is None:
        raise NotFound(NONE)
    if sender.kind != "name":
        raise Conflict(IS_NUMBER, code="is_number")
    if version is not None and version != sender.version:
        raise Conflict(STALE, code="stale")
    await delete_name(tx, name_id)
    event = SenderRemoved(carrier_id=sender.carrier_id)
    subject = Subject(name_id, sender.version + 1)
    await record(tx, event, subject, by, removed(snapshot(sender)))


def snapshot(sender: Sender) -> Snapshot:
    """What the audit keeps of a name."""
    return {"name": sender.value, "carrier": Ref("carrier", sender.carrier_id)}
