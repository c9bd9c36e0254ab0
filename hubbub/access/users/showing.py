"""Puts together what the API shows of users."""

from hubbub.access.avatars.repository import hashes_of
from hubbub.access.decision import effective_bits
from hubbub.access.shapes import ShownRole, ShownUser
from hubbub.access.users.repository import StoredRole, User, all_roles, role_ids_of_many
from hubbub.kernel.database import Transaction


async def show_users(tx: Transaction, users: list[User]) -> list[ShownUser]:
    """In the same order."""
    roles = await all_roles(tx)
    held = await role_ids_of_many(tx, [user.id for user in users])
    pictures = await hashes_of(tx, [user.id for user in users])
    order = list(roles)
    shown: list[ShownUser] = []
    for user in users:
        mine = [roles[role_id] for role_id in sorted(held[user.id], key=order.index)]
        can = effective_bits(
            (each.role.keys for each in mine), user.is_seated, user.state == "enabled"
        )
        shown.append(
            ShownUser(
                id=user.id,
                name=user.name,
                username=user.username,
                email=user.email,
                pending_email=user.pending_email,
                language=user.language,
                time_zone=user.time_zone,
                phone=user.phone,
                avatar=pictures.get(user.id),
                state="enabled" if user.state == "enabled" else "disabled",
                has_password=user.has_password,
                roles=[show_role(each) for each in mine],
                seat=user.is_seated,
                viewer=can.is_viewer,
                last_sign_in_at=user.last_sign_in_at,
                created_at=user.created_at,
                version=user.version,
                details_version=user.details_version,
            )
        )
    return shown


def show_role(stored: StoredRole) -> ShownRole:
    kind = "custom" if stored.role.default is None else "default"
    return ShownRole(stored.id, stored.role.name, kind)
