"""An account and a kind of fact that belong to no feature, for the tests of the kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from hubbub.kernel import events
from hubbub.kernel.events import SYSTEM, Event, Origin, Subject, record
from hubbub.kernel.ids import new_id

if TYPE_CHECKING:
    from hubbub.kernel.database import Database, Transaction

BUMP = "UPDATE accounts SET version = version + 1 WHERE account_id = %s RETURNING version"
RIGHTS = """
WITH bumped AS (
    UPDATE accounts SET access_version = access_version + 1 WHERE account_id = %s
    RETURNING account_id, access_version)
INSERT INTO access_changes (account_id, version, who)
SELECT account_id, access_version, %s FROM bumped
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Event):
    """A fact of no feature."""

    kind: ClassVar[str] = "test.happened"
    number: int = 0
    about: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Event):
    """The same, and written to the audit."""

    kind: ClassVar[str] = "test.noted"
    is_audited: ClassVar[bool] = True
    number: int = 0


# The register of facts belongs to the product; what is only for tests is taken out again.
for _kind in (Happened.kind, Noted.kind):
    events._KINDS.pop(_kind)


async def new_account(database: Database, name: str = "Sample") -> UUID:
    """An account with nothing in it."""
    account_id = new_id()
    async with database.transaction(account_id) as tx:
        await tx.execute(
            "INSERT INTO accounts (account_id, name, seats) VALUES (%s, %s, 1)", (account_id, name)
        )
    return account_id


async def happen(
    tx: Transaction, number: int = 0, *, subject: UUID | None = None, by: Origin = SYSTEM
) -> int:
    """Record one fact; without a subject, about the account, whose version rises with it."""
    if subject is None:
        version = await tx.value(BUMP, (tx.account,))
        about = Subject(tx.account, version)
    else:
        about = Subject(subject, number)
    return await record(tx, Happened(number=number), about, by)


async def change_rights(tx: Transaction, who: UUID | None = None) -> None:
    """What every change of somebody's rights leaves behind."""
    await tx.execute(RIGHTS, (tx.account, who))
    tx.has_events = True
