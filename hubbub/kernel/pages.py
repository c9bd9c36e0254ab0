"""Keyset pages: an opaque cursor that names the last row seen, never an offset."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from hubbub.kernel.errors import FieldError, Invalid

Row = TypeVar("Row")
Key = TypeVar("Key")

MOST = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the cursor of the next ones if there are more."""

    items: Sequence[Row]
    next: str | None


def encode_cursor(key: object) -> str:
    """A cursor for a key of JSON values, dates and UUIDs."""
    return urlsafe_b64encode(msgspec.json.encode(key)).rstrip(b"=").decode()


def decode_cursor(cursor: str, shape: type[Key]) -> Key:
    """The key in a cursor; `Invalid` when it is not one of ours."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return msgspec.json.decode(urlsafe_b64decode(padded), type=shape)
    except (ValueError, Base64Error, msgspec.MsgspecError) as error:
        raise Invalid([FieldError("cursor", "This page marker is not one of ours.")]) from error
