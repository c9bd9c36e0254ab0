"""Rows of carriers and of our numbers."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from psycopg.errors import ForeignKeyViolation, UniqueViolation

from hubbub.features.numbers.deciding import Action, Rule, Rules, rules_of
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Carrier:
    account_id: UUID
    id: UUID
    name: str
    kind: str
    is_enabled: bool
    state: str
    state_detail: str | None
    state_at: datetime
    version: int
    takes_whole_texts: bool = False
    """It splits long texts itself."""


@dataclass(frozen=True, slots=True)
class Number:
    account_id: UUID
    id: UUID
    number: str
    carrier_id: UUID
    carrier_name: str
    version: int
    created_at: datetime
    forward_url: str | None
    """Where texts to it are told as well, in the shape of the vendor's interface."""
    country: str | None = None
    kind: str = "long"
    capabilities: list[str] = field(default_factory=lambda: ["sms"])
    carrier_key: str | None = None
    """What the carrier of which it was bought calls it; None for one that was added by hand."""
    setup_price: Decimal | None = None
    monthly_price: Decimal | None = None
    currency: str | None = None
    bought_at: datetime | None = None
    forward_set_by: UUID | None = None
    """Which user named that address; None where none did."""


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number to add; with a key and a price where it was bought."""

    number: str
    country: str | None
    kind: str
    capabilities: Collection[str] = ("sms",)
    carrier_key: str | None = None
    setup_price: Decimal | None = None
    monthly_price: Decimal | None = None
    currency: str | None = None


CARRIER = """account_id, id, name, kind, is_enabled, state, state_detail, state_at, version,
takes_whole_texts"""
CARRIERS = f"SELECT {CARRIER} FROM carriers WHERE account_id = %s ORDER BY lower(name)"
GET_CARRIER = f"SELECT {CARRIER} FROM carriers WHERE account_id = %s AND id = %s"
LOCK_CARRIER = f"{GET_CARRIER} FOR UPDATE"
INSERT_CARRIER = f"""
INSERT INTO carriers (account_id, id, name, kind, is_enabled, takes_whole_texts)
VALUES (%s, %s, %s, %s, %s, %s)
RETURNING {CARRIER}
"""
UPDATE_CARRIER = f"""
UPDATE carriers SET name = %s, is_enabled = %s, version = version + 1
WHERE account_id = %s AND id = %s RETURNING {CARRIER}
"""
FORGET_REMOVED = """
DELETE FROM inbound_configurations
WHERE account_id = %s AND carrier_id = %s AND removed_at IS NOT NULL
"""
DELETE_CARRIER = "DELETE FROM carriers WHERE account_id = %s AND id = %s"
STATE = """
UPDATE carriers SET state = %s, state_detail = %s, state_at = now()
WHERE account_id = %s AND id = %s AND (state, coalesce(state_detail, '')) <> (%s, coalesce(%s, ''))
"""
NUMBER = """n.account_id, n.id, n.number, n.carrier_id, c.name AS carrier_name, n.version,
n.created_at, n.forward_url, n.country, n.kind, n.capabilities, n.carrier_key, n.setup_price,
n.monthly_price, n.currency, n.bought_at, n.forward_set_by"""
FROM = "FROM numbers n JOIN carriers c ON c.account_id = n.account_id AND c.id = n.carrier_id"
NUMBERS = f"SELECT {NUMBER} {FROM} WHERE n.account_id = %s ORDER BY n.number"
GET_NUMBER = f"SELECT {NUMBER} {FROM} WHERE n.account_id = %s AND n.id = %s"
FIND_NUMBER = f"SELECT {NUMBER} {FROM} WHERE n.account_id = %s AND n.number = %s"
# What is set for each comes along, so that to decide where a text goes costs nothing more.
NUMBERS_AMONG = """
SELECT n.number, (
    SELECT jsonb_agg(jsonb_build_array(c.id, c.action, c.keyword, c.target, c.carrier_id,
                                       c.number_id IS NULL))
    FROM inbound_configurations c
    WHERE c.account_id = n.account_id AND c.channel = 'sms' AND c.removed_at IS NULL
      AND (c.number_id = n.id OR c.number_id IS NULL))
FROM numbers n WHERE n.account_id = %s AND n.carrier_id = %s AND n.number = ANY(%s)
"""
OF_CARRIER = f"""
SELECT {NUMBER} {FROM} WHERE n.account_id = %s AND n.carrier_id = %s ORDER BY n.number
"""
INSERT_NUMBER = """
INSERT INTO numbers (account_id, id, number, carrier_id, country, kind, capabilities, carrier_key,
                     setup_price, monthly_price, currency, bought_at)
VALUES (%(account)s, %(id)s, %(number)s, %(carrier)s, %(country)s, %(kind)s, %(can)s,
        %(carrier_key)s, %(setup)s, %(monthly)s, %(currency)s,
        CASE WHEN %(carrier_key)s::text IS NOT NULL THEN now() END)
"""
PUT_PURCHASE = """
UPDATE numbers SET country = %(country)s, kind = %(kind)s, capabilities = %(can)s,
    carrier_key = %(carrier_key)s, setup_price = %(setup)s, monthly_price = %(monthly)s,
    currency = %(currency)s, bought_at = now(), version = version + 1
WHERE account_id = %(account)s AND id = %(id)s AND carrier_id = %(carrier)s
"""
CARRIER_NAMES = "SELECT id, name FROM carriers WHERE account_id = %s AND id = ANY(%s)"
NUMBER_NAMES = "SELECT id, number FROM numbers WHERE account_id = %s AND id = ANY(%s)"
LOCK_NUMBER = f"{GET_NUMBER} FOR UPDATE OF n"
SET_FORWARD = """
UPDATE numbers SET forward_url = %s, forward_set_by = %s, forward_since = now(),
    version = version + 1
WHERE account_id = %s AND id = %s
"""
DELETE_NUMBER = "DELETE FROM numbers WHERE account_id = %s AND id = %s"


async def all_carriers(tx: Transaction) -> list[Carrier]:
    return await tx.all(Carrier, CARRIERS, (tx.account,))


async def get_carrier(tx: Transaction, carrier_id: UUID) -> Carrier | None:
    return await tx.one(Carrier, GET_CARRIER, (tx.account, carrier_id))


async def lock_carrier(tx: Transaction, carrier_id: UUID) -> Carrier | None:
    return await tx.one(Carrier, LOCK_CARRIER, (tx.account, carrier_id))


async def insert_carrier(
    tx: Transaction, name: str, kind: str, is_enabled: bool, *, takes_whole_texts: bool = False
) -> Carrier:
    values = (tx.account, new_id(), name, kind, is_enabled, takes_whole_texts)
    try:
        async with tx.savepoint():
            carrier = await tx.one(Carrier, INSERT_CARRIER, values)
    except UniqueViolation as error:
        raise Invalid([FieldError("name", "A carrier of this name exists already.")]) from error
    assert carrier is not None
    return carrier


async def update_carrier(
    tx: Transaction, carrier_id: UUID, name: str, is_enabled: bool
) -> Carrier | None:
    try:
        async with tx.savepoint():
            return await tx.one(Carrier, UPDATE_CARRIER, (name, is_enabled, tx.account, carrier_id))
    except UniqueViolation as error:
        raise Invalid([FieldError("name", "A carrier of this name exists already.")]) from error


async def delete_carrier(tx: Transaction, carrier_id: UUID) -> bool:
    """Whether there was one. Conflict while numbers, messages or conversations refer to it."""
    try:
        async with tx.savepoint():
            await tx.execute(FORGET_REMOVED, (tx.account, carrier_id))
            return await tx.execute(DELETE_CARRIER, (tx.account, carrier_id)) == 1
    except ForeignKeyViolation as error:
        raise Conflict(
            "Numbers, sender names or messages belong to this carrier. Switch it off instead of "
            "deleting it.",
            code="in_use",
        ) from error


async def write_carrier_state(
    tx: Transaction, carrier_id: UUID, state: str, detail: str | None
) -> bool:
    """Whether it changed."""
    return await tx.execute(STATE, (state, detail, tx.account, carrier_id, state, detail)) == 1


async def all_numbers(tx: Transaction) -> list[Number]:
    return await tx.all(Number, NUMBERS, (tx.account,))


async def get_number(tx: Transaction, number_id: UUID) -> Number | None:
    return await tx.one(Number, GET_NUMBER, (tx.account, number_id))


async def lock_number(tx: Transaction, number_id: UUID) -> Number | None:
    return await tx.one(Number, LOCK_NUMBER, (tx.account, number_id))


async def write_forward(
    tx: Transaction, number_id: UUID, url: str | None, set_by: UUID | None
) -> None:
    await tx.execute(SET_FORWARD, (url, set_by, tx.account, number_id))


async def find_number(tx: Transaction, number: str) -> Number | None:
    return await tx.one(Number, FIND_NUMBER, (tx.account, number))


async def numbers_among(
    tx: Transaction, carrier_id: UUID, numbers: Collection[str]
) -> dict[str, Rules]:
    """Those of these numbers that the account has on this carrier, and where texts to them go."""
    rows = await tx.rows(NUMBERS_AMONG, (tx.account, carrier_id, list(numbers)))
    return {
        number: rules_of((_rule(*values), is_account) for *values, is_account in found or ())
        for number, found in rows
    }


def _rule(
    id_: str, action: Action, keyword: str | None, target: str | None, carrier_id: str | None
) -> Rule:
    return Rule(UUID(id_), action, keyword, target, UUID(carrier_id) if carrier_id else None)


async def numbers_of(tx: Transaction, carrier_id: UUID) -> list[Number]:
    return await tx.all(Number, OF_CARRIER, (tx.account, carrier_id))


async def insert_number(
    tx: Transaction, new: NewNumber, carrier_id: UUID, number_id: UUID | None = None
) -> Number:
    """Under an id of its own, or the one that it was ordered with. Raises Invalid."""
    number_id = number_id or new_id()
    try:
        async with tx.savepoint():
            await tx.execute(INSERT_NUMBER, _values(tx, number_id, new, carrier_id))
    except UniqueViolation as error:
        raise Invalid([FieldError("number", "This number is here already.")]) from error
    inserted = await get_number(tx, number_id)
    assert inserted is not None
    return inserted


async def put_purchase(tx: Transaction, number_id: UUID, new: NewNumber, carrier_id: UUID) -> bool:
    """Write that a number which was added by hand is bought now; False if it is another
    carrier's."""
    return await tx.execute(PUT_PURCHASE, _values(tx, number_id, new, carrier_id)) == 1


def _values(
    tx: Transaction, number_id: UUID, new: NewNumber, carrier_id: UUID
) -> dict[str, object]:
    return {
        "account": tx.account, "id": number_id, "number": new.number, "carrier": carrier_id,
        "country": new.country, "kind": new.kind, "can": sorted(new.capabilities),
        "carrier_key": new.carrier_key, "setup": new.setup_price, "monthly": new.monthly_price,
        "currency": new.currency,
    }  # fmt: skip


async def delete_number(tx: Transaction, number_id: UUID) -> bool:
    return await tx.execute(DELETE_NUMBER, (tx.account, number_id)) == 1


async def carrier_names(tx: Transaction, ids: list[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in await tx.rows(CARRIER_NAMES, (tx.account, ids))}


async def number_names(tx: Transaction, ids: list[UUID]) -> dict[UUID, str]:
    """A number is its own name."""
    return {row[0]: row[1] for row in await tx.rows(NUMBER_NAMES, (tx.account, ids))}
