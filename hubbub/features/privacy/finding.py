"""Finds a person for whoever may look after personal data of everybody."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.permission import Permission
from hubbub.access.refusing import what_is_missing
from hubbub.features.people.erasing_repository import KnownPerson, known_person, lock_person
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Forbidden, NotFound

NEEDED = (may.MANAGE_ACCOUNT, may.MANAGE_ALL)
"""Both: it is the account's duty, and what is said in every conversation is taken along."""
NONE = "There is no such person."


async def check_rights(
    tx: Transaction, actor: Actor, needed: Sequence[Permission] = NEEDED
) -> None:
    """Raises Forbidden, naming what is missing."""
    for each in needed:
        if not actor.may(each):
            sentence = f"This needs the permission “{each.title}”."
            raise Forbidden(sentence, extra=await what_is_missing(tx, actor, each))


async def find_person(tx: Transaction, person_id: UUID, *, locked: bool = False) -> KnownPerson:
    """Raises NotFound."""
    find = lock_person if locked else known_person
    person = await find(tx, person_id)
    if person is None:
        raise NotFound(NONE)
    return person
