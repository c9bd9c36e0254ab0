"""Where texts and people are kept: each part of the product erases what it keeps itself.

Channels, protocols and reactions lie above and are registered when a process starts. A test holds
every column that could tell of a person against the list in `columns.toml`.
"""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from hubbub.features.handing_on.erasing_repository import erase_handed_on
from hubbub.features.messages.erasing_repository import Why, erase_texts
from hubbub.kernel.database import Transaction

OfTexts = Callable[[Transaction, Sequence[UUID]], Awaitable[None]]
"""Erase what is kept of these messages."""
OfSender = Callable[[Transaction, str], Awaitable[None]]
"""Erase what is kept of whoever writes from this number, in no message."""
OfPerson = Callable[[Transaction, UUID, Sequence[UUID]], Awaitable[None]]
"""Erase what is kept of a person, whose conversations these are."""

_of_texts: list[OfTexts] = []
_of_sender: list[OfSender] = []
_of_person: list[OfPerson] = []


def erase_with_texts(eraser: OfTexts) -> None:
    """From now on this is called before texts are erased."""
    if eraser not in _of_texts:
        _of_texts.append(eraser)


def erase_with_sender(eraser: OfSender) -> None:
    """From now on this is called when a person is erased, with the number."""
    if eraser not in _of_sender:
        _of_sender.append(eraser)


def erase_with_person(eraser: OfPerson) -> None:
    """From now on this is called when a person is erased."""
    if eraser not in _of_person:
        _of_person.append(eraser)


async def erase_messages(tx: Transaction, ids: Sequence[UUID], why: Why) -> int:
    """The texts of these messages, wherever they are kept; how many were there."""
    if not ids:
        return 0
    for eraser in _of_texts:
        await eraser(tx, ids)
    await erase_handed_on(tx, ids)
    return await erase_texts(tx, ids, why)


async def erase_everywhere_else(
    tx: Transaction, person_id: UUID, phone: str, conversation_ids: Sequence[UUID]
) -> None:
    """What is kept of a person beside the messages."""
    for of_sender in _of_sender:
        await of_sender(tx, phone)
    for of_person in _of_person:
        await of_person(tx, person_id, conversation_ids)
