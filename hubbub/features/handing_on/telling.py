"""How a text is told to somebody else: as a signed body, as a mail, as a text once more."""

from collections.abc import Mapping
from uuid import UUID

from hubbub.features.handing_on.repository import Delivery, get_delivery
from hubbub.features.messages.channels import channel
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, insert_messages
from hubbub.features.numbers.deciding import first_word
from hubbub.features.numbers.repository import get_carrier
from hubbub.kernel.answers import encode
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Invalid
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.mail.letters import Letter
from hubbub.kernel.mail.rendering import Reader, render
from hubbub.kernel.mail.repository import Mail
from hubbub.kernel.mail.sending import Composer, Composing

LETTER = "text_received"
NO_CONNECTION = "The connection that it is for is gone."
IN_A_RING = "The connection that it is for is the one that brought it."


def told(delivery: Delivery) -> bytes:
    """The body for a server. Fields are added to it; none is renamed, taken away or given another
    meaning."""
    return encode(
        {
            "id": delivery.id.hex,
            "type": "text.received",
            "occurred_at": delivery.at,
            "account_id": delivery.account_id.hex,
            "data": {
                "message_id": delivery.message_id.hex,
                "from": delivery.phone,
                "to": delivery.number,
                "text": delivery.text,
                "first_word": first_word(delivery.text),
                "keyword": delivery.keyword,
                "segments": delivery.segments,
            },
        }
    )


async def submit(tx: Transaction, delivery: Delivery) -> UUID | str:
    """Queue it for the connection, from who wrote it to our number; or why that cannot be."""
    carrier_id = delivery.carrier_id
    if carrier_id is None or await get_carrier(tx, carrier_id) is None:
        return NO_CONNECTION
    if carrier_id == delivery.came_by:
        return IN_A_RING
    try:
        segments = channel("sms").measure(delivery.text)
    except Invalid as error:
        return str(error)
    new = NewMessage(
        id=new_id(), channel="sms", direction="outbound", number=delivery.number,
        carrier_id=carrier_id, person_id=delivery.person_id, text=delivery.text,
        author_kind="system", author_id=None, client_id=None, status="queued",
        segments=segments, is_bulk=True, went_to="smpp",
    )  # fmt: skip
    await insert_messages(tx, [new])
    queued = MessageQueued(carrier_id=carrier_id, attempt=1)
    await record(tx, queued, Subject(new.id, 1), SYSTEM)
    return new.id


async def _letter(tx: Transaction, mail: Mail, _: Composing) -> Letter | None:
    delivery = await get_delivery(tx, mail.subject_id)
    if delivery is None or mail.address is None:
        return None
    values = {"sender": delivery.phone, "number": delivery.number, "at": delivery.at}
    return render(LETTER, Reader("", mail.address), values, quoted=delivery.text)


TEXT_COMPOSERS: Mapping[str, Composer] = {LETTER: _letter}
"""What makes the letter of a text."""
