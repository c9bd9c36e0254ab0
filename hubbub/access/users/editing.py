"""Changes name and details of a user; a change made on an old sight of them is refused."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.events import UserDetailsChanged
from hubbub.access.repository import access_changed
from hubbub.access.users.cleaning import Details, clean_details, clean_name
from hubbub.access.users.finding import find, find_and_lock
from hubbub.access.users.repository import User, bump_user, lock_account, set_details
from hubbub.access.users.snapshots import details_changed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Subject, record


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody is to be called, and the rest; `version` is that of what was being edited."""

    name: str
    details: Details
    version: int


async def edit_user(tx: Transaction, user_id: UUID, edit: Edit, by: Authority) -> User:
    """The user as he then is."""
    name, details = clean_name(edit.name), clean_details(edit.details)
    await lock_account(tx)
    user = await find_and_lock(tx, user_id)
    check_version(user, edit.version)
    changed = [
        field
        for field, before, after in (
            ("name", user.name, name),
            ("language", user.language, details.language),
            ("time_zone", user.time_zone, details.time_zone),
            ("phone", user.phone, details.phone),
        )
        if before != after
    ]
    if not changed:
        return user
    await set_details(tx, user_id, name, (details.language, details.time_zone, details.phone))
    version = await bump_user(tx, user_id)
    # Names are shown beside what people do, so that every process has to learn the new one.
    await access_changed(tx, user_id)
    event, after = UserDetailsChanged(fields=changed), await find(tx, user_id)
    subject = Subject(user_id, version)
    await record(tx, event, subject, by.origin, details_changed(user, after))
    return after


def check_version(user: User, version: int) -> None:
    """Conflict when somebody else was quicker."""
    if user.details_version != version:
        raise Conflict(
            "Somebody else changed this in the meantime. Look at it as it is now, and change it "
            "again.",
            code="stale",
        )
