"""Makes, changes and removes profiles. Whoever changes one takes its subscriptions over, since it
says where they go."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.users.repository import lock_account
from hubbub.compat.vendor.subscriptions.endpoints import Endpoints
from hubbub.compat.vendor.subscriptions.events import ProfileRemoved, ProfileSet
from hubbub.compat.vendor.subscriptions.profile_bodies import Draft
from hubbub.compat.vendor.subscriptions.profiles_repository import (
    Filled,
    Profile,
    count_profiles,
    delete_profile,
    fill_profile,
    insert_profile,
    is_profile_used,
    lock_profile,
    named_profile,
)
from hubbub.compat.vendor.subscriptions.securities import IN_DEMO, add_security
from hubbub.compat.vendor.subscriptions.securities_repository import lock_security
from hubbub.compat.vendor.subscriptions.subscriptions_repository import subscriptions_of_profile
from hubbub.compat.vendor.subscriptions.wire import MASK, check_id, is_id
from hubbub.compat.vendor.subscriptions.wishing import wish_for
from hubbub.compat.vendor.wire import wrong
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, Personal, Snapshot
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.own_headers import clean_headers
from hubbub.kernel.secrets import Secrets

MOST_PROFILES = 100
NONE = "There is no profile of this profileId."
OTHER = "There is a profile of this profileId, and it is another one. Change it with PUT."
USED = "A subscription uses this profile. Give the subscription another one first."
NO_ADDRESS = "Say where to send to: give webhook.notifyUrl."
NO_SECURITY = "There is no security setting of this authId. Give its type and its credentials."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a profile is to be, with the values of its headers."""

    url: str
    security_id: UUID | None
    settings: dict[str, Any]
    headers: dict[str, str]


async def add_profile(
    tx: Transaction, profile_id: str, draft: Draft, secrets: Secrets, by: Actor
) -> Profile:
    """The same once more is what is there. Raises Invalid, Conflict."""
    check_id("profileId", profile_id)
    await refuse_in_demo(tx, IN_DEMO)
    await lock_account(tx)
    found = await lock_profile(tx, profile_id)
    wanted = await _wanted(tx, found, draft, secrets, by)
    if found is not None:
        if not is_same(found, wanted, secrets):
            raise Conflict(OTHER)
        return found
    if await count_profiles(tx) >= MOST_PROFILES:
        raise Conflict(f"An account has at most {MOST_PROFILES} profiles. Remove one first.")
    id_ = new_id()
    made = await insert_profile(tx, id_, profile_id, _filled(wanted, id_, secrets))
    changes = Changes({}, snapshot(made))
    await record(tx, ProfileSet(is_new=True), _subject(made), by.origin, changes)
    return made


async def put_profile(
    tx: Transaction, profile_id: str, draft: Draft, secrets: Secrets, by: tuple[Actor, Endpoints]
) -> Profile:
    """What is left out stays. Raises NotFound, Invalid."""
    actor, endpoints = by
    await refuse_in_demo(tx, IN_DEMO)
    found = await _held(tx, profile_id, endpoints)
    wanted = await _wanted(tx, found, draft, secrets, actor)
    if is_same(found, wanted, secrets):
        return found
    after = await fill_profile(tx, found.id, _filled(wanted, found.id, secrets))
    changes = Changes(snapshot(found), snapshot(after))
    await record(tx, ProfileSet(is_new=False), _subject(after), actor.origin, changes)
    for each in await subscriptions_of_profile(tx, after.id):
        wish = wish_for(each.name or each.subscription_id, each.channel, each.events, after)
        await endpoints.change(tx, each.endpoint_id, wish, actor)
    return after


async def remove_profile(tx: Transaction, profile_id: str, by: Actor) -> Profile:
    """Raises NotFound, and Conflict while a subscription uses it."""
    found = await _locked(tx, profile_id)
    if await is_profile_used(tx, found.id):
        raise Conflict(USED)
    await delete_profile(tx, found.id)
    changes = Changes(snapshot(found), {})
    subject = Subject(found.id, found.version + 1)
    await record(tx, ProfileRemoved(), subject, by.origin, changes)
    return found


async def find_profile(tx: Transaction, profile_id: str) -> Profile:
    """Raises NotFound."""
    found = await named_profile(tx, profile_id) if is_id(profile_id) else None
    if found is None:
        raise NotFound(NONE)
    return found


async def _held(tx: Transaction, profile_id: str, endpoints: Endpoints) -> Profile:
    """Locked, with the webhooks of its subscriptions. Raises NotFound."""
    # From here on no other subscription comes to use it.
    await lock_account(tx)
    seen = await find_profile(tx, profile_id)
    told = await subscriptions_of_profile(tx, seen.id)
    await endpoints.hold(tx, [each.endpoint_id for each in told])
    return await _locked(tx, profile_id)


async def _locked(tx: Transaction, profile_id: str) -> Profile:
    found = await lock_profile(tx, profile_id) if is_id(profile_id) else None
    if found is None:
        raise NotFound(NONE)
    return found


def headers_of(profile: Profile, secrets: Secrets) -> dict[str, str]:
    """Its own headers, opened."""
    if profile.sealed_headers is None:
        return {}
    return json.loads(secrets.open(profile.sealed_headers, _context(profile.id)))


def show_profile(profile: Profile) -> dict[str, Any]:
    return {
        **show_reference(profile.profile_id, profile.auth_id),
        "webhook": {"notifyUrl": profile.url, "contentType": "application/json"},
        **profile.settings,
        **({"headers": dict.fromkeys(profile.header_names, MASK)} if profile.header_names else {}),
    }


def show_reference(profile_id: str, auth_id: str | None) -> dict[str, Any]:
    """By its id alone, and that of its security."""
    security = {} if auth_id is None else {"security": {"authId": auth_id}}
    return {"profileId": profile_id, **security}


def snapshot(profile: Profile) -> Snapshot:
    """What the audit tells of a profile: never the value of a header."""
    return {
        "name": Personal(profile.profile_id),
        "url": Personal(profile.url),
        "headers": Personal(", ".join(profile.header_names) or None),
        "security": Personal(profile.auth_id),
    }


def is_same(profile: Profile, wanted: Wanted, secrets: Secrets) -> bool:
    headers = headers_of(profile, secrets)
    return wanted == Wanted(profile.url, profile.security_id, profile.settings, headers)


async def _wanted(
    tx: Transaction, before: Profile | None, draft: Draft, secrets: Secrets, by: Actor
) -> Wanted:
    """What it would be then."""
    url = draft.url or (before.url if before else None)
    if url is None:
        raise wrong("webhook.notifyUrl", NO_ADDRESS)
    security_id = before.security_id if before else None
    if draft.auth_id is not None:
        security_id = await _security(tx, draft, secrets, by)
    headers = headers_of(before, secrets) if before else {}
    if draft.headers is not None:
        headers = clean_headers(draft.headers, headers)
    settings = {**(before.settings if before else {}), **draft.settings}
    return Wanted(url, security_id, settings, headers)


async def _security(tx: Transaction, draft: Draft, secrets: Secrets, by: Actor) -> UUID:
    assert draft.auth_id is not None
    if draft.credentials is not None:
        return (await add_security(tx, draft.auth_id, draft.credentials, secrets, by)).id
    found = await lock_security(tx, draft.auth_id)
    if found is None:
        raise wrong("security.authId", NO_SECURITY)
    return found.id


def _filled(wanted: Wanted, id_: UUID, secrets: Secrets) -> Filled:
    headers = wanted.headers
    sealed = secrets.seal(json.dumps(headers), _context(id_)) if headers else None
    return Filled(wanted.url, wanted.security_id, wanted.settings, list(headers), sealed)


def _context(id_: UUID) -> str:
    return f"wire_profile:{id_.hex}"


def _subject(profile: Profile) -> Subject:
    return Subject(profile.id, profile.version)
