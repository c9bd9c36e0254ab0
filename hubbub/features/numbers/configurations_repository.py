"""Rows of where texts and calls go: of a number, or of the whole account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, LiteralString
from uuid import UUID

from psycopg.errors import ForeignKeyViolation, UniqueViolation

from hubbub.features.numbers.deciding import Action
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid

Channel = Literal["sms", "voice"]
BodyFormat = Literal["hubbub", "vendor"]
"""How a server is told of a text: as our webhooks are, or as the vendor's interface does it."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Without a number it is the account's, without a keyword for all that no keyword takes."""

    account_id: UUID
    id: UUID
    number_id: UUID | None
    channel: Channel
    keyword: str | None
    action: Action
    target: str | None
    """The address, the number or the words that the action needs."""
    carrier_id: UUID | None
    carrier_name: str | None
    sealed_secret: str | None
    version: int
    changed_at: datetime
    body_format: BodyFormat = "hubbub"
    set_by: UUID | None = None
    """Which user said so last; None where none did."""

    def is_default_of_account(self, channel: Channel) -> bool:
        return self.channel == channel and self.number_id is None


FROM = """
SELECT f.account_id, f.id, f.number_id, f.channel, f.keyword, f.action, f.target, f.carrier_id,
       c.name AS carrier_name, f.sealed_secret, f.version, f.changed_at,
       f.body_format, f.set_by
FROM inbound_configurations f
LEFT JOIN carriers c ON c.account_id = f.account_id AND c.id = f.carrier_id
"""
HOLDING = f"""{FROM}
WHERE f.account_id = %s AND (f.number_id = %s OR f.number_id IS NULL) AND f.removed_at IS NULL
ORDER BY f.number_id NULLS LAST, f.channel, f.keyword NULLS FIRST
"""
ALL = f"""{FROM}
WHERE f.account_id = %s AND f.channel = %s AND f.removed_at IS NULL
ORDER BY f.number_id, f.keyword NULLS FIRST
"""
GET = f"{FROM} WHERE f.account_id = %s AND f.id = %s AND f.removed_at IS NULL"
OF_ALL = f"{FROM} WHERE f.account_id = %s AND f.number_id IS NOT NULL AND f.removed_at IS NULL"
LOCK = f"{GET} FOR UPDATE OF f"
LOCK_REMOVED = f"""{FROM}
WHERE f.account_id = %s AND f.id = %s AND f.removed_at IS NOT NULL FOR UPDATE OF f
"""
FIND = f"""{FROM}
WHERE f.account_id = %s AND f.number_id IS NOT DISTINCT FROM %s AND f.channel = %s
  AND f.keyword IS NOT DISTINCT FROM %s AND f.removed_at IS NULL FOR UPDATE OF f
"""
PUT = """
INSERT INTO inbound_configurations (account_id, id, number_id, channel, keyword, action, target,
                                    carrier_id, sealed_secret, body_format, set_by)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
CHANGE = """
UPDATE inbound_configurations SET keyword = %s, action = %s, target = %s, carrier_id = %s,
    sealed_secret = %s, body_format = %s, set_by = %s, version = version + 1, changed_at = now()
WHERE account_id = %s AND id = %s
"""
REMOVE = """
UPDATE inbound_configurations SET removed_at = now(), version = version + 1, changed_at = now()
WHERE account_id = %s AND id = %s
"""
RESTORE = """
UPDATE inbound_configurations SET removed_at = NULL, version = version + 1, changed_at = now()
WHERE account_id = %s AND id = %s
"""
KEYWORDS = """
SELECT count(*) FROM inbound_configurations
WHERE account_id = %s AND number_id = %s AND keyword IS NOT NULL AND removed_at IS NULL
"""
TAKEN = "This keyword is set for this number already. Change that one."
NO_CARRIER = "There is no such connection."


async def holding_for(tx: Transaction, number_id: UUID | None) -> list[Configuration]:
    """Those of a number, and the account's own after them."""
    return await tx.all(Configuration, HOLDING, (tx.account, number_id))


async def all_configurations(tx: Transaction, channel: Channel) -> list[Configuration]:
    """Of all numbers, and the account's own last."""
    return await tx.all(Configuration, ALL, (tx.account, channel))


async def of_all_numbers(tx: Transaction) -> list[Configuration]:
    """For every channel, without the account's own."""
    return await tx.all(Configuration, OF_ALL, (tx.account,))


async def get_configuration(tx: Transaction, id_: UUID) -> Configuration | None:
    return await tx.one(Configuration, GET, (tx.account, id_))


async def lock_configuration(tx: Transaction, id_: UUID) -> Configuration | None:
    return await tx.one(Configuration, LOCK, (tx.account, id_))


async def lock_removed(tx: Transaction, id_: UUID) -> Configuration | None:
    return await tx.one(Configuration, LOCK_REMOVED, (tx.account, id_))


async def find_configuration(
    tx: Transaction, number_id: UUID | None, channel: Channel, keyword: str | None
) -> Configuration | None:
    """Locked."""
    return await tx.one(Configuration, FIND, (tx.account, number_id, channel, keyword))


async def count_keywords(tx: Transaction, number_id: UUID) -> int:
    return await tx.value(KEYWORDS, (tx.account, number_id))


async def insert_configuration(tx: Transaction, new: Configuration) -> None:
    values = (
        tx.account, new.id, new.number_id, new.channel, new.keyword, new.action, new.target,
        new.carrier_id, new.sealed_secret, new.body_format, new.set_by,
    )  # fmt: skip
    await _write(tx, PUT, values)


async def change_configuration(tx: Transaction, changed: Configuration) -> None:
    values = (
        changed.keyword, changed.action, changed.target, changed.carrier_id,
        changed.sealed_secret, changed.body_format, changed.set_by, tx.account, changed.id,
    )  # fmt: skip
    await _write(tx, CHANGE, values)


async def mark_removed(tx: Transaction, id_: UUID) -> None:
    """It can be brought back, with the secret that its receiver knows."""
    await tx.execute(REMOVE, (tx.account, id_))


async def mark_restored(tx: Transaction, id_: UUID) -> None:
    await _write(tx, RESTORE, (tx.account, id_))


async def _write(tx: Transaction, statement: LiteralString, values: Sequence[object]) -> None:
    try:
        async with tx.savepoint():
            await tx.execute(statement, values)
    except UniqueViolation as error:
        raise Invalid([FieldError("keyword", TAKEN)]) from error
    except ForeignKeyViolation as error:
        raise Invalid([FieldError("carrier_id", NO_CARRIER)]) from error
