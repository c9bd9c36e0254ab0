"""Takes a user's second factors away, for whoever has lost phone and recovery codes."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority, check_delegation
from hubbub.access.factors.events import SecondFactorReset
from hubbub.access.factors.repository import delete_factors
from hubbub.access.repository import access_changed
from hubbub.access.sessions.repository import end_sessions
from hubbub.access.telling import Notice, tell_user
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.repository import all_roles, bump_user, lock_account, role_ids_of
from hubbub.access.users.role_rules import union
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Subject, record


async def reset_second_factor(tx: Transaction, user_id: UUID, by: Authority) -> None:
    """He signs in with his password alone next time, and is signed out everywhere. Forbidden for
    somebody with more rights: what protects them is not taken away from below."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    await find_and_lock(tx, user_id)
    if by.user_id == user_id:
        message = "Change your own second step on your Security page."
        raise Conflict(message, code="oneself")
    check_delegation(by, 0, union(await all_roles(tx), await role_ids_of(tx, user_id)))
    factors = await delete_factors(tx, user_id)
    if factors == 0:
        return
    await end_sessions(tx, user_id)
    await access_changed(tx, user_id)
    event = SecondFactorReset(factors=factors)
    await record(tx, event, Subject(user_id, await bump_user(tx, user_id)), by.origin)
    await tell_user(tx, user_id, Notice.FACTORS_RESET)
