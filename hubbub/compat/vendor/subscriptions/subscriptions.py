"""Makes, changes and removes subscriptions, each with the webhook that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hubbub.access.actor import Actor
from hubbub.access.users.repository import lock_account
from hubbub.compat.vendor.subscriptions.channels import check_channel
from hubbub.compat.vendor.subscriptions.endpoints import Endpoints
from hubbub.compat.vendor.subscriptions.profile_bodies import Draft
from hubbub.compat.vendor.subscriptions.profiles import add_profile, show_reference
from hubbub.compat.vendor.subscriptions.profiles_repository import Profile, lock_profile
from hubbub.compat.vendor.subscriptions.securities import IN_DEMO
from hubbub.compat.vendor.subscriptions.subscription_bodies import SubscriptionBody
from hubbub.compat.vendor.subscriptions.subscriptions_repository import (
    Chosen,
    Subscription,
    choose,
    insert_subscription,
    lock_subscription,
    named_subscription,
)
from hubbub.compat.vendor.subscriptions.wire import check_id, is_id
from hubbub.compat.vendor.subscriptions.wishing import wish_for
from hubbub.compat.vendor.wire import bare, wrong
from hubbub.features.numbers.repository import all_numbers
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.secrets import Secrets

NONE = "There is no subscription of this id on this channel."
OTHER = "There is a subscription of this id, and it is another one. Change it with PUT."
NO_PROFILE = "There is no profile of this profileId. Give its webhook.notifyUrl to have it made."

Name = tuple[str, str]
"""The channel, and the id there."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who asks, and with what it is done."""

    actor: Actor
    endpoints: Endpoints
    secrets: Secrets


async def add_subscription(
    tx: Transaction, name: Name, body: SubscriptionBody, to: tuple[str, Draft], by: Office
) -> Subscription:
    """`to` is the profile with what it is to be. The same once more is what is there. Raises
    Invalid, Conflict."""
    channel, subscription_id = name
    check_channel(channel)
    check_id("subscriptionId", subscription_id)
    await refuse_in_demo(tx, IN_DEMO)
    await lock_account(tx)
    profile = await _profile(tx, to, by)
    chosen = await _chosen(tx, channel, body, profile)
    found = await lock_subscription(tx, channel, subscription_id)
    if found is not None:
        if _choice_of(found) != chosen:
            raise Conflict(OTHER)
        return found
    wish = wish_for(chosen.name or subscription_id, channel, chosen.events, profile)
    endpoint_id = await by.endpoints.add(tx, wish, by.actor)
    return await insert_subscription(tx, endpoint_id, name, chosen)


async def put_subscription(
    tx: Transaction, name: Name, body: SubscriptionBody, profile_id: str, by: Office
) -> Subscription:
    """It acts for the asker from then on. Raises NotFound, Invalid."""
    await refuse_in_demo(tx, IN_DEMO)
    await lock_account(tx)
    found = await _held(tx, name, by)
    profile = await _found_profile(tx, profile_id)
    chosen = await _chosen(tx, found.channel, body, profile)
    after = await choose(tx, found.endpoint_id, chosen)
    wish = wish_for(chosen.name or found.subscription_id, found.channel, chosen.events, profile)
    await by.endpoints.change(tx, found.endpoint_id, wish, by.actor)
    return after


async def remove_subscription(tx: Transaction, name: Name, by: Office) -> Subscription:
    """With all that waits for it. Raises NotFound."""
    found = await _held(tx, name, by)
    await by.endpoints.remove(tx, found.endpoint_id, by.actor)
    return found


async def find_subscription(tx: Transaction, channel: str, name: str) -> Subscription:
    """Raises NotFound, and Invalid for a channel of which nothing is told."""
    check_channel(channel)
    found = await named_subscription(tx, channel, name) if is_id(name) else None
    if found is None:
        raise NotFound(NONE)
    return found


def show_subscription(found: Subscription) -> dict[str, Any]:
    return {
        **show_subscription_reference(found),
        **({} if found.name is None else {"name": found.name}),
        "events": found.events,
        "criteria": found.criteria,
        "resources": found.resources,
        "users": [],
    }


def show_subscription_reference(found: Subscription) -> dict[str, Any]:
    """By its id alone, and those of its profile and its security."""
    return {
        "subscriptionId": found.subscription_id,
        "profile": show_reference(found.profile_name, found.auth_id),
    }


async def _held(tx: Transaction, name: Name, by: Office) -> Subscription:
    """Locked, with its webhook. Raises NotFound, Invalid."""
    seen = await find_subscription(tx, *name)
    await by.endpoints.hold(tx, [seen.endpoint_id])
    found = await lock_subscription(tx, *name)
    # One that was made anew meanwhile has another webhook, which is not held.
    if found is None or found.endpoint_id != seen.endpoint_id:
        raise NotFound(NONE)
    return found


async def _profile(tx: Transaction, to: tuple[str, Draft], by: Office) -> Profile:
    profile_id, draft = to
    if draft.is_empty:
        return await _found_profile(tx, profile_id)
    return await add_profile(tx, profile_id, draft, by.secrets, by.actor)


async def _found_profile(tx: Transaction, profile_id: str) -> Profile:
    found = await lock_profile(tx, profile_id)
    if found is None:
        raise wrong("profile.profileId", NO_PROFILE)
    return found


async def _chosen(
    tx: Transaction, channel: str, body: SubscriptionBody, profile: Profile
) -> Chosen:
    events = body.chosen_events(channel)
    criteria = body.chosen_criteria(channel, events)
    resources = await _numbers(tx, body.resources or [])
    name = " ".join((body.name or "").split()) or None
    if name is not None and not name.isprintable():
        # It is shown where people look after webhooks, also in terminals.
        raise wrong("name", "Take what cannot be seen out of the name.")
    return Chosen(profile.id, name, events, criteria, resources)


async def _numbers(tx: Transaction, resources: Sequence[str]) -> list[str]:
    """Each once, as this interface writes them. Invalid for what is no number of the account."""
    wanted = list(dict.fromkeys(bare(each.strip()) for each in resources))
    own = {bare(each.number) for each in await all_numbers(tx)} if wanted else set[str]()
    for each in wanted:
        if each not in own:
            raise wrong("resources", f"“{each[:60]}” is no number of your account.")
    return wanted


def _choice_of(found: Subscription) -> Chosen:
    return Chosen(found.profile_id, found.name, found.events, found.criteria, found.resources)
