"""Makes a user of an invite, as long as whoever sent it may still give what it offers."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.authority import SYSTEM_AUTHORITY, Authority, authority_of
from hubbub.access.events import InviteAccepted
from hubbub.access.invites.repository import Invite, get_invite, invite_accepted, lock_invite
from hubbub.access.keys.repository import get_key
from hubbub.access.keys.using import holds_now
from hubbub.access.links.making import opened_link, use_link
from hubbub.access.loading import load_actor, load_key_actor
from hubbub.access.password_rules import check_new_password
from hubbub.access.passwords import hash_password
from hubbub.access.users.cleaning import Details
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.repository import User, all_roles, lock_account
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, Forbidden, Gone
from hubbub.kernel.events import Origin, Subject, record

GIVE_SEATS = (may.MANAGE_SEATS, may.MANAGE_LICENCES)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody says of himself who accepts."""

    name: str
    username: str | None
    password: str
    details: Details


async def accept_invite(database: Database, token: str, newcomer: Newcomer) -> User:
    """The user. Raises Gone for a link that does not work any more, or whose maker may no longer
    give what it offers; Invalid for a name or a password that will not do, and then nothing has
    been used up."""
    async with opened_link(database, token, "invite") as (tx, link):
        invite = await get_invite(tx, _of(link.invite_id))
    assert invite is not None
    about = (newcomer.name, newcomer.username or "", invite.email)
    check_new_password(newcomer.password, *about)
    # Outside of any transaction: it takes a while on purpose.
    password_hash = await hash_password(newcomer.password)
    async with opened_link(database, token, "invite") as (tx, link):
        await lock_account(tx)
        invite = await lock_invite(tx, _of(link.invite_id))
        if invite is None or invite.state != "pending":
            raise _gone()
        user = await _make(tx, invite, newcomer, password_hash)
        await use_link(tx, link)
        version = await invite_accepted(tx, invite.id, user.id)
        event = InviteAccepted(user_id=user.id)
        await record(tx, event, Subject(invite.id, version), Origin("user", user.id))
    return user


async def _make(tx: Transaction, invite: Invite, newcomer: Newcomer, password_hash: str) -> User:
    maker = await _maker(tx, invite)
    if maker is not None and not maker.may(may.MANAGE_USERS):
        raise _gone()
    roles = await all_roles(tx)
    offered = frozenset(each for each in invite.role_ids if each in roles)
    gives_seats = maker is None or maker.effective.allows_any(GIVE_SEATS)
    new = NewUser(
        newcomer.name, invite.email, password_hash, offered,
        wants_seat=invite.wants_seat and gives_seats, joins_queues=invite.joins_queues,
        username=newcomer.username, details=newcomer.details,
    )  # fmt: skip
    by: Authority = SYSTEM_AUTHORITY if maker is None else authority_of(maker)
    try:
        return await create_user(tx, new, by)
    except (Forbidden, Conflict) as error:
        raise _gone() from error


async def _maker(tx: Transaction, invite: Invite) -> Actor | None:
    """Who sent the invite, with his rights of now; None for the command line."""
    if invite.invited_by is None:
        return None
    if invite.invited_by_key is None:
        actor = await load_actor(tx, invite.invited_by)
    else:
        key = await get_key(tx, invite.invited_by_key)
        if key is None or not holds_now(key):
            raise _gone()
        actor = await load_key_actor(tx, key.user_id, key.id, key.scopes)
    if actor is None:
        raise _gone()
    return actor


def _gone() -> Gone:
    return Gone(
        "Whoever invited you can no longer give this access. Ask for a new invitation.",
        code="inviter_may_not",
    )


def _of(invite_id: UUID | None) -> UUID:
    assert invite_id is not None
    return invite_id
