"""Changes the address of a user, once whoever reads mail there has confirmed it."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.accounts.repository import delete_sign_in_name, insert_sign_in_name
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority, check_delegation
from hubbub.access.events import UserDetailsChanged
from hubbub.access.links.making import opened_link, use_link
from hubbub.access.links.repository import end_links
from hubbub.access.repository import access_changed
from hubbub.access.users.editing import check_version
from hubbub.access.users.finding import find, find_and_lock
from hubbub.access.users.naming import is_taken, new_email
from hubbub.access.users.repository import (
    User,
    all_roles,
    bump_user,
    lock_account,
    role_ids_of,
    set_email,
    set_pending_email,
)
from hubbub.access.users.role_rules import union
from hubbub.access.users.snapshots import details_changed
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import FieldError, Gone, Invalid
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.mail.outbox import queue_mail

CONFIRM = "confirm_email"
CHANGED = "email_changed"


async def ask_for_email(
    tx: Transaction, user_id: UUID, email: str, version: int, by: Authority
) -> User:
    """The user, with the address that now waits to be confirmed; the present one takes a waiting
    one back.

    Who decides where somebody's mail goes can sign in as him. So it takes the right to give all
    that the user holds.
    """
    wanted = await new_email(tx, email)
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    user = await find_and_lock(tx, user_id)
    check_version(user, version)
    check_delegation(by, 0, union(await all_roles(tx), await role_ids_of(tx, user_id)))
    await end_links(tx, "email", user_id, "replaced")
    is_back = wanted == user.email
    if not is_back and wanted.lower() != user.email.lower() and await is_taken(tx, wanted):
        raise Invalid([FieldError("email", "Somebody signs in with this e-mail address already.")])
    await set_pending_email(tx, user_id, None if is_back else wanted)
    await _record(tx, user, ["pending_email"], by.origin)
    if not is_back:
        await queue_mail(tx, CONFIRM, user_id)
    return await find(tx, user_id)


async def confirm_email(database: Database, token: str) -> User:
    """The user with his new address. Links that lie in the old mailbox stop working, and a notice
    goes there."""
    async with opened_link(database, token, "email") as (tx, link):
        assert link.user_id is not None
        await lock_account(tx)
        user = await find_and_lock(tx, link.user_id)
        if user.pending_email is None or user.state != "enabled":
            raise Gone("This address is not wanted any more.", code="link_revoked")
        if user.pending_email.lower() != user.email.lower():
            await insert_sign_in_name(tx, user.pending_email, user.id)
            await delete_sign_in_name(tx, user.email)
        await set_email(tx, user.id, user.pending_email)
        await use_link(tx, link)
        await end_links(tx, "password", user.id, "revoked")
        await access_changed(tx, user.id)
        await _record(tx, user, ["email"], Origin("user", user.id))
        await queue_mail(tx, CHANGED, user.id, address=user.email)
        return await find(tx, user.id)


async def _record(tx: Transaction, before: User, fields: list[str], by: Origin) -> None:
    version, after = await bump_user(tx, before.id), await find(tx, before.id)
    event, subject = UserDetailsChanged(fields=fields), Subject(before.id, version)
    await record(tx, event, subject, by, details_changed(before, after))
