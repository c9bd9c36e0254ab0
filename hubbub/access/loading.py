"""Actors, kept as long as the access version of their account stands still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor, make_actor
from hubbub.access.admission.repository import networks_for
from hubbub.access.catalogue import bitset_of_keys
from hubbub.access.decision import effective_bits
from hubbub.access.keys.repository import FoundKey
from hubbub.access.repository import actor_rows
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.forwarding import Network

MOST = 20_000


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """What a key may do, and where its maker may come from: by the account, and by himself."""

    actor: Actor
    networks: tuple[Sequence[Network], Sequence[Network]]


class Actors:
    """The actors that this process has met. Each request reads the version anyway, so that a
    kept one is never older than the request."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[UUID, UUID], Actor] = {}
        self._keys: dict[tuple[UUID, UUID], KeyHolder] = {}

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

    async def key(self, found: FoundKey) -> KeyHolder | None:
        """Whoever uses this key, as of at least its access version, which every change of a key or
        of its maker raises; None when its maker is disabled."""
        kept = self._keys.get((found.account_id, found.id))
        if kept is not None and kept.actor.access_version >= found.access_version:
            return kept
        async with self._database.transaction(found.account_id) as tx:
            networks = await networks_for(tx, found.user_id)
            actor = await load_key_actor(tx, found.user_id, found.id, found.scopes)
        if actor is None:
            return None
        if len(self._keys) >= MOST:
            self._keys.clear()
        self._keys[found.account_id, found.id] = holder = KeyHolder(actor, networks)
        return holder

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
