"""Whether a change of a role may be made: for every user it touches, the giver included."""

from collections.abc import Sequence

from hubbub.access.authority import Authority, check_delegation
from hubbub.access.custom_roles.showing import show_conflicts
from hubbub.access.custom_roles.transition import (
    Holder,
    RoleIds,
    Transition,
    UserConflict,
    conflicts_among,
    union,
)
from hubbub.kernel.errors import Conflict, FieldError, Invalid


def check_users(transition: Transition, holders: Sequence[Holder]) -> None:
    """Invalid when somebody is to be given or lose the role who is not there."""
    named = transition.add | transition.remove
    missing = named - {each.id for each in holders} if named else named
    if missing:
        message = f"{len(missing)} of the chosen users do not exist in this account. Choose again."
        field = "add_users" if missing & transition.add else "remove_users"
        raise Invalid([FieldError(field, message)])
    both = transition.add & transition.remove
    if both:
        message = "A user cannot be given the role and lose it at once."
        raise Invalid([FieldError("remove_users", message)])


Moves = Sequence[tuple[Holder, RoleIds]]
"""Each user who is touched, and the roles that he will hold."""


def settle_conflicts(
    transition: Transition, holders: Sequence[Holder], *, replace: bool
) -> tuple[Transition, Moves]:
    """The transition, with what stands in its way replaced if wanted; else Conflict, in full."""
    moves = [(each, transition.ids_after(each)) for each in holders]
    found = conflicts_among(transition, moves)
    if found and replace:
        transition = transition.with_replacements(found)
        moves = [(each, transition.ids_after(each)) for each in holders]
        found = conflicts_among(transition, moves)
    if found:
        raise _refused(transition, found)
    return transition, moves


def check_transition(by: Authority, transition: Transition, moves: Moves) -> None:
    """Forbidden when anybody would gain what the giver does not have, or be freed from a
    restriction that the giver is under; also for the role itself, which is given on later."""
    if transition.after is not None:
        before = 0 if transition.before is None else transition.before.keys
        # A restriction comes off nobody while nobody holds the role.
        kept = before & transition.after.keys
        check_delegation(by, kept, transition.after.keys)
    after = transition.roles_after
    seen: set[tuple[RoleIds, RoleIds]] = set()
    for holder, ids in moves:
        if (holder.role_ids, ids) not in seen:
            seen.add((holder.role_ids, ids))
            check_delegation(by, union(transition.roles, holder.role_ids), union(after, ids))


def _refused(transition: Transition, found: Sequence[UserConflict]) -> Conflict:
    users = {each.holder.id for each in found}
    draft = transition.role_id if transition.before is None else None
    who = found[0].holder.name if len(users) == 1 else f"{len(users)} users"
    return Conflict(
        f"{who} would hold roles that cannot be held together. {found[0].refusal.message}",
        code="roles_exclude_each_other",
        extra={"conflicts": show_conflicts(found, draft)},
    )
