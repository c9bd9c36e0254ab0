"""Anchors: a line to keep elsewhere, so that cutting off or rewinding the log shows."""

import re
from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.audit.chain import DIGEST_BYTES, Seal

FORM = re.compile(r"hubbub-audit:([0-9a-f]{32}):(\d{1,18}):([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The seal that an account had at some moment."""

    account_id: UUID
    number: int
    digest: bytes

    def __str__(self) -> str:
        return f"hubbub-audit:{self.account_id.hex}:{self.number}:{self.digest.hex()}"


def anchor_at(seal: Seal) -> Anchor:
    return Anchor(seal.account_id, seal.number, seal.digest)


def read_anchor(text: str) -> Anchor | None:
    """The anchor in a line, or None when it is none."""
    found = FORM.fullmatch(text.strip().lower())
    if found is None:
        return None
    digest = bytes.fromhex(found[3])
    assert len(digest) == DIGEST_BYTES
    return Anchor(UUID(found[1]), int(found[2]), digest)
