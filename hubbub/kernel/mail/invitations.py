"""Invitations to an appointment as calendars read them (RFC 5545, sent as RFC 6047 says)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

LONGEST_LINE = 75
"""In bytes, without its end."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One appointment. The `uid` stays the same and `sequence` grows when it is moved or
    cancelled, so that calendars change what they have."""

    method: Literal["REQUEST", "CANCEL"]
    uid: str
    sequence: int
    starts_at: datetime
    length: timedelta
    written_at: datetime
    summary: str
    organiser: str
    attendee: str


def calendar_of(invitation: Invitation) -> str:
    """The text of the part `text/calendar`, its lines folded and ended as the standard wants."""
    state = "CANCELLED" if invitation.method == "CANCEL" else "CONFIRMED"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hubbub//Hubbub//EN",
        f"METHOD:{invitation.method}",
        "BEGIN:VEVENT",
        f"UID:{_text(invitation.uid)}",
        f"SEQUENCE:{invitation.sequence}",
        f"DTSTAMP:{_utc(invitation.written_at)}",
        f"DTSTART:{_utc(invitation.starts_at)}",
        f"DTEND:{_utc(invitation.starts_at + invitation.length)}",
        f"SUMMARY:{_text(invitation.summary)}",
        f"STATUS:{state}",
        f"ORGANIZER:mailto:{_address(invitation.organiser)}",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:"
        f"{_address(invitation.attendee)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    value = "".join(each if each.isprintable() else " " for each in value)
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _address(value: str) -> str:
    return "".join(each for each in value if each.isprintable() and not each.isspace())


def _folded(line: str) -> list[str]:
    """Cut between characters, never within one; what follows begins with a space."""
    parts: list[str] = []
    part = ""
    for each in line:
        if len((part + each).encode()) > LONGEST_LINE:
            parts.append(part)
            part = " "
        part += each
    parts.append(part)
    return parts
