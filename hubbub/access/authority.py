"""With whose rights a change of rights is made: somebody's, or the system's."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.catalogue import EVERYTHING, RESTRICTIONS, permissions_in
from hubbub.access.delegation import delegation
from hubbub.kernel.errors import Forbidden
from hubbub.kernel.events import SYSTEM, Origin


@dataclass(frozen=True, slots=True)
class Authority:
    """Who changes something, and the raw permissions that he can give away."""

    origin: Origin
    raw: int
    user_id: UUID | None


SYSTEM_AUTHORITY = Authority(SYSTEM, EVERYTHING & ~RESTRICTIONS, None)
"""The command line and the sign-up: they act as the system and can give everything."""


def authority_of(actor: Actor) -> Authority:
    return Authority(actor.origin, actor.effective.raw, actor.user_id)


def check_delegation(by: Authority, before: int, after: int) -> None:
    """Forbidden when somebody would gain what the giver does not have himself."""
    found = delegation(by.raw, before, after)
    if found.is_allowed:
        return
    if found.beyond:
        titles = ", ".join(each.title for each in permissions_in(found.beyond))
        raise Forbidden(
            f"You cannot give permissions that you do not have yourself: {titles}.",
            code="beyond_own_rights",
            extra={"permissions": [each.key for each in permissions_in(found.beyond)]},
        )
    titles = ", ".join(each.title for each in permissions_in(found.lifted))
    raise Forbidden(
        f"You cannot lift a restriction that you are under yourself: {titles}.",
        code="beyond_own_rights",
        extra={"permissions": [each.key for each in permissions_in(found.lifted)]},
    )
