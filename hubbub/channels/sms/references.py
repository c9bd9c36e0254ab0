"""What we call a part when we speak with a carrier over HTTP, and read again in its receipts."""

import re
from uuid import UUID

from hubbub.channels.sms.outgoing_repository import PartId

_FORM = re.compile(r"([0-9a-f]{32})-([0-9]{1,9})-([0-9]{1,3})")


def reference_of(part: PartId) -> str:
    """URL-safe, 46 characters at most."""
    return f"{part.message_id.hex}-{part.attempt}-{part.part}"


def part_of(reference: str | None) -> PartId | None:
    """The part again; None for what is no reference of ours."""
    found = _FORM.fullmatch(reference or "")
    return PartId(UUID(found[1]), int(found[2]), int(found[3])) if found else None
