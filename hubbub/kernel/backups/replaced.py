"""What the database that a restore replaces knows of, and the backup cannot: who was erased, and
what was taken away, since it was taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.errors import InsufficientPrivilege, UndefinedColumn, UndefinedTable

from hubbub.kernel.backups.dumping import OPTIONS

Named = tuple[UUID, UUID]
"""The account, and the id of somebody or something in it."""

ACCOUNTS = "SELECT account_id FROM accounts"
DELETED = "SELECT id FROM deleted_accounts"
ERASED = "SELECT account_id, id FROM people WHERE erased_at IS NOT NULL"
LIVING_KEYS = "SELECT account_id, id FROM api_keys WHERE is_enabled"
DISABLED = "SELECT account_id, id FROM users WHERE state = 'disabled'"
# Times of which it knows nothing: from the moment of a backup until that was put back, and since
# anything was last done there that is audited, as the making of a key is.
GAPS = """
SELECT account_id, (data ->> 'taken_at')::timestamptz, at FROM audit WHERE kind = 'account.restored'
UNION ALL
SELECT account_id, max(at), NULL FROM audit GROUP BY account_id
"""

Gap = tuple[datetime, datetime]
EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Replaced:
    """All of it as it stood when the restore began. Keys are told by those that live: of the others
    nothing is left. Of an account that is not among `accounts` nothing is known, nor of what
    happened in one of its `gaps`."""

    accounts: frozenset[UUID] = frozenset()
    deleted: frozenset[UUID] = frozenset()
    erased: frozenset[Named] = frozenset()
    living_keys: frozenset[Named] = frozenset()
    disabled: frozenset[Named] = field(default_factory=frozenset[Named])
    gaps: Mapping[UUID, list[Gap]] = field(default_factory=dict[UUID, list[Gap]])

    def knew(self, account_id: UUID, moment: datetime) -> bool:
        """Whether what was made there then would be known of."""
        gaps = self.gaps.get(account_id, ())
        return account_id in self.accounts and not any(a < moment <= b for a, b in gaps)


def look_at_replaced(dsn: str) -> Replaced:
    """As the owner. One that is too old to know of any of it says nothing."""
    try:
        with psycopg.connect(dsn, options=OPTIONS, autocommit=True) as connection:
            rows = connection.execute

            def ids(query: LiteralString) -> frozenset[Any]:
                return frozenset(row[0] for row in rows(query))

            def pairs(query: LiteralString) -> frozenset[Named]:
                return frozenset((row[0], row[1]) for row in rows(query))

            return Replaced(
                ids(ACCOUNTS), ids(DELETED), pairs(ERASED), pairs(LIVING_KEYS), pairs(DISABLED),
                _gaps(rows(GAPS)),
            )  # fmt: skip
    except (UndefinedColumn, UndefinedTable, InsufficientPrivilege):
        return Replaced()


def _gaps(rows: Iterable[tuple[UUID, datetime, datetime | None]]) -> Mapping[UUID, list[Gap]]:
    found: dict[UUID, list[Gap]] = {}
    for account_id, since, until in rows:
        found.setdefault(account_id, []).append((since, until or EVER))
    return found
