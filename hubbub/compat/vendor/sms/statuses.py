"""What became of a text, in the numbers and names of this interface."""

from dataclasses import dataclass
from typing import Any, Literal

Group = Literal["ACCEPTED", "PENDING", "UNDELIVERABLE", "DELIVERED", "EXPIRED", "REJECTED"]

_GROUPS: dict[Group, int] = {
    "ACCEPTED": 0, "PENDING": 1, "UNDELIVERABLE": 2, "DELIVERED": 3, "EXPIRED": 4, "REJECTED": 5,
}  # fmt: skip
FINAL = frozenset({"delivered", "failed", "unknown"})
"""Our statuses that are reported: nothing more is expected after them."""


@dataclass(frozen=True, slots=True)
class Status:
    """A row of the interface's table."""

    group: Group
    id: int
    name: str
    description: str
    action: str | None = None

    @property
    def is_rejected(self) -> bool:
        return self.group == "REJECTED"

    def shown(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "groupId": _GROUPS[self.group], "groupName": self.group, "id": self.id,
            "name": self.name, "description": self.description,
        }  # fmt: skip
        return told if self.action is None else {**told, "action": self.action}


PENDING_ACCEPTED = Status("PENDING", 26, "PENDING_ACCEPTED", "Accepted; it waits to be sent.")
PENDING_ENROUTE = Status("PENDING", 7, "PENDING_ENROUTE", "Handed to the carrier.")
DELIVERED = Status("DELIVERED", 5, "DELIVERED_TO_HANDSET", "Delivered to the phone.")
UNDELIVERABLE = Status(
    "UNDELIVERABLE", 9, "UNDELIVERABLE_NOT_DELIVERED", "The carrier could not deliver it."
)
EXPIRED = Status("EXPIRED", 15, "EXPIRED_EXPIRED", "It could not be delivered in time.")
DLR_UNKNOWN = Status(
    "EXPIRED", 29, "EXPIRED_DLR_UNKNOWN",
    "The carrier may have sent it, and does not say what became of it.",
)  # fmt: skip
REFUSED = Status("UNDELIVERABLE", 4, "UNDELIVERABLE_REJECTED_OPERATOR", "The carrier refused it.")
BAD_DESTINATION = Status(
    "REJECTED", 52, "REJECTED_DESTINATION", "This is no phone number.",
    "Give the number with its country code, such as 385912345678.",
)  # fmt: skip
DUPLICATE = Status(
    "REJECTED", 23, "REJECTED_DUPLICATE_MESSAGE_ID",
    "A text with this messageId and other content, sender or destination was sent before.",
    "Choose another messageId, or leave it out.",
)  # fmt: skip

_BY_STATUS = {
    "queued": PENDING_ACCEPTED, "sending": PENDING_ENROUTE, "sent": PENDING_ENROUTE,
    "delivered": DELIVERED, "unknown": DLR_UNKNOWN,
}  # fmt: skip
_BY_OUTCOME = {"expired": EXPIRED, "rejected": REFUSED}

NO_ERROR: dict[str, Any] = {
    "groupId": 0, "groupName": "OK", "id": 0, "name": "NO_ERROR", "description": "No Error",
    "permanent": False,
}  # fmt: skip


def status_of(status: str, outcome: str | None) -> Status:
    """`status` is the message's, `outcome` how it failed."""
    if status == "failed":
        return _BY_OUTCOME.get(outcome or "", UNDELIVERABLE)
    return _BY_STATUS[status]


def error_of(status: str, code: str | None, sentence: str | None) -> dict[str, Any]:
    """Carriers have codes of their own, which stand in the description."""
    if status not in ("failed", "unknown"):
        return NO_ERROR
    description = sentence or "The carrier gives no reason."
    return {
        "groupId": 3, "groupName": "OPERATOR_ERRORS", "id": 255, "name": "EC_UNKNOWN_ERROR",
        "description": f"{description} ({code})" if code else description,
        "permanent": status == "failed",
    }  # fmt: skip
