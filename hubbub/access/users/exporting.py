"""Users as CSV, all that fit the filters, in chunks; it ends when its reader loses the right."""

from collections.abc import AsyncGenerator
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.keys.repository import get_key
from hubbub.access.keys.using import holds_now
from hubbub.access.loading import load_actor, load_key_actor
from hubbub.access.permission import Permission
from hubbub.access.shapes import ShownUser
from hubbub.access.users.listing_repository import Filters, key_of, page_of_users
from hubbub.access.users.showing import show_users
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.spreadsheets import BOM, csv_lines

CHUNK = 500
COLUMNS = (
    "name", "user name", "email", "roles", "seat", "state", "language", "time zone", "phone",
    "last sign-in", "created",
)  # fmt: skip


class ExportEndedError(Exception):
    """Its reader may no longer see this; what was sent is cut off, so that nobody takes it for
    the whole."""


async def export_users(
    database: Database, actor: Actor, wanted: Filters, needs: tuple[Permission, ...]
) -> AsyncGenerator[bytes]:
    """The lines. The reader's rights are looked at again before every chunk."""
    yield BOM + csv_lines([COLUMNS])
    after: tuple[str, UUID] | None = None
    while True:
        async with database.transaction(actor.account_id) as tx:
            now = await _again(tx, actor)
            if now is None or not now.effective.allows_any(needs):
                raise ExportEndedError
            users = await page_of_users(tx, wanted, after, CHUNK)
            shown = await show_users(tx, users)
        yield csv_lines(_cells(each) for each in shown)
        if len(users) < CHUNK:
            return
        after = key_of(users[-1], wanted.sort)


async def _again(tx: Transaction, actor: Actor) -> Actor | None:
    if actor.key_id is None:
        return await load_actor(tx, actor.user_id)
    key = await get_key(tx, actor.key_id)
    if key is None or not holds_now(key):
        return None
    return await load_key_actor(tx, key.user_id, key.id, key.scopes)


def _cells(user: ShownUser) -> list[str]:
    return [
        user.name, user.username, user.email, "; ".join(role.name for role in user.roles),
        "yes" if user.seat else "no", user.state if user.has_password else "invited",
        user.language or "", user.time_zone or "", user.phone or "",
        user.last_sign_in_at.isoformat(timespec="seconds") if user.last_sign_in_at else "",
        user.created_at.isoformat(timespec="seconds"),
    ]  # fmt: skip
