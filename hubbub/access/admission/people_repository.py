"""Who of an account has a second factor, and who has not."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class FactorsOfUser:
    id: Id
    name: str
    email: str
    state: str
    codes: bool
    passkeys: int
    recovery_codes: int


PEOPLE = """
SELECT * FROM (
    SELECT u.id, u.name, u.email, u.state,
           EXISTS (SELECT 1 FROM totp_secrets t
                   WHERE t.account_id = u.account_id AND t.user_id = u.id) AS codes,
           (SELECT count(*) FROM passkeys p
            WHERE p.account_id = u.account_id AND p.user_id = u.id) AS passkeys,
           (SELECT count(*) FROM recovery_codes c
            WHERE c.account_id = u.account_id AND c.user_id = u.id) AS recovery_codes
    FROM users u WHERE u.account_id = %(account)s) found
WHERE (NOT %(without)s OR (state = 'enabled' AND NOT codes AND passkeys = 0))
  AND (%(after_name)s::text IS NULL OR (lower(name), id) > (%(after_name)s, %(after_id)s))
ORDER BY lower(name), id LIMIT %(limit)s
"""
COUNTS = """
SELECT count(*), count(*) FILTER (
    WHERE NOT EXISTS (SELECT 1 FROM totp_secrets t
                      WHERE t.account_id = u.account_id AND t.user_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM passkeys p
                      WHERE p.account_id = u.account_id AND p.user_id = u.id))
FROM users u WHERE u.account_id = %s AND u.state = 'enabled'
"""


async def factors_of_users(
    tx: Transaction, *, without: bool, after: tuple[str, UUID] | None, limit: int
) -> list[FactorsOfUser]:
    """By name, after the last one seen; `without` leaves the enabled ones who have none."""
    values = {
        "account": tx.account, "without": without, "limit": limit,
        "after_name": after[0] if after else None, "after_id": after[1] if after else None,
    }  # fmt: skip
    return await tx.all(FactorsOfUser, PEOPLE, values)


async def count_factors(tx: Transaction) -> tuple[int, int]:
    """(enabled users, those of them without a second factor)."""
    row = await tx.row(COUNTS, (tx.account,))
    assert row is not None
    return row[0], row[1]
