"""Names for the things that the audit speaks of: each part of the product knows its own."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from uuid import UUID

from hubbub.access.accounts.repository import get_account
from hubbub.access.audit.repository import remembered_names
from hubbub.access.keys.repository import key_names
from hubbub.access.users.repository import all_roles, names_of
from hubbub.kernel.database import Transaction

Thing = tuple[str, UUID]
Namer = Callable[[Transaction, list[UUID]], Awaitable[dict[UUID, str]]]


async def _roles(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    roles = await all_roles(tx)
    return {each: roles[each].role.name for each in ids if each in roles}


async def _accounts(tx: Transaction, ids: Sequence[UUID]) -> dict[UUID, str]:
    account = await get_account(tx)
    return {account.account_id: account.name} if account.account_id in ids else {}


_NAMERS: dict[str, Namer] = {
    "account": _accounts, "user": names_of, "role": _roles, "api_key": key_names,
}  # fmt: skip


def name_things(kind: str, namer: Namer) -> None:
    """From now on the audit names things of this kind so."""
    _NAMERS[kind] = namer


class Names:
    """The names of things, and which of them are still there."""

    def __init__(self, live: dict[Thing, str], remembered: dict[UUID, str]) -> None:
        self._live = live
        self._remembered = remembered

    def of(self, kind: str, id_: UUID) -> tuple[str | None, bool]:
        """(name, whether it still exists); for what is gone, the name that it last had."""
        name = self._live.get((kind, id_))
        if name is not None:
            return name, True
        return self._remembered.get(id_), False


async def find_names(tx: Transaction, things: Iterable[Thing]) -> Names:
    """One look-up for each kind, however many things there are."""
    wanted: dict[str, set[UUID]] = {}
    for kind, id_ in things:
        wanted.setdefault(kind, set()).add(id_)
    live: dict[Thing, str] = {}
    for kind, ids in wanted.items():
        namer = _NAMERS.get(kind)
        if namer is not None:
            named = await namer(tx, sorted(ids))
            live |= {(kind, id_): name for id_, name in named.items()}
    gone = {id_ for kind, ids in wanted.items() for id_ in ids if (kind, id_) not in live}
    return Names(live, await remembered_names(tx, sorted(gone)) if gone else {})
