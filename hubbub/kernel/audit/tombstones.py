"""What is left of the audit of an account that was deleted: how far its chain went, signed."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from hubbub.kernel.audit.anchors import Anchor
from hubbub.kernel.audit.chain import BEGINNING
from hubbub.kernel.audit.repository import last_seals
from hubbub.kernel.database import Database
from hubbub.kernel.secrets import Secrets, SecretUnreadable

PURPOSE = "deleted account"
ALL = """
SELECT id AS account_id, created_at, deleted_at, seals, last_digest, signature
FROM deleted_accounts ORDER BY deleted_at, id
"""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Ids and times; nothing that tells of a person."""

    account_id: UUID
    created_at: datetime
    deleted_at: datetime
    seals: int
    last_digest: bytes
    """Of the last seal, so that an anchor that was kept elsewhere can be compared."""
    signature: str

    def is_genuine(self, keys: Secrets) -> bool | None:
        """Whether this installation made it; None when the signing key is not at hand."""
        try:
            return keys.is_signed(self.digest(), PURPOSE, self.signature)
        except SecretUnreadable:
            return None

    def agrees(self, anchor: Anchor) -> bool:
        """Whether the log may have been this anchor's: one of a seal in between cannot be
        compared, since the seals are gone."""
        if anchor.number == self.seals:
            return anchor.digest == self.last_digest
        return anchor.number < self.seals

    def digest(self) -> bytes:
        parts = (
            "hubbub-deleted-account-1", self.account_id.hex, _time(self.created_at),
            _time(self.deleted_at), self.seals, self.last_digest.hex(),
        )  # fmt: skip
        return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).digest()


async def make_tombstone(
    database: Database, account_id: UUID, created_at: datetime, keys: Secrets
) -> Tombstone:
    """For an account whose log is sealed to its end."""
    async with database.engine() as tx:
        seal = (await last_seals(tx, [account_id])).get(account_id)
    number, digest = (seal.number, seal.digest) if seal else (0, BEGINNING)
    stone = Tombstone(account_id, created_at, datetime.now(UTC), number, digest, "")
    return replace(stone, signature=keys.sign(stone.digest(), PURPOSE))


async def tombstones(database: Database) -> list[Tombstone]:
    """Of every account that was deleted, the first one first."""
    async with database.engine() as tx:
        return await tx.all(Tombstone, ALL)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
