"""What is known of a person as a file: JSON for programs, and a page that anybody can read."""

from collections.abc import AsyncGenerator, AsyncIterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from uuid import UUID
from zoneinfo import ZoneInfo

from hubbub.features.conversations.transcripts import wording
from hubbub.features.conversations.transcripts.hypertext import OPENING, POLICY, STYLE
from hubbub.features.people.erasing_repository import KnownPerson
from hubbub.features.privacy.repository import OfConversation, OfText
from hubbub.kernel.answers import encode

VERSION = 1
ZONE = ZoneInfo("UTC")
CLOSING = '<p class="change">End of the file.</p>\n</body>\n</html>\n'
"""What is cut off does not end like this."""


@dataclass(frozen=True, slots=True)
class Head:
    """Of whom, kept by whom, and as of when."""

    account_id: UUID
    account: str
    made_at: datetime
    person: KnownPerson


async def as_json(
    head: Head,
    conversations: AsyncIterable[list[OfConversation]],
    texts: AsyncIterable[list[OfText]],
) -> AsyncGenerator[bytes]:
    """One document, part by part."""
    person = head.person
    opening = {
        "format": "hubbub.person",
        "version": VERSION,
        "made_at": head.made_at.astimezone(UTC),
        "account": {"id": head.account_id, "name": head.account},
        "person": {
            "id": person.id, "phone": person.phone, "name": person.name,
            "known_since": person.created_at,
        },
    }  # fmt: skip
    yield encode(opening)[:-1] + b',\n"conversations":['
    async for part in _listed(conversations):
        yield part
    yield b'],\n"texts":['
    async for part in _listed(texts):
        yield part
    yield b'],\n"complete":true}\n'


async def _listed(
    pages: AsyncIterable[list[OfConversation]] | AsyncIterable[list[OfText]],
) -> AsyncGenerator[bytes]:
    is_first = True
    async for rows in pages:
        lines = b",\n".join(encode(row) for row in rows)
        yield lines if is_first else b",\n" + lines
        is_first = False


async def as_html(
    head: Head,
    conversations: AsyncIterable[list[OfConversation]],
    texts: AsyncIterable[list[OfText]],
) -> AsyncGenerator[bytes]:
    """A page that needs nothing else."""
    yield _opening(head).encode()
    yield b"<h2>Conversations</h2>\n"
    async for rows in conversations:
        yield "".join(map(_conversation, rows)).encode()
    day: date | None = None
    async for page in texts:
        parts: list[str] = []
        for text in page:
            if text.created_at.date() != day:
                day = text.created_at.date()
                parts.append(f"<h2>{wording.day(text.created_at)}</h2>\n")
            parts.append(_text(text))
        yield "".join(parts).encode()
    yield CLOSING.encode()


def _opening(head: Head) -> str:
    person = head.person
    facts = [
        ("Kept by", head.account),
        ("Number", person.phone),
        ("Name", person.name or "None"),
        ("Known since", wording.moment(person.created_at, ZONE)),
        ("Person ID", person.id.hex),
        ("Made", wording.moment(head.made_at, ZONE)),
    ]
    listed = "\n".join(
        f'<dt>{escape(label)}</dt><dd dir="auto">{escape(wording.clean(value))}</dd>'
        for label, value in facts
    )
    title = "What is kept about you"
    return OPENING.format(policy=POLICY, title=title, style=STYLE, facts=listed)


def _conversation(row: OfConversation) -> str:
    words = [
        f"{row.channel.upper()} with {row.number}",
        f"began {wording.moment(row.created_at, ZONE)}",
        f"closed {wording.moment(row.closed_at, ZONE)}" if row.closed_at else row.status,
    ]
    if row.topic:
        words.append(f"topic: {row.topic}")
    return f'<p class="change" dir="auto">{escape(wording.clean(", ".join(words)))}</p>\n'


def _text(text: OfText) -> str:
    is_in = text.direction == "inbound"
    body = (
        wording.clean(text.text)
        if text.erased_at is None
        else f"Erased on {wording.day(text.erased_at)}"
    )
    about = f"{'From' if is_in else 'To'} you, {wording.clock(text.created_at, ZONE)}"
    ended = "" if is_in else f'<div class="state">{escape(wording.STATES[text.status])}</div>'
    return (
        f'<article class="{"in" if is_in else "out"}"><div class="about">{about}</div>'
        f'<p dir="auto">{escape(body)}</p>{ended}</article>\n'
    )
