"""What the audit tells of a user's details."""

from hubbub.access.users.repository import User
from hubbub.kernel.audit.changes import Changes, Personal, Snapshot


def details_changed(before: User, after: User) -> Changes:
    """The details before and after; what tells of the person stands where it can be erased."""
    return Changes(_snapshot(before), _snapshot(after))


def _snapshot(user: User) -> Snapshot:
    return {
        "name": Personal(user.name),
        "email": Personal(user.email),
        "pending_email": Personal(user.pending_email),
        "language": user.language,
        "time_zone": user.time_zone,
        "phone": Personal(user.phone),
    }
