"""Adds a number that a carrier brings us texts for, and removes it."""

from typing import Literal
from uuid import UUID

from hubbub.features.numbers.configuring import begin_configuration
from hubbub.features.numbers.events import NumberAdded, NumberRemoved
from hubbub.features.numbers.repository import (
    NewNumber,
    Number,
    delete_number,
    insert_number,
    lock_carrier,
    lock_number,
)
from hubbub.features.numbers.telling import told_from
from hubbub.features.people.phones import parse_number
from hubbub.kernel.audit.changes import Personal, Ref, Snapshot, made, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record

BOUGHT = "This number was bought here and costs money every month. Release it instead."
Start = Literal["default", "conversations"]
"""Where texts to a new number go: where the account's default says, or to Conversations."""


async def add_number(
    tx: Transaction, number: str, carrier_id: UUID, by: Origin, start: Start = "default"
) -> Number:
    """The number, in E.164. Invalid when it is none, is here already, or has no such carrier."""
    parsed = parse_number(number)
    if await lock_carrier(tx, carrier_id) is None:
        raise Invalid([FieldError("carrier_id", "There is no such carrier.")])
    told = told_from(parsed)
    added = await insert_number(tx, NewNumber(parsed, told.country, told.kind), carrier_id)
    event = NumberAdded(carrier_id=carrier_id)
    await record(tx, event, Subject(added.id, 1), by, made(snapshot(added)))
    if start == "conversations":
        await begin_configuration(tx, added.id, by)
    return added


async def remove_number(tx: Transaction, number_id: UUID, by: Origin) -> None:
    """Texts to it are refused from now on; conversations that began with it stay."""
    number = await lock_number(tx, number_id)
    if number is None:
        raise NotFound("There is no such number.")
    if number.carrier_key is not None:
        raise Conflict(BOUGHT, code="bought")
    await delete_number(tx, number_id)
    event = NumberRemoved(carrier_id=number.carrier_id)
    changes = removed(snapshot(number))
    await record(tx, event, Subject(number_id, number.version + 1), by, changes)


def snapshot(number: Number) -> Snapshot:
    """What the audit keeps of it."""
    forward = Personal(number.forward_url) if number.forward_url else None
    return {
        "number": Personal(number.number),
        "carrier": Ref("carrier", number.carrier_id),
        "forward_url": forward,
    }
