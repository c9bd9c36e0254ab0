"""Reads delivery receipts (SMPP 3.4, 5.2.12, 5.3.2.35 and appendix B) in their many forms."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

RECEIPTED_MESSAGE_ID: Final = 0x001E
MESSAGE_STATE: Final = 0x0427
NETWORK_ERROR_CODE: Final = 0x0423

_RECEIPT_BITS: Final = 0x3C
_DELIVERY_RECEIPT: Final = 0x04
_INTERMEDIATE: Final = 0x20
_FIELD: Final = re.compile(
    r"(?:^|[\s;,])(id|stat|err|done[ _]?date)\s*[:=]\s*([^\s;,]*)", re.IGNORECASE
)
_TEXT_FIELD: Final = re.compile(r"(?:^|[\s;,])text\s*[:=]", re.IGNORECASE)
_HEX_FORMS: Final = ("x", "X", "08x", "08X", "010x", "010X", "016x", "016X")
_DATE_FORMS: Final = {10: "%y%m%d%H%M", 12: "%y%m%d%H%M%S", 14: "%Y%m%d%H%M%S"}


class Outcome(StrEnum):
    """What became of one segment; PENDING says only that it is under way."""

    PENDING = "pending"
    DELIVERED = "delivered"
    EXPIRED = "expired"
    FAILED = "failed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


_BY_WORD: Final[dict[str, Outcome]] = {
    "DELIVRD": Outcome.DELIVERED,
    "DELIVERED": Outcome.DELIVERED,
    "EXPIRED": Outcome.EXPIRED,
    "DELETED": Outcome.FAILED,
    "UNDELIV": Outcome.FAILED,
    "UNDELIVERABLE": Outcome.FAILED,
    "UNDELIVERED": Outcome.FAILED,
    "FAILED": Outcome.FAILED,
    "SKIPPED": Outcome.FAILED,
    "REJECTD": Outcome.REJECTED,
    "REJECTED": Outcome.REJECTED,
    "ACCEPTD": Outcome.PENDING,
    "ACCEPTED": Outcome.PENDING,
    "ENROUTE": Outcome.PENDING,
    "BUFFRED": Outcome.PENDING,
    "BUFFERED": Outcome.PENDING,
    "SCHEDULED": Outcome.PENDING,
}
# Values of message_state, SMPP 3.4, 5.2.28; 0 and 9 are of version 5.
_BY_NUMBER: Final = {
    0: "SCHEDULED",
    1: "ENROUTE",
    2: "DELIVRD",
    3: "EXPIRED",
    4: "DELETED",
    5: "UNDELIV",
    6: "ACCEPTD",
    7: "UNKNOWN",
    8: "REJECTD",
    9: "SKIPPED",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """`message_id` and `failure_code` as the carrier wrote them."""

    message_id: str
    outcome: Outcome
    carrier_state: str
    failure_code: str | None
    done_at: datetime | None


def is_receipt(esm_class: int, tlvs: Mapping[int, bytes]) -> bool:
    """Whether the carrier marks it as a receipt. The text alone never does, since a customer can
    write one; nor does the id alone, since some carriers give every text one."""
    kind = esm_class & _RECEIPT_BITS
    return kind in {_DELIVERY_RECEIPT, _INTERMEDIATE} or (
        kind == 0 and RECEIPTED_MESSAGE_ID in tlvs and MESSAGE_STATE in tlvs
    )


def spellings_of(message_id: str) -> list[str]:
    """The id as it stands, and as a carrier may write it elsewhere: some answer a submit in
    hexadecimal and report in decimal, with or without zeros in front."""
    found = {message_id}
    for number in _numbers(message_id):
        found |= {str(number), *(f"{number:{form}}" for form in _HEX_FORMS)}
    return sorted(found)


def names_of(message_id: str) -> list[str]:
    """What two spellings of one id have in common, in an order to lock in."""
    return sorted({str(number) for number in _numbers(message_id)} or {message_id})


def _numbers(message_id: str) -> list[int]:
    is_plain = message_id.isascii() and message_id.isalnum()
    found: list[int] = []
    for base in (10, 16):
        with suppress(ValueError):
            found += [int(message_id, base)] if is_plain else []
    return found


def read_receipt(data: bytes, tlvs: Mapping[int, bytes]) -> Receipt | None:
    """The receipt in what `is_receipt` accepts; None if no message id can be found in it.

    Parameters win over the text. Dates carry no zone in the protocol and are taken as UTC.
    """
    fields = _fields(data)
    raw_id = _c_string(tlvs.get(RECEIPTED_MESSAGE_ID, b"")) or fields.get("id", "")
    if not raw_id:
        return None
    state = _state(tlvs.get(MESSAGE_STATE, b"")) or fields.get("stat", "").upper() or "UNKNOWN"
    outcome = _BY_WORD.get(state, Outcome.UNKNOWN)
    code = None if outcome in {Outcome.DELIVERED, Outcome.PENDING} else _failure(fields, tlvs)
    return Receipt(raw_id[:64], outcome, state[:16], code, _date(fields.get("donedate")))


def _fields(data: bytes) -> dict[str, str]:
    text = data.decode("latin-1").replace("\0", "")
    # Behind `text:` stand the customer's own words, which may look like fields.
    head = _TEXT_FIELD.split(text, maxsplit=1)[0]
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(head):
        found.setdefault(re.sub(r"[ _]", "", name.lower()), value[:64])
    return found


def _state(value: bytes) -> str | None:
    return _BY_NUMBER.get(value[0], "UNKNOWN") if len(value) == 1 else None


def _failure(fields: Mapping[str, str], tlvs: Mapping[int, bytes]) -> str | None:
    network = tlvs.get(NETWORK_ERROR_CODE, b"")
    if len(network) == 3:
        return f"{network[0]}:{int.from_bytes(network[1:], 'big')}"
    return fields.get("err") or None


def _date(value: str | None) -> datetime | None:
    form = _DATE_FORMS.get(len(value)) if value and value.isascii() and value.isdigit() else None
    if value is None or form is None:
        return None
    try:
        return datetime.strptime(value, form).replace(tzinfo=UTC)
    except ValueError:
        return None


def _c_string(value: bytes) -> str:
    return value.split(b"\0", 1)[0].decode("latin-1").strip()
