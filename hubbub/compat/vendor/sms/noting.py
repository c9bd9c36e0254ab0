"""Sees to the report of a text whose end is known, in the transaction that says so."""

from hubbub.compat.vendor.sms.pushes_repository import put_report
from hubbub.compat.vendor.sms.statuses import FINAL
from hubbub.compat.vendor.sms.texts_repository import text_ended
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject


async def note_end(
    tx: Transaction, event: MessageStatusChanged, subject: Subject, _: Origin
) -> None:
    """Hook; a text that ends otherwise than was reported has another report."""
    if event.after not in FINAL:
        return
    to_push = await text_ended(tx, subject.id)
    if to_push is not None:
        api, url = to_push
        await put_report(tx, subject.id, url, api)
