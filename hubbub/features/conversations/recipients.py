"""Finds whom somebody wants to write to first: a person he sees, or a number that he types."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.features.conversations.recipients_repository import (
    KnownRecipient,
    find_recipients,
    get_recipient,
)
from hubbub.features.numbers.repository import find_number
from hubbub.features.numbers.telling import told_from
from hubbub.features.people.phones import can_be_written_to, read_typed, visible
from hubbub.features.senders.policy import use_of
from hubbub.features.senders.repository import Sender, usual_country
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound

MOST_FOUND = 10
SIGNS = frozenset("+-./() \u00a0\u2009\u202f\u2010\u2011\u2013")
"""Some of them come along from web pages and address books."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of the two."""

    phone: str | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TypedPhone:
    """What was typed, as a number; `number` is as it was typed where it is none."""

    number: str
    country: str | None
    valid: bool
    problem: str | None


@dataclass(frozen=True, slots=True)
class Recipients:
    phone: TypedPhone | None
    people: list[KnownRecipient]


async def look_for(tx: Transaction, search: str, by: Actor) -> Recipients:
    """Whom this could be: somebody he sees, or a new number. Without a search, whoever was in
    touch last."""
    search = visible(search)
    typed = None
    if is_like_number(search):
        typed = _typed(search, await usual_country(tx, use_of(by)))
    # What was read as a number is sought as one: `091 …` is stored with the code of its country.
    sought = typed.number if typed is not None and typed.valid else search
    return Recipients(typed, await find_recipients(tx, by.reach, sought, MOST_FOUND))


async def phone_of(tx: Transaction, to: Recipient, sender: Sender, by: Actor) -> str:
    """The recipient's number; a person's only for who sees the person. Raises NotFound, Invalid."""
    if (to.phone is None) == (to.person_id is None):
        raise Invalid([FieldError("to", "Name a person or a number, one of the two.")])
    if to.person_id is None:
        assert to.phone is not None
        field, phone = "to.phone", read_typed(to.phone, sender.country, "to.phone")
    else:
        field, phone = "to.person_id", await _phone_of_person(tx, to.person_id, by)
    if await find_number(tx, phone) is not None:
        raise Invalid([FieldError(field, "This is one of your own numbers.")])
    return phone


async def _phone_of_person(tx: Transaction, person_id: UUID, by: Actor) -> str:
    person = await get_recipient(tx, by.reach, person_id)
    if person is None:
        raise NotFound("There is no such person, or you cannot see them.")
    if not can_be_written_to(person.phone):
        problem = "This person wrote from a name, which nobody can write to."
        raise Invalid([FieldError("to.person_id", problem)])
    return person.phone


def is_like_number(search: str) -> bool:
    """Whether somebody types a number: digits, and the signs that people put between them."""
    digits = sum(c.isascii() and c.isdigit() for c in search)
    return digits >= 3 and all(c in SIGNS or (c.isascii() and c.isdigit()) for c in search)


def _typed(search: str, country: str | None) -> TypedPhone:
    try:
        number = read_typed(search, country)
    except Invalid as error:
        return TypedPhone(search, None, valid=False, problem=error.errors[0].message)
    return TypedPhone(number, told_from(number).country, valid=True, problem=None)
