"""Rows of an account's rule for how long things are kept, and of how it was last carried out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from hubbub.kernel.database import Transaction

Kind = Literal["texts", "people", "audit", "deliveries", "files"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Rules:
    """Days; None keeps for ever. Version 0 is an account that has none."""

    texts_days: int | None = None
    people_days: int | None = None
    audit_days: int | None = None
    deliveries_days: int | None = None
    files_days: int | None = None
    version: int = 0

    def days(self, kind: Kind) -> int | None:
        return getattr(self, f"{kind}_days")


@dataclass(frozen=True, slots=True)
class Run:
    """How one part of the rule was last carried out; it goes on while it has no end."""

    kind: Kind
    began_at: datetime
    ended_at: datetime | None
    erased: int


GET = """
SELECT texts_days, people_days, audit_days, deliveries_days, files_days, version
FROM retention_rules WHERE account_id = %s
"""
PUT = """
INSERT INTO retention_rules AS r (account_id, texts_days, people_days, audit_days,
                                  deliveries_days, files_days)
VALUES (%(account)s, %(texts)s, %(people)s, %(audit)s, %(deliveries)s, %(files)s)
ON CONFLICT (account_id) DO UPDATE SET texts_days = excluded.texts_days,
    people_days = excluded.people_days, audit_days = excluded.audit_days,
    deliveries_days = excluded.deliveries_days, files_days = excluded.files_days,
    version = r.version + 1, changed_at = now()
"""
# What a hold kept is to be looked at again once it is lifted.
BEGIN_ASIDE_AGAIN = "UPDATE retention_rules SET aside_until = NULL WHERE account_id = %s"
RUNS = "SELECT kind, began_at, ended_at, erased FROM retention_runs WHERE account_id = %s"
BEGIN_RUN = """
INSERT INTO retention_runs AS r (account_id, kind) VALUES (%s, %s)
ON CONFLICT (account_id, kind) DO UPDATE SET
    began_at = CASE WHEN r.ended_at IS NULL THEN r.began_at ELSE now() END,
    erased = CASE WHEN r.ended_at IS NULL THEN r.erased ELSE 0 END, ended_at = NULL
"""
ADVANCE_RUN = """
UPDATE retention_runs SET erased = erased + %s, ended_at = CASE WHEN %s THEN now() END
WHERE account_id = %s AND kind = %s RETURNING erased
"""


async def get_rules(tx: Transaction) -> Rules:
    return await tx.one(Rules, GET, (tx.account,)) or Rules()


async def put_rules(tx: Transaction, rules: Rules) -> None:
    values = {kind: rules.days(kind) for kind in KINDS}
    await tx.execute(PUT, {"account": tx.account, **values})


async def look_at_texts_again(tx: Transaction) -> None:
    await tx.execute(BEGIN_ASIDE_AGAIN, (tx.account,))


async def runs(tx: Transaction) -> list[Run]:
    return await tx.all(Run, RUNS, (tx.account,))


async def begin_run(tx: Transaction, kind: Kind) -> None:
    """One that was broken off goes on."""
    await tx.execute(BEGIN_RUN, (tx.account, kind))


async def advance_run(tx: Transaction, kind: Kind, erased: int, is_over: bool) -> int:
    """How much the run has erased by now."""
    return await tx.value(ADVANCE_RUN, (erased, is_over, tx.account, kind))
