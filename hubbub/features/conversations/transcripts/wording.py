"""The words of a transcript: times with their offset, states, and changes as sentences."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from hubbub.features.conversations.shapes import Author, ErasedBy, ShownChange, ShownMessage
from hubbub.features.conversations.transcripts.shapes import Head

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
STATES = {
    "received": "Received", "queued": "Not sent yet", "sending": "Being sent", "sent": "Sent",
    "delivered": "Delivered", "failed": "Not delivered", "unknown": "Unknown whether delivered",
}  # fmt: skip
KINDS = {"customer": "customer", "agent": "agent", "system": "system", "api": "API key"}
CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")
"""What no document may hold, but for tab and line feed."""


def clean(text: str) -> str:
    """Text from outside with its line ends as line feeds and no other control character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL)


def is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as browsers do for `dir=auto`."""
    for each in text:
        match unicodedata.bidirectional(each):
            case "L":
                return False
            case "R" | "AL":
                return True
            case _:
                pass
    return False


def day(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def clock(at: datetime, zone: ZoneInfo) -> str:
    """`10:04:12 UTC+01:00`."""
    local = at.astimezone(zone)
    return f"{local:%H:%M:%S} UTC{offset(local)}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{day(at.astimezone(zone))}, {clock(at, zone)}"


def offset(local: datetime) -> str:
    digits = f"{local:%z}"
    return f"{digits[:3]}:{digits[3:5]}"


def title(head: Head) -> str:
    return f"Conversation with {who(head)}"


def who(head: Head) -> str:
    person = head.conversation.person
    return clean(person.name or person.phone)


def facts(head: Head) -> list[tuple[str, str]]:
    """What stands in the head, as label and value."""
    of, zone = head.conversation, head.zone
    named = of.person.name is not None
    found = [
        ("Account", head.account.name),
        ("Customer", f"{of.person.name}, {of.person.phone}" if named else of.person.phone),
        ("Channel", of.channel.upper()),
        ("Our number", of.number),
        ("Topic", of.topic or ""),
        ("Status", of.status.capitalize()),
        ("Priority", of.priority.capitalize()),
        ("Queue", of.queue.name),
        ("Assigned to", of.assignee.name if of.assignee else "Nobody"),
        ("Began", moment(of.created_at, zone)),
        ("Closed", moment(of.closed_at, zone) if of.closed_at else ""),
        ("Conversation ID", of.id.hex),
        ("Times", f"In the time zone {zone.key}, with the offset from UTC"),
        ("Made", f"{moment(head.made_at, zone)}, by {head.made_by}"),
    ]
    return [(label, clean(value)) for label, value in found if value]


def author(of: Author) -> str:
    return clean(of.name) or KINDS[of.kind].capitalize()


def direction(message: ShownMessage) -> str:
    way = "in" if message.direction == "inbound" else "out"
    return f"{KINDS[message.author.kind]}, {way}"


def body(message: ShownMessage, zone: ZoneInfo) -> str:
    """What was written, or that it is not there any more."""
    if message.erased_at is None:
        return clean(message.text)
    return erased(message.erased_at, message.erased_by, zone)


def erased(at: datetime, by: ErasedBy | None, zone: ZoneInfo) -> str:
    why = "by the retention rule" if by == "retention" else "at the person's wish"
    return f"Erased on {day(at.astimezone(zone))} {why}"


def state(message: ShownMessage, zone: ZoneInfo) -> str:
    """What became of a message of ours; nothing for one that came in."""
    if message.direction == "inbound":
        return ""
    words = STATES[message.status]
    at = message.delivered_at if message.status == "delivered" else message.sent_at
    if at is not None and message.status in {"sent", "delivered"}:
        words += f" {clock(at, zone)}"
    if message.failure is not None:
        reason = clean(message.failure.detail).strip().rstrip(".")
        code = clean(message.failure.code)
        words += f": {reason} ({code})" if reason else f": {code}"
    return words


UNSAID = {"topic": "changed the topic", "sender": "continued from another sender"}
"""Changes of which the facts do not say to what."""


def sentence(change: ShownChange) -> str:
    """One change of the conversation, said in full."""
    by = author(change.actor)
    before, after = clean(change.before or ""), clean(change.after or "")
    match change.kind:
        case "created":
            return "The conversation began"
        case "assigned" if not after:
            return f"{by} put it back into the queue" + (f"; {before} had it" if before else "")
        case "assigned":
            origin = f" from {before}" if before else ""
            return f"{by} assigned it{origin} to {after}"
        case "status" | "priority":
            return f"{by} changed the {change.kind} from {before} to {after}"
        case "topic" | "sender":
            return f"{by} {UNSAID[change.kind]}"
        case _:
            return f"{by} moved it to another queue"
