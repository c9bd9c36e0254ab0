"""What the simulated carrier and its phones remember."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from pydantic import Field

from hubbub.channels.sms.decoding import InboundPart
from hubbub.kernel.bodies import Input

MOST_TEXT: Final = 39_015  # 255 segments of 153 characters
_NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_SHORT_CODE: Final = re.compile(r"[0-9]{3,6}")
_FILLING: Final = re.compile(r"[\s().\-/]")
# With 555-01xx behind them these numbers are kept for fiction.
_AREAS: Final = ("202", "206", "212", "303", "305", "312", "415", "503", "617", "713")


class TextState(StrEnum):
    """WAITING to ACCEPTED: from a phone to the contact centre. TRAVELLING to ARRIVED or LOST:
    the other way."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    TRAVELLING = "travelling"
    ARRIVED = "arrived"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Text:
    """One text on a phone; `is_own` when the phone wrote it, `number` is the other side."""

    id: int
    phone: str
    number: str
    is_own: bool
    text: str
    state: TextState
    parts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone in the list, with its newest text."""

    number: str
    last_text: str | None
    last_number: str | None
    is_last_own: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A deliver_sm that is owed: `body` is encoded, those of one `lane` go one after the other."""

    id: int
    system_id: str
    lane: str
    body: bytes
    attempts: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submit as it is stored: the part of a text, and the receipt to send for it, if any."""

    message_id: str
    system_id: str
    number: str
    phone: str
    part: InboundPart
    receipt: bytes | None
    is_lost: bool
    due: float


class Knobs(Input):
    """How badly the network behaves."""

    delay: float = Field(0.3, ge=0, le=3600, description="Seconds until a reply arrives.")
    failure_rate: float = Field(0, ge=0, le=1, description="Share of submits that are refused.")
    undelivered: float = Field(0, ge=0, le=1, description="Share of replies that never arrive.")
    receipts: bool = Field(True, description="Whether receipts are sent.")
    throttle: float | None = Field(
        None, gt=0, le=10_000, description="Submits a second before the carrier says throttled."
    )
    silent: bool = Field(False, description="Whether the carrier stops answering submits.")
    approval: float = Field(
        3, ge=0, le=3600, description="Seconds until an order that needs approval has it."
    )
    refuse_orders: bool = Field(False, description="Whether every order of a number is refused.")
    lose_orders: bool = Field(False, description="Whether orders are taken, and never answered.")


def owner_over_http(kind: str, system_id: str) -> str:
    """Who has a number: an account of ours at one of the carriers over HTTP that are played."""
    return f"{kind}:{system_id}"


def is_over_http(owner: str) -> bool:
    return ":" in owner


def phone_number(text: str) -> str:
    """`text` as E.164; ValueError when it is none."""
    number = _FILLING.sub("", text)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if not _NUMBER.fullmatch(number):
        raise ValueError("Write the number with its country: + and 7 to 15 digits.")
    return number


def account_number(text: str) -> str:
    """A number of the contact centre, which may also be a short code."""
    number = _FILLING.sub("", text)
    return number if _SHORT_CODE.fullmatch(number) else phone_number(text)


def invented_number() -> str:
    """A well-formed phone number that belongs to nobody."""
    return f"+1{secrets.choice(_AREAS)}55501{secrets.randbelow(100):02}"


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as a time."""
    return datetime.fromtimestamp(seconds, UTC)
