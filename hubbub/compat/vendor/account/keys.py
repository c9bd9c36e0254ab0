"""API keys of ours in the words of this wire, and what it asks for in ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import Field

from hubbub.access.actor import Actor
from hubbub.access.authority import authority_of
from hubbub.access.keys.changing import NO_KEY, Wanted, change_key
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.keys.networks import Network, read_networks
from hubbub.access.keys.repository import ApiKey, get_key
from hubbub.access.users.repository import lock_account
from hubbub.compat.vendor.account.scopes import default_keys, guids_of, keys_of
from hubbub.compat.vendor.account.wire import check_account
from hubbub.compat.vendor.wire import WireInput, WireTime, write_time, wrong
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound

LIFE = timedelta(days=365)
"""Of a key whose end is not said; so it is on this wire."""

HIDDEN = "********"


class KeyBody(WireInput):
    """What both versions know of a key."""

    allowed_ips: list[str] | None = Field(None, max_length=200, alias="allowedIPs")
    valid_from: WireTime | None = None
    valid_to: WireTime | None = None
    enabled: bool | None = None
    permissions: list[str] | None = Field(None, max_length=50)
    scope_guids: list[str] | None = Field(None, max_length=200)
    account_id: str | None = None
    platform: list[object] | None = None


class NewKeyBody(KeyBody):
    name: str = Field(max_length=1000)


class KeyChangeBody(KeyBody):
    """A field that is left out stays as it is."""

    name: str | None = Field(None, max_length=1000)


@dataclass(frozen=True, slots=True)
class Version:
    """By which names a version of this wire calls what it shows of a key."""

    key_id: str
    secret: str
    account: str
    permission: str
    shows_scopes: bool


FIRST = Version("key", "publicApiKey", "accountKey", "ALL", shows_scopes=False)
SECOND = Version("id", "apiKeySecret", "accountId", "PUBLIC_API", shows_scopes=True)


async def create(tx: Transaction, body: NewKeyBody, actor: Actor, as_: Version) -> dict[str, Any]:
    """The key with its secret, which this answer alone shows."""
    _check(body, actor, as_)
    by = authority_of(actor)
    new = NewKey(
        user_id=actor.user_id,
        name=body.name,
        scopes=keys_of(body.scope_guids) if body.scope_guids else default_keys(by),
        expires_at=body.valid_to or now() + LIFE,
        networks=read_networks(body.allowed_ips or []),
        starts_at=body.valid_from,
    )
    key, secret = await make_key(tx, new, by)
    if body.enabled is False:
        off = Wanted(key.name, key.networks, key.expires_at, key.version, is_enabled=False)
        key = await change_key(tx, key.id, off, by)
    return {**show(key, as_), as_.secret: secret}


async def change(
    tx: Transaction, key_id: UUID, body: KeyChangeBody, actor: Actor, as_: Version
) -> dict[str, Any]:
    _check(body, actor, as_)
    await lock_account(tx)
    before = await found(tx, key_id)
    if body.scope_guids is not None and keys_of(body.scope_guids) != tuple(sorted(before.scopes)):
        raise wrong("scopeGuids", "What a key may do cannot be changed. Make another key.")
    wanted = _wanted(before, body)
    return show(await change_key(tx, key_id, wanted, authority_of(actor)), as_)


async def found(tx: Transaction, key_id: UUID) -> ApiKey:
    """Raises NotFound."""
    key = await get_key(tx, key_id)
    if key is None:
        raise NotFound(NO_KEY)
    return key


def show(key: ApiKey, as_: Version) -> dict[str, Any]:
    """All but the secret, of which only the beginning is known here."""
    shown: dict[str, Any] = {
        as_.key_id: key.id,
        as_.secret: key.prefix + HIDDEN,
        as_.account: key.account_id,
        "name": key.name,
        "allowedIPs": [_address(each) for each in key.networks],
        "validFrom": write_time(key.starts_at or key.created_at),
        "enabled": key.is_enabled,
        "permissions": [as_.permission],
    }
    if key.expires_at is not None:
        shown["validTo"] = write_time(key.expires_at)
    if as_.shows_scopes:
        shown["scopeGuids"] = guids_of(key.scopes)
    return shown


def _wanted(before: ApiKey, body: KeyChangeBody) -> Wanted:
    networks: Sequence[Network] = before.networks
    if body.allowed_ips is not None:
        networks = read_networks(body.allowed_ips)
    return Wanted(
        name=before.name if body.name is None else body.name,
        networks=networks,
        expires_at=_unless_shown(body.valid_to, before.expires_at) or before.expires_at,
        version=before.version,
        starts_at=_unless_shown(body.valid_from, before.starts_at or before.created_at),
        is_enabled=body.enabled,
    )


def _unless_shown(wanted: datetime | None, shown: datetime | None) -> datetime | None:
    # What was shown to the millisecond and comes back so is the same time.
    is_same = wanted is not None and shown is not None and write_time(wanted) == write_time(shown)
    return None if is_same else wanted


def _check(body: KeyBody, actor: Actor, as_: Version) -> None:
    check_account(actor, body.account_id)
    if body.platform:
        raise wrong("platform", "Keys are not bound to applications here. Leave platform out.")
    others = set(body.permissions or ()) - {as_.permission}
    if others:
        raise wrong(
            "permissions",
            f"There is only {as_.permission} here. Say in scopeGuids what the key may do.",
        )


def _address(network: Network) -> str:
    # A single address as it was written, without the length of its range.
    is_single = network.prefixlen == network.max_prefixlen
    return str(network.network_address if is_single else network)
