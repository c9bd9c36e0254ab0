"""Invites somebody by mail, sends it again, or takes it back."""

from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority
from hubbub.access.events import InviteRevoked, UserInvited
from hubbub.access.invites.repository import (
    Invite,
    get_invite,
    insert_invite,
    invite_again,
    invite_revoked,
    lock_invite,
    revoke_expired,
)
from hubbub.access.links.making import INVITE
from hubbub.access.links.repository import end_links
from hubbub.access.users.naming import is_taken, new_email
from hubbub.access.users.repository import all_roles, lock_account
from hubbub.access.users.role_rules import check_roles
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.mail.outbox import queue_mail

MAIL = "invite"


@dataclass(frozen=True, slots=True)
class NewInvite:
    """To whom, and what he will be able to do."""

    email: str
    role_ids: frozenset[UUID]
    wants_seat: bool
    joins_queues: bool = True


async def invite(tx: Transaction, new: NewInvite, by: Authority) -> Invite:
    """The invite; its mail is on the way. Raises Invalid, Conflict, Forbidden as creating does."""
    email = await new_email(tx, new.email)
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    check_roles(by, await all_roles(tx), before=set(), after=set(new.role_ids))
    if await is_taken(tx, email):
        raise Invalid([FieldError("email", "Somebody signs in with this e-mail address already.")])
    for old_id, version in await revoke_expired(tx, email):
        await end_links(tx, "invite", old_id, "replaced")
        await record(tx, InviteRevoked(), Subject(old_id, version), by.origin)
    row = Invite(
        tx.account, new_id(), email, sorted(new.role_ids), new.wants_seat, new.joins_queues,
        by.user_id, _key(by), now(), now() + INVITE, None, None, None, 1,
    )  # fmt: skip
    made = await insert_invite(tx, row, INVITE)
    event = UserInvited(role_ids=made.role_ids, is_again=False)
    await record(tx, event, Subject(made.id, made.version), by.origin)
    await queue_mail(tx, MAIL, made.id)
    return made


async def invite_once_more(tx: Transaction, invite_id: UUID, by: Authority) -> Invite:
    """A new mail with a new link; those before stop working. Whoever sends it answers for it."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    found = await _open(tx, invite_id)
    roles = await all_roles(tx)
    wanted = {role_id for role_id in found.role_ids if role_id in roles}
    check_roles(by, roles, before=set(), after=wanted)
    await end_links(tx, "invite", invite_id, "replaced")
    sender = replace(found, invited_by=by.user_id, invited_by_key=_key(by))
    version = await invite_again(tx, sender, INVITE)
    event = UserInvited(role_ids=sorted(wanted), is_again=True)
    await record(tx, event, Subject(invite_id, version), by.origin)
    await queue_mail(tx, MAIL, invite_id)
    return await _get(tx, invite_id)


async def revoke_invite(tx: Transaction, invite_id: UUID, by: Authority) -> Invite:
    """Its link stops working at once."""
    await _open(tx, invite_id)
    await end_links(tx, "invite", invite_id, "revoked")
    version = await invite_revoked(tx, invite_id)
    await record(tx, InviteRevoked(), Subject(invite_id, version), by.origin)
    return await _get(tx, invite_id)


async def _open(tx: Transaction, invite_id: UUID) -> Invite:
    found = await lock_invite(tx, invite_id)
    if found is None:
        raise NotFound("There is no such invitation.")
    if found.state == "accepted":
        raise Conflict("This invitation was accepted already.", code="invite_accepted")
    if found.state == "revoked":
        raise Conflict("This invitation was taken back. Invite anew.", code="invite_revoked")
    return found


async def _get(tx: Transaction, invite_id: UUID) -> Invite:
    found = await get_invite(tx, invite_id)
    assert found is not None
    return found


def _key(by: Authority) -> UUID | None:
    return by.origin.id if by.origin.kind == "api_key" else None
