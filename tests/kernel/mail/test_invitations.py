"""Invitations: what calendars need of RFC 5545, and nothing that an address could smuggle in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hubbub.kernel.mail.invitations import Invitation, calendar_of
from hubbub.kernel.mail.letters import Letter, message_of

INVITATION = Invitation(
    method="REQUEST", uid="0192@desk.example.com", sequence=0,
    starts_at=datetime(2030, 1, 2, 9, 30, tzinfo=timezone(timedelta(hours=1))),
    length=timedelta(minutes=30), written_at=datetime(2029, 12, 1, tzinfo=UTC),
    summary="Hubbub: demo", organiser="ops@example.com", attendee="ana@example.org",
)  # fmt: skip


def properties(text: str) -> dict[str, str]:
    """Unfolded: each line's value by what stands before the colon."""
    lines = text.replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


def test_moments_are_told_in_utc() -> None:
    found = properties(calendar_of(INVITATION))
    assert found["DTSTART"] == "20300102T083000Z"
    assert found["DTEND"] == "20300102T090000Z"
    assert found["METHOD"] == "REQUEST"
    assert found["STATUS"] == "CONFIRMED"
    assert found["UID"] == "0192@desk.example.com"


def test_lines_are_folded_between_characters_and_end_as_they_should() -> None:
    text = calendar_of(replace(INVITATION, summary="Vorführung für Čakovec; morgen, früh " * 6))
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = properties(text)["SUMMARY"]
    assert unfolded.count("Čakovec\\; morgen\\, früh") == 6


def test_nothing_is_smuggled_in() -> None:
    text = calendar_of(
        replace(INVITATION, attendee="a@b.example\r\nX-EVIL:1", summary="one\r\nX-EVIL:2")
    )
    assert not any(line.startswith("X-EVIL") for line in text.split("\r\n"))


def test_the_calendar_goes_beside_the_words() -> None:
    letter = Letter("", "ana@example.org", "Demo", "words", "<p>words</p>", invitation=INVITATION)
    message = message_of(letter, UUID(int=7), "Hubbub <no-reply@example.com>")
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    *_, calendar = message.iter_parts()
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert "DTSTART:20300102T083000Z" in calendar.get_content()
