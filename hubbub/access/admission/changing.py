"""Changes how an account lets people in, and never locks out whoever changes it."""

import re
from collections.abc import Sequence
from uuid import UUID

from hubbub.access import may
from hubbub.access.accounts.repository import bump_account
from hubbub.access.acting import authority_now
from hubbub.access.admission.addresses import is_from
from hubbub.access.admission.events import SignInSettingsChanged, UserNetworksChanged
from hubbub.access.admission.repository import (
    SignInSettings,
    UserNetworks,
    get_sign_in_settings,
    get_user_networks,
    save_sign_in_settings,
    save_user_networks,
)
from hubbub.access.authority import Authority, check_delegation
from hubbub.access.repository import access_changed
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.repository import all_roles, bump_user, lock_account, role_ids_of
from hubbub.access.users.role_rules import union
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, Personal, Snapshot, differences
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid
from hubbub.kernel.events import Subject, record
from hubbub.kernel.forwarding import Network

SHORT_NAME = re.compile(r"[a-z0-9](-?[a-z0-9])*")
LEAST_IDLE, MOST_IDLE = 5, 43_200
LEAST_ABSOLUTE, MOST_ABSOLUTE = 60, 129_600
STALE = "Somebody else changed this in the meantime. Look at it again."
LOCKED_OUT = "These ranges leave out your own address ({}). Add it, or you could not come back."


async def change_sign_in_settings(
    tx: Transaction, new: SignInSettings, address: str, method: str, by: Authority
) -> SignInSettings:
    """The settings as they then are. `new.version` is the one that the change was made from;
    `address` and `method` say from where and by what the changer is signed in."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_SIGN_IN)
    before = await get_sign_in_settings(tx)
    if before.version != new.version:
        raise Conflict(STALE, code="stale")
    _check(new)
    if new.short_name is not None:
        await refuse_in_demo(tx, "A demo takes no short name away from others.")
    if not is_from(address, new.networks):
        raise Invalid([FieldError("networks", LOCKED_OUT.format(address))])
    if before.allows_passwords and not new.allows_passwords and method != "openid":
        # Whoever has come in this way has shown that it works.
        message = "Sign in with OpenID Connect yourself first; this shows that it works."
        raise Invalid([FieldError("allows_passwords", message)])
    changes = Changes(_snapshot(before), _snapshot(new))
    changed = [each.field for each in differences(changes)]
    if not changed:
        return before
    await save_sign_in_settings(tx, new)
    after = await get_sign_in_settings(tx)
    await access_changed(tx, None)
    event = SignInSettingsChanged(
        changed=changed,
        requires_second_factor=after.requires_second_factor,
        allows_passwords=after.allows_passwords,
        idle_minutes=after.idle_minutes,
        absolute_minutes=after.absolute_minutes,
    )
    await record(tx, event, Subject(tx.account, await bump_account(tx)), by.origin, changes)
    return after


def _snapshot(settings: SignInSettings) -> Snapshot:
    return {
        "short_name": settings.short_name,
        "requires_second_factor": settings.requires_second_factor,
        "allows_passwords": settings.allows_passwords,
        "networks": _ranges(settings.networks),
        "idle_minutes": settings.idle_minutes,
        "absolute_minutes": settings.absolute_minutes,
    }


def _ranges(networks: Sequence[Network]) -> Personal:
    return Personal(", ".join(str(each) for each in networks) or None)


def _check(new: SignInSettings) -> None:
    errors: list[FieldError] = []
    if new.short_name is not None and not (
        2 <= len(new.short_name) <= 40 and SHORT_NAME.fullmatch(new.short_name)
    ):
        message = "Use 2 to 40 small letters, digits and single hyphens between them."
        errors.append(FieldError("short_name", message))
    if not LEAST_IDLE <= new.idle_minutes <= MOST_IDLE:
        errors.append(FieldError("idle_minutes", "Choose from 5 minutes to 30 days."))
    if not LEAST_ABSOLUTE <= new.absolute_minutes <= MOST_ABSOLUTE:
        errors.append(FieldError("absolute_minutes", "Choose from 1 hour to 90 days."))
    if new.idle_minutes > new.absolute_minutes:
        message = "The limit without use cannot be longer than the limit in all."
        errors.append(FieldError("idle_minutes", message))
    if errors:
        raise Invalid(errors)


async def change_user_networks(
    tx: Transaction, user_id: UUID, new: UserNetworks, address: str, by: Authority
) -> UserNetworks:
    """Where a user may come from, as it then is. Forbidden for somebody with more rights: neither
    is what protects them taken away from below, nor are they shut out."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    await find_and_lock(tx, user_id)
    check_delegation(by, 0, union(await all_roles(tx), await role_ids_of(tx, user_id)))
    before = await get_user_networks(tx, user_id)
    if before.version != new.version:
        raise Conflict(STALE, code="stale")
    if by.user_id == user_id and not is_from(address, new.networks):
        raise Invalid([FieldError("networks", LOCKED_OUT.format(address))])
    if list(before.networks) == list(new.networks):
        return before
    await save_user_networks(tx, user_id, new.networks)
    await access_changed(tx, user_id)
    event = UserNetworksChanged(before=len(before.networks), after=len(new.networks))
    changes = Changes({"networks": _ranges(before.networks)}, {"networks": _ranges(new.networks)})
    await record(tx, event, Subject(user_id, await bump_user(tx, user_id)), by.origin, changes)
    return await get_user_networks(tx, user_id)
