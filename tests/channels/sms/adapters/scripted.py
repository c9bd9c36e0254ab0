"""A carrier that answers what it is told to, and remembers what it was asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from hubbub.channels.sms.adapters.carrier import Access, Answer, Asked, CarrierKind, Knock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

DOOR = "https://desk.example.com/carriers/0123456789abcdef"
KEY = b"k" * 32


def answer(body: object, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, named, raw)


@dataclass
class Scripted:
    """`Asking`. Each answer once, in their order; an exception is raised."""

    answers: list[Answer | Exception] = field(default_factory=list[Answer | Exception])
    asked: list[tuple[str, Asked]] = field(default_factory=list[tuple[str, Asked]])

    async def __call__(self, address: str, asked: Asked, /) -> Answer:
        self.asked.append((address, asked))
        given = self.answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    def says(self, *answers: Answer | Exception) -> None:
        self.answers += answers

    @property
    def sent(self) -> object:
        """The body of the last request."""
        return json.loads(self.asked[-1][1].body or b"null")


def access_to(kind: CarrierKind, script: Scripted | None = None) -> Access:
    """With what the simulator would want to be given."""
    return Access(kind.simulated(KEY, "hub01"), DOOR, script or Scripted())


def knock(
    place: Literal["texts", "receipts"],
    body: bytes,
    headers: Mapping[str, str],
    url: str | None = None,
) -> Knock:
    whole = url or f"{DOOR}/{place}"
    return Knock(place, whole, dict(parse_qsl(urlsplit(whole).query)), headers, body)
