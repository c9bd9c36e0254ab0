"""What a server is told of a text that goes to it alone, in the shape of this interface."""

from typing import Any

from hubbub.compat.vendor.sms.inbox_repository import CameIn
from hubbub.compat.vendor.sms.shapes import inbox
from hubbub.features.handing_on.repository import Delivery
from hubbub.features.numbers.deciding import without_first_word
from hubbub.kernel.answers import encode


def inbound_body(delivery: Delivery) -> bytes:
    """One text. Its keyword stands beside it, and the clean text is what follows that."""
    text = CameIn(
        delivery.message_id,
        delivery.number,
        delivery.phone,
        delivery.text,
        delivery.segments,
        delivery.at,
    )
    told = inbox([text], 0)
    if delivery.keyword is not None:
        of_keyword: dict[str, Any] = {
            "keyword": delivery.keyword.upper(),
            "cleanText": without_first_word(delivery.text),
        }
        told["results"][0] |= of_keyword
    return encode(told)
