"""The refusal that a person can do something with: what is missing, and who can grant it."""

from hubbub.access.actor import Actor
from hubbub.access.permission import Permission
from hubbub.access.users.repository import administrators
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Forbidden


async def forbidden(database: Database, actor: Actor, missing: Permission) -> Forbidden:
    """A 403 that names the missing permission and up to three people who can give it."""
    async with database.transaction(actor.account_id) as tx:
        granters = await administrators(tx)
    return Forbidden(
        f"This needs the permission “{missing.title}”.",
        extra={
            "missing_permission": {"key": missing.key, "title": missing.title},
            "granted_by": [{"id": id_.hex, "name": name} for id_, name in granters[:3]],
        },
    )
