"""Puts together what is shown of somebody's effective access."""

from datetime import datetime

from hubbub.access.decision import effective_bits
from hubbub.access.effective.shapes import EffectiveAccess, ShownVerdict, SuggestedChange
from hubbub.access.explaining import Explanation, explain
from hubbub.access.roles import Role
from hubbub.access.shapes import ShownRole
from hubbub.access.usage.repository import last_uses, noted_since
from hubbub.access.users.repository import User, all_roles, role_ids_of
from hubbub.access.wording import reason, suggestion
from hubbub.kernel.database import Transaction


async def show_access(tx: Transaction, user: User) -> EffectiveAccess:
    """Every permission in the order of the catalogue."""
    roles = await all_roles(tx)
    ids = await role_ids_of(tx, user.id)
    held = [each.role for role_id, each in roles.items() if role_id in ids]
    enabled = user.state == "enabled"
    uses = await last_uses(tx, user.id)
    can = effective_bits((role.keys for role in held), user.is_seated, enabled)
    return EffectiveAccess(
        user_id=user.id,
        name=user.name,
        state="enabled" if enabled else "disabled",
        seat=user.is_seated,
        viewer=can.is_viewer,
        permissions=[_show(each, uses) for each in explain(held, user.is_seated, enabled)],
        noted_since=await noted_since(tx),
    )


def _show(explanation: Explanation, uses: dict[str, datetime]) -> ShownVerdict:
    verdict = explanation.verdict
    key = verdict.permission.key
    return ShownVerdict(
        key=key,
        effective=verdict.effective,
        because=verdict.because.value,  # pyright: ignore[reportArgumentType]
        reason=reason(explanation),
        given_by=[_role(each) for each in explanation.given_by],
        change=[
            SuggestedChange(
                each.act.value,  # pyright: ignore[reportArgumentType]
                each.permission.key if each.permission else None,
            )
            for each in verdict.needs
        ],
        suggestion=suggestion(verdict.needs),
        last_used_at=uses.get(key),
    )


def _role(role: Role) -> ShownRole:
    assert role.id is not None
    return ShownRole(role.id, role.name, "custom" if role.default is None else "default")
