"""Anchors: a line to keep elsewhere, so that cutting off or rewinding the log shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.audit.chain import DIGEST_BYTES, Seal
from hubbub.kernel.audit.repository import last_seals
from hubbub.kernel.database import Database

FORM = re.compile(r"hubbub-audit:([0-9a-f]{32}):(\d{1,18}):([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The seal that an account had at some moment."""

    account_id: UUID
    number: int
    digest: bytes

    def __str__(self) -> str:
        return f"hubbub-audit:{self.account_id.hex}:{self.number}:{self.digest.hex()}"


async def take_anchors(database: Database, account_ids: Sequence[UUID]) -> list[Anchor]:
    """Of each account that has a seal, in the same order."""
    async with database.engine() as tx:
        seals = await last_seals(tx, account_ids)
    return [anchor_at(seals[each]) for each in account_ids if each in seals]


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
