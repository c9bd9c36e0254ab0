"""Sets a password: by a link that came by mail, or by who knows the old one."""

from datetime import timedelta
from uuid import UUID

from hubbub.access.events import PasswordChanged
from hubbub.access.links.making import opened_link, use_link
from hubbub.access.password_rules import check_new_password
from hubbub.access.passwords import hash_password, is_password
from hubbub.access.repository import access_changed
from hubbub.access.sessions.repository import end_other_sessions, end_sessions, is_alive
from hubbub.access.users.finding import find, find_and_lock
from hubbub.access.users.repository import (
    User,
    bump_user,
    get_password_hash,
    lock_account,
    set_password_hash,
)
from hubbub.kernel.attempts import count_attempt, forget_attempts
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import FieldError, Gone, Invalid, SignedOut
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.mail.outbox import queue_mail

CHANGED = "password_changed"
TRIES = 10
WINDOW = timedelta(minutes=10)
NOT_PRESENT = "This is not your present password."


async def set_password_by_link(database: Database, token: str, password: str) -> User:
    """The user. He is signed out everywhere. A password that is refused uses nothing up."""
    async with opened_link(database, token, "password") as (tx, link):
        user = await find(tx, _of(link.user_id))
    check_new_password(password, user.name, user.username, user.email)
    password_hash = await hash_password(password)
    async with opened_link(database, token, "password") as (tx, link):
        await lock_account(tx)
        user = await find_and_lock(tx, _of(link.user_id))
        if user.state != "enabled":
            raise Gone("You can no longer sign in here. Ask your administrator.", code="disabled")
        await use_link(tx, link)
        await end_sessions(tx, user.id)
        await _changed(tx, user, password_hash, "link")
        return await find(tx, user.id)


async def change_own_password(
    database: Database, account_id: UUID, session: tuple[UUID, UUID], current: str, new: str
) -> None:
    """`session` is (user, session): this one goes on, all others end. Invalid when the present
    password is not right."""
    user_id, session_id = session
    key = f"password:{user_id.hex}"
    await count_attempt(database, key, most=TRIES, window=WINDOW)
    async with database.transaction(account_id) as tx:
        user = await find(tx, user_id)
        stored = await get_password_hash(tx, user_id)
    if not await is_password(current, stored):
        raise Invalid([FieldError("current", NOT_PRESENT)])
    await forget_attempts(database, key)
    check_new_password(new, user.name, user.username, user.email)
    password_hash = await hash_password(new)
    async with database.transaction(account_id) as tx:
        await lock_account(tx)
        user = await find_and_lock(tx, user_id)
        # What was proved has to hold still: whoever got the password back by a link meanwhile
        # has put out whoever knew the one before.
        if not await is_alive(tx, session_id):
            raise SignedOut("You were signed out meanwhile. Sign in again.")
        if await get_password_hash(tx, user_id) != stored:
            raise Invalid([FieldError("current", NOT_PRESENT)])
        await end_other_sessions(tx, user_id, session_id)
        await _changed(tx, user, password_hash, "own")


async def _changed(tx: Transaction, user: User, password_hash: str, way: str) -> None:
    await set_password_hash(tx, user.id, password_hash)
    version = await bump_user(tx, user.id)
    await access_changed(tx, user.id)
    event = PasswordChanged(way=way)
    await record(tx, event, Subject(user.id, version), Origin("user", user.id))
    if user.has_password:
        await queue_mail(tx, CHANGED, user.id)


def _of(user_id: UUID | None) -> UUID:
    assert user_id is not None
    return user_id
