"""Finds the user whom a provider has recognised: by his subject, and the first time by an address
that the provider has verified."""

from uuid import UUID

from hubbub.access.authority import Authority, check_delegation
from hubbub.access.catalogue import bitset_of_keys
from hubbub.access.loading import load_actor
from hubbub.access.openid.events import ProviderLinked
from hubbub.access.openid.going import Recognised, SignInRefused
from hubbub.access.openid.repository import is_linked, link_user, linked_user, user_of_email
from hubbub.access.sessions.signing_in import Proved
from hubbub.access.telling import Notice, tell_user
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.repository import all_roles, bump_user, lock_account, role_ids_of
from hubbub.access.users.role_rules import union
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Forbidden, Problem
from hubbub.kernel.events import SYSTEM, Origin, Subject, record


async def find_user(database: Database, known: Recognised, address: str) -> Proved:
    """Whose sign-in this is. SignInRefused when it is nobody's."""
    async with database.transaction(known.account_id) as tx:
        user_id = await linked_user(tx, known.provider.id, known.claims.subject)
        if user_id is None:
            await lock_account(tx)
            # Two first sign-ins at once: the second finds what the first has done.
            user_id = await linked_user(tx, known.provider.id, known.claims.subject)
        if user_id is None:
            user_id = await _first_time(tx, known, address)
        # He may have been given rights since he was linked.
        vouched = Authority(SYSTEM, bitset_of_keys(known.provider.vouched_for), None)
        await _check_rights(tx, user_id, vouched)
        user = await find_and_lock(tx, user_id)
    if user.state != "enabled":
        raise SignInRefused("openid_unknown", "the user is disabled")
    return Proved(known.account_id, user_id)


async def _first_time(tx: Transaction, known: Recognised, address: str) -> UUID:
    email = _verified_email(known)
    by = await _authority(tx, known)
    user_id = await user_of_email(tx, email)
    if user_id is None:
        user_id = await _create(tx, known, email, by)
    else:
        await _check_takeover(tx, known, user_id, by)
    await link_user(tx, known.provider.id, known.claims.subject, user_id)
    subject = Subject(user_id, await bump_user(tx, user_id))
    event = ProviderLinked(provider_id=known.provider.id)
    await record(tx, event, subject, Origin("user", user_id, address=address))
    await tell_user(tx, user_id, Notice.PROVIDER_LINKED)
    return user_id


def _verified_email(known: Recognised) -> str:
    email = known.claims.email
    if email is None or not known.claims.is_email_verified:
        raise SignInRefused("openid_unverified", "the address is not verified")
    domain = email.rpartition("@")[2].lower()
    if domain not in known.provider.domains:
        raise SignInRefused("openid_domain", "the domain is not allowed")
    return email


async def _authority(tx: Transaction, known: Recognised) -> Authority:
    """The rights that whoever has set the provider up holds now: it gives no more than he could."""
    configurer = await load_actor(tx, known.provider.configured_by)
    raw = 0 if configurer is None else configurer.effective.raw
    return Authority(SYSTEM, raw, None)


async def _create(tx: Transaction, known: Recognised, email: str, by: Authority) -> UUID:
    if not known.provider.creates_users:
        raise SignInRefused("openid_unknown", "nobody has this address")
    name = (known.claims.name or "").strip() or email.partition("@")[0]
    roles = frozenset(known.provider.role_ids)
    new = NewUser(name[:255], email, None, roles, wants_seat=False, is_here=True)
    try:
        return (await create_user(tx, new, by)).id
    except Problem as problem:
        raise SignInRefused("openid_not_created", problem.detail) from problem


async def _check_takeover(tx: Transaction, known: Recognised, user_id: UUID, by: Authority) -> None:
    if await is_linked(tx, known.provider.id, user_id):
        raise SignInRefused("openid_unknown", "another subject is this user already")
    await _check_rights(tx, user_id, by)


async def _check_rights(tx: Transaction, user_id: UUID, by: Authority) -> None:
    """Whoever sets a provider up can let it recognise anybody; so it may stand only for users who
    can do no more than he."""
    try:
        check_delegation(by, 0, union(await all_roles(tx), await role_ids_of(tx, user_id)))
    except Forbidden as problem:
        raise SignInRefused("openid_rights", problem.detail) from problem
