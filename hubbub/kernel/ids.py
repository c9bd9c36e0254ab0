"""Identifiers: UUIDv7 (RFC 9562) inside, 32 hex digits outside; neither secret nor an order."""

from typing import Annotated
from uuid import UUID

import uuid_utils.compat
from pydantic import PlainSerializer, WithJsonSchema

Id = Annotated[
    UUID,
    PlainSerializer(lambda value: value.hex, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{32}$"}),
]


def new_id() -> UUID:
    """A fresh UUIDv7."""
    return uuid_utils.compat.uuid7()
