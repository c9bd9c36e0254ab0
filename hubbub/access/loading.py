"""Actors, kept as long as the access version of their account stands still."""

from collections.abc import Iterable
from uuid import UUID

from hubbub.access.actor import Actor, make_actor
from hubbub.access.catalogue import bitset_of_keys
from hubbub.access.decision import effective_bits
from hubbub.access.repository import actor_rows
from hubbub.kernel.database import Database, Transaction

MOST = 20_000


class Actors:
    """The actors that this process has met. Each request reads the version anyway, so that a
    kept one is never older than the request."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[UUID, UUID], Actor] = {}

    async def user(self, account_id: UUID, user_id: UUID, version: int) -> Actor | None:
        """The user as of at least this access version; None when there is no such user."""
        kept = self._kept.get((account_id, user_id))
        if kept is not None and kept.access_version >= version:
            return kept
        async with self._database.transaction(account_id) as tx:
            actor = await load_actor(tx, user_id)
        if actor is not None:
            self._keep(actor)
        return actor

    async def prepare(self, account_id: UUID, user_ids: Iterable[UUID], version: int) -> None:
        """Load all of these at once, so that `user` finds them."""
        wanted = [
            user_id
            for user_id in set(user_ids)
            if (kept := self._kept.get((account_id, user_id))) is None
            or kept.access_version < version
        ]
        if len(wanted) > 1:
            async with self._database.transaction(account_id) as tx:
                for actor in await load_actors(tx, wanted):
                    self._keep(actor)

    def _keep(self, actor: Actor) -> None:
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[actor.account_id, actor.user_id] = actor


async def load_actor(tx: Transaction, user_id: UUID) -> Actor | None:
    """The user as the transaction sees him."""
    found = await load_actors(tx, [user_id])
    return found[0] if found else None


async def load_actors(tx: Transaction, user_ids: list[UUID]) -> list[Actor]:
    """Several users at once, in no particular order."""
    return [
        make_actor(row, effective_bits(row.role_bits, row.is_seated, row.is_enabled))
        for row in await actor_rows(tx, user_ids)
    ]


async def load_key_actor(
    tx: Transaction, user_id: UUID, key_id: UUID, scopes: list[str]
) -> Actor | None:
    """An API key: its scopes, never beyond what its maker can do now. None for a maker who is
    disabled or gone: his keys end with him."""
    rows = await actor_rows(tx, [user_id])
    if not rows or not rows[0].is_enabled:
        return None
    row = rows[0]
    owner = effective_bits(row.role_bits, row.is_seated, row.is_enabled)
    scope = effective_bits([bitset_of_keys(scopes)], seated=True, enabled=True)
    return make_actor(row, scope.within(owner), key_id)
