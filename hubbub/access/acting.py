"""The rights of whoever changes rights, read again once nobody else can change them."""

from dataclasses import replace

from hubbub.access.authority import Authority
from hubbub.access.catalogue import RESTRICTIONS
from hubbub.access.decision import effective_bits, implied_by
from hubbub.access.loading import load_actor
from hubbub.access.permission import Permission
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Forbidden


async def authority_now(tx: Transaction, by: Authority, *needed: Permission) -> Authority:
    """The giver as he is under the account's lock, so that of two who take each other's rights
    away at once the second acts with what is left of his. Raises Forbidden when none of `needed`
    is."""
    if by.user_id is None:
        return by
    owner = await load_actor(tx, by.user_id)
    held = owner.effective.raw if owner is not None else 0
    limits = (by.raw | held) & RESTRICTIONS
    raw = by.raw & implied_by(held & ~RESTRICTIONS) | limits
    if by.origin.kind == "user":
        raw = held
    if not effective_bits((raw,), seated=True, enabled=True).allows_any(needed):
        first = needed[0]
        raise Forbidden(
            f"Your rights were changed meanwhile: this needs the permission “{first.title}”.",
            extra={"missing_permission": {"key": first.key, "title": first.title}},
        )
    return replace(by, raw=raw)
