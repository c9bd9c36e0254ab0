"""How the simulated Infobip brings texts and reports: it signs nothing."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hubbub.channels.sms.segments import count_segments
from hubbub.kernel.clock import now
from hubbub.simulator.over_http.models import Call, FromPhone, Held, Sent

STATES: Final = {
    "queued": (1, "PENDING", 7, "PENDING_ENROUTE"),
    "delivered": (3, "DELIVERED", 5, "DELIVERED_TO_HANDSET"),
    "undelivered": (2, "UNDELIVERABLE", 4, "UNDELIVERABLE_REJECTED_OPERATOR"),
}
FREE: Final = {"pricePerMessage": 0.0, "currency": "EUR"}
NONE: Final = (0, "OK", 0, "NO_ERROR")
ABSENT: Final = (1, "HANDSET_ERRORS", 27, "EC_ABSENT_SUBSCRIBER")


@dataclass(frozen=True, slots=True)
class InfobipTelling:
    """`Telling`."""

    key: bytes

    def text(self, text: FromPhone, held: Held) -> Call | None:
        said = {
            "messageId": text.key, "from": bare(text.phone), "to": bare(text.number),
            "text": text.text, "cleanText": text.text, "keyword": "", "receivedAt": when(now()),
            "smsCount": count_segments(text.text).segments, "price": FREE,
        }  # fmt: skip
        counts = {"messageCount": 1, "pendingMessageCount": 0}
        url = held.settings.get("url")
        return _call(url, {"results": [said], **counts}) if url else None

    def receipt(self, sent: Sent) -> Call | None:
        url = sent.extra.get("url")
        is_lost = sent.state == "undelivered"
        said = {
            "bulkId": sent.key, "messageId": sent.key, "to": bare(sent.phone),
            "sender": bare(sent.number), "sentAt": when(sent.at), "doneAt": when(now()),
            "messageCount": count_segments(sent.text).segments, "price": FREE,
            "status": status_of(*STATES[sent.state]),
            "error": {**status_of(*(ABSENT if is_lost else NONE)), "permanent": is_lost},
            "callbackData": sent.extra.get("callbackData", ""),
        }  # fmt: skip
        return _call(url, {"results": [said]}) if url else None


def status_of(group: int, group_name: str, number: int, name: str) -> dict[str, Any]:
    """Of a text, or of what went wrong with it."""
    return {
        "groupId": group, "groupName": group_name, "id": number, "name": name,
        "description": name.replace("_", " ").capitalize(),
    }  # fmt: skip


def bare(number: str) -> str:
    """Infobip writes no `+`."""
    return number.removeprefix("+")


def when(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def _call(url: str, said: dict[str, Any]) -> Call:
    return Call(url, json.dumps(said).encode(), {"Content-Type": "application/json"})
