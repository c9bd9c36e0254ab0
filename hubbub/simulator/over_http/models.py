"""What a simulated carrier over HTTP remembers, whichever carrier it plays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from starlette.responses import Response

State = Literal["queued", "delivered", "undelivered"]


@dataclass(frozen=True, slots=True)
class Held:
    """A number that somebody has. `settings` are what its owner has said of it, in the words of
    the carrier that is played: where its texts go, what it is called."""

    owner: str
    key: str
    number: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NewText:
    """A text as it was asked for. `extra` is what a receipt needs: where it goes, and what comes
    back in it."""

    key: str
    number: str
    phone: str
    text: str
    extra: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that was taken, and what became of it."""

    owner: str
    key: str
    number: str
    phone: str
    text: str
    state: State
    extra: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class FromPhone:
    """A text that a phone has written to a number over HTTP; `key` is the carrier's id of it."""

    key: str
    phone: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that is to be told to the owner: a phone's text, or what became of one of his.
    Those of one `lane` go one after the other."""

    id: int
    owner: str
    lane: str
    attempts: int
    text: FromPhone | None = None
    sent_key: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """The request with which it is told, signed."""

    url: str
    body: bytes
    headers: Mapping[str, str]


class NotTaken(Exception):
    """A text that the carrier does not take."""

    def __init__(self, why: Literal["too_fast", "refused", "not_yours", "no_phone"]) -> None:
        super().__init__(why)
        self.why = why


class Said(Exception):
    """A refusal in the words of the carrier that is played."""

    def response(self) -> Response:
        raise NotImplementedError
