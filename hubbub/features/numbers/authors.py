"""Who said that texts go elsewhere, and whether he may still read them himself.

What was said holds on when he may not: it is the account's, not his. It is shown beside it, so
that whoever looks can take it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.loading import load_actors
from hubbub.access.users.repository import names_of
from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import Id

READS_TEXTS = (may.REACH_ALL_QUEUES, may.MANAGE_ALL)


@dataclass(frozen=True, slots=True)
class Author:
    id: Id
    name: str
    may_read: bool
    """Whether he may read these texts now."""


async def authors_among(tx: Transaction, user_ids: Iterable[UUID | None]) -> dict[UUID, Author]:
    """By id; without those who are no user any more."""
    ids = sorted({each for each in user_ids if each is not None})
    if not ids:
        return {}
    names = await names_of(tx, ids)
    readers = {each.user_id for each in await load_actors(tx, ids) if reads_texts(each)}
    return {id_: Author(id_, name, id_ in readers) for id_, name in names.items()}


def reads_texts(actor: Actor) -> bool:
    """Whoever has texts sent elsewhere has to be able to read them, wherever they come to stand."""
    return actor.effective.allows_any(READS_TEXTS)
