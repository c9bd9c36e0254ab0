"""Rows of subscriptions: what is told of, beside the webhook that is told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Subscription:
    account_id: UUID
    endpoint_id: UUID
    channel: str
    subscription_id: str
    profile_id: UUID
    profile_name: str
    auth_id: str | None
    name: str | None
    events: list[str]
    criteria: list[dict[str, str]]
    resources: list[str]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """What can be set of a subscription."""

    profile_id: UUID
    name: str | None
    events: list[str]
    criteria: list[dict[str, str]]
    resources: list[str]


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which subscriptions of a channel: those that name all of these."""

    channel: str
    applications: list[str] = field(default_factory=list[str])
    entities: list[str] = field(default_factory=list[str])
    resources: list[str] = field(default_factory=list[str])


SELECT = """
SELECT t.account_id, t.endpoint_id, t.channel, t.subscription_id, t.profile_id,
       p.profile_id AS profile_name, s.auth_id, t.name, t.events, t.criteria, t.resources,
       t.created_at
FROM wire_subscriptions t
JOIN wire_profiles p ON p.account_id = t.account_id AND p.id = t.profile_id
LEFT JOIN wire_securities s ON s.account_id = p.account_id AND s.id = p.security_id
WHERE t.account_id = %(account)s"""
GET = f"{SELECT} AND t.endpoint_id = %(id)s"
NAMED = f"{SELECT} AND t.channel = %(channel)s AND t.subscription_id = %(name)s"
LOCK = f"{NAMED} FOR UPDATE OF t"
OF_PROFILE = f"{SELECT} AND t.profile_id = %(id)s ORDER BY t.endpoint_id"
NARROWED = """ AND t.channel = %(channel)s AND t.resources @> %(resources)s::text[]
  AND ARRAY(SELECT c->>'applicationId' FROM jsonb_array_elements(t.criteria) c)
      @> %(applications)s::text[]
  AND ARRAY(SELECT c->>'entityId' FROM jsonb_array_elements(t.criteria) c) @> %(entities)s::text[]
"""
PAGE = f"""{SELECT}{NARROWED}
ORDER BY t.created_at DESC, t.endpoint_id DESC LIMIT %(size)s OFFSET %(offset)s"""
COUNT = f"SELECT count(*) FROM wire_subscriptions t WHERE t.account_id = %(account)s{NARROWED}"
INSERT = """
INSERT INTO wire_subscriptions (account_id, endpoint_id, channel, subscription_id, profile_id, name,
                                events, criteria, resources)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
CHOOSE = """
UPDATE wire_subscriptions SET profile_id = %s, name = %s, events = %s, criteria = %s, resources = %s
WHERE account_id = %s AND endpoint_id = %s
"""


async def get_subscription(tx: Transaction, endpoint_id: UUID) -> Subscription | None:
    return await tx.one(Subscription, GET, {"account": tx.account, "id": endpoint_id})


async def named_subscription(tx: Transaction, channel: str, name: str) -> Subscription | None:
    values = {"account": tx.account, "channel": channel, "name": name}
    return await tx.one(Subscription, NAMED, values)


async def lock_subscription(tx: Transaction, channel: str, name: str) -> Subscription | None:
    values = {"account": tx.account, "channel": channel, "name": name}
    return await tx.one(Subscription, LOCK, values)


async def subscriptions_of_profile(tx: Transaction, profile_id: UUID) -> list[Subscription]:
    return await tx.all(Subscription, OF_PROFILE, {"account": tx.account, "id": profile_id})


async def page_of_subscriptions(
    tx: Transaction, narrow: Narrow, size: int, offset: int
) -> tuple[list[Subscription], int]:
    """The newest first, and how many there are."""
    values = _params(tx, narrow)
    found = await tx.all(Subscription, PAGE, {**values, "size": size, "offset": offset})
    return found, await tx.value(COUNT, values)


async def insert_subscription(
    tx: Transaction, endpoint_id: UUID, name: tuple[str, str], new: Chosen
) -> Subscription:
    """`name` is the channel, and the id there."""
    await tx.execute(INSERT, (tx.account, endpoint_id, *name, *_values(new)))
    return _there(await get_subscription(tx, endpoint_id))


async def choose(tx: Transaction, endpoint_id: UUID, new: Chosen) -> Subscription:
    await tx.execute(CHOOSE, (*_values(new), tx.account, endpoint_id))
    return _there(await get_subscription(tx, endpoint_id))


def _params(tx: Transaction, narrow: Narrow) -> dict[str, Any]:
    named = {each: getattr(narrow, each) for each in narrow.__slots__}
    return {"account": tx.account, **named}


def _values(new: Chosen) -> tuple[object, ...]:
    return new.profile_id, new.name, new.events, Jsonb(new.criteria), new.resources


def _there(subscription: Subscription | None) -> Subscription:
    assert subscription is not None
    return subscription
