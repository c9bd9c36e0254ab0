"""Carries a change of a role out: a statement for each kind of write, however many users."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.custom_roles.checking import (
    Moves,
    check_transition,
    check_users,
    settle_conflicts,
)
from hubbub.access.custom_roles.repository import (
    bump_users,
    give_role,
    take_pairs,
    take_role,
    touched_users,
)
from hubbub.access.custom_roles.snapshots import held_roles
from hubbub.access.custom_roles.transition import RoleIds, Transition
from hubbub.access.events import UserRolesChanged
from hubbub.access.repository import access_changed, all_access_changed
from hubbub.access.users.keeping_administrators import check_administrators
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject
from hubbub.kernel.recording_many import Fact, record_all

ONE_BY_ONE = 1_000
"""Up to so many users it is written whose rights changed; for more, that anybody's may have."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A transition that may be made, and whom it touches."""

    transition: Transition
    moves: Moves
    given: frozenset[UUID]
    """Who does not hold the role yet and will."""
    taken: frozenset[UUID]
    """Who holds it and will not."""


async def check(
    tx: Transaction, transition: Transition, by: Authority, *, replace: bool = False
) -> Checked:
    """Under the account's lock: Invalid, Conflict or Forbidden when it may not be made."""
    named = transition.add | transition.remove
    holders = await touched_users(
        tx, transition.role_id, named, with_holders=transition.touches_holders
    )
    check_users(transition, holders)
    transition, moves = settle_conflicts(transition, holders, replace=replace)
    check_transition(by, transition, moves)
    role_id = transition.role_id
    had = {each.id for each, _ in moves if role_id in each.role_ids}
    has = {each.id for each, after in moves if role_id in after}
    return Checked(transition, moves, frozenset(has - had), frozenset(had - has))


async def write_holders(tx: Transaction, checked: Checked) -> None:
    """Give and take the roles. Conflict when no administrator would be left."""
    transition = checked.transition
    if checked.given:
        await give_role(tx, transition.role_id, checked.given)
    if checked.taken:
        await take_role(tx, transition.role_id, checked.taken)
    pairs = [(user, role) for user, roles in transition.taken_off.items() for role in roles]
    if pairs:
        await take_pairs(tx, pairs)


async def tell(tx: Transaction, checked: Checked, origin: Origin, cause: int) -> None:
    """Record what changed for each user, and let every process look at them again."""
    await check_administrators(tx)
    changed = _changed(checked)
    versions = await bump_users(tx, changed) if changed else {}
    touched = [each.id for each, _ in checked.moves]
    if len(touched) <= ONE_BY_ONE:
        await all_access_changed(tx, touched)
    else:
        await access_changed(tx, None)
    following = replace(origin, cause=cause, depth=origin.depth + 1)
    facts = [
        Fact(
            UserRolesChanged(before=sorted(old), after=sorted(new)),
            Subject(id_, versions[id_]),
            following,
            Changes(held_roles(old), held_roles(new)),
        )
        for id_, (old, new) in changed.items()
    ]
    await record_all(tx, facts)


def _changed(checked: Checked) -> Mapping[UUID, tuple[RoleIds, RoleIds]]:
    return {
        each.id: (each.role_ids, after) for each, after in checked.moves if each.role_ids != after
    }
