"""Adds and changes carriers that are reached over HTTP, whichever kind they are of."""

import json
import re
import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from hubbub.channels.sms.adapters.carrier import CarrierKind, Setting
from hubbub.channels.sms.adapters.opening import DOOR, SECRETS, door_of, secrets_of
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.http_repository import (
    HttpCarrier,
    get_http_carrier,
    put_http_carrier,
    settle_http_carrier,
)
from hubbub.channels.sms.naming import clean_name
from hubbub.channels.sms.owning import lease_name
from hubbub.channels.sms.snapshots import http_snapshot
from hubbub.channels.sms.staleness import check_version
from hubbub.features.numbers.events import CarrierAdded, CarrierChanged
from hubbub.features.numbers.repository import (
    Carrier,
    insert_carrier,
    lock_carrier,
    update_carrier,
)
from hubbub.kernel import leases
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, made
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.secrets import Secrets, SecretUnreadable

DOOR_BYTES: Final = 16
NO_CARRIER: Final = "There is no such carrier."
IN_DEMO: Final = "A demo reaches nobody but the simulated carrier."


@dataclass(frozen=True, slots=True)
class WantedHttp:
    """What somebody says of a carrier. A secret that is left out stays as it is."""

    name: str
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    per_second: int = 10
    enabled: bool = True
    version: int | None = None
    """That of the carrier that was looked at; without it, whatever it is now."""


async def add_http_carrier(
    tx: Transaction,
    kind_name: str,
    wanted: WantedHttp,
    secrets: Secrets,
    by: Origin,
    *,
    is_simulated: bool = False,
) -> Carrier:
    """The carrier; whoever owns it looks at once whether it lets us in. A simulated one is played
    by the simulator, and asks for no settings. Raises Invalid, Conflict."""
    await refuse_in_demo(tx, IN_DEMO)
    kind = _kind(kind_name)
    given = {} if is_simulated else _checked(kind, wanted.settings, {})
    carrier = await insert_carrier(
        tx, clean_name(wanted.name), kind.kind, wanted.enabled, takes_whole_texts=True
    )
    door = random.token_urlsafe(DOOR_BYTES)
    stored = HttpCarrier(
        account_id=tx.account,
        carrier_id=carrier.id,
        settings=_plain(kind, given),
        sealed_secrets=_seal(secrets, carrier.id, _secret(kind, given)),
        sealed_door=secrets.seal(door, f"{DOOR}:{carrier.id.hex}"),
        per_second=wanted.per_second,
        is_simulated=is_simulated,
    )
    await put_http_carrier(tx, stored, door)
    await leases.offer(tx, lease_name(carrier.id), tx.account)
    changes = made(http_snapshot(carrier, stored))
    await record(tx, CarrierAdded(), Subject(carrier.id, carrier.version), by, changes)
    return carrier


async def change_http_carrier(
    tx: Transaction, carrier_id: UUID, wanted: WantedHttp, secrets: Secrets, by: Origin
) -> Carrier:
    """The carrier as it then is; its owner opens it afresh. Raises NotFound, Invalid, Conflict."""
    carrier, before = await lock_carrier(tx, carrier_id), await get_http_carrier(tx, carrier_id)
    if carrier is None or before is None:
        raise NotFound(NO_CARRIER)
    check_version(carrier, wanted.version)
    kind = _kind(carrier.kind)
    after = replace(before, per_second=wanted.per_second)
    if not before.is_simulated:
        known = _known(secrets, before)
        given = _checked(kind, wanted.settings, known)
        secret = _secret(kind, given)
        after = replace(after, settings=_plain(kind, given))
        if secret != known:
            after = replace(after, sealed_secrets=_seal(secrets, carrier_id, secret))
    await _put(tx, after, secrets)
    changed = await update_carrier(tx, carrier_id, clean_name(wanted.name), wanted.enabled)
    assert changed is not None
    changes = Changes(http_snapshot(carrier, before), http_snapshot(changed, after))
    await record(tx, CarrierChanged(), Subject(carrier_id, changed.version), by, changes)
    return changed


async def wanted_of_http(tx: Transaction, carrier: Carrier) -> WantedHttp:
    """What is set for it now, secrets left as they are. Raises NotFound."""
    stored = await get_http_carrier(tx, carrier.id)
    if stored is None:
        raise NotFound(NO_CARRIER)
    return WantedHttp(
        carrier.name, stored.settings, stored.per_second, carrier.is_enabled, carrier.version
    )


async def _put(tx: Transaction, carrier: HttpCarrier, secrets: Secrets) -> None:
    try:
        door_of(secrets, carrier)
    except SecretUnreadable:
        # Its key is lost, so that nobody can say any more what the carrier was told.
        door = random.token_urlsafe(DOOR_BYTES)
        sealed = secrets.seal(door, f"{DOOR}:{carrier.carrier_id.hex}")
        await put_http_carrier(tx, replace(carrier, sealed_door=sealed), door)
    else:
        await settle_http_carrier(tx, carrier)


def _kind(name: str) -> CarrierKind:
    kind = KINDS.get(name)
    if kind is None:
        known = ", ".join(KINDS)
        raise Invalid([FieldError("kind", f"There is no such kind of carrier; there are {known}.")])
    return kind


def _known(secrets: Secrets, stored: HttpCarrier) -> dict[str, str]:
    try:
        return secrets_of(secrets, stored)
    except SecretUnreadable:
        return {}


def _seal(secrets: Secrets, carrier_id: UUID, given: Mapping[str, str]) -> str:
    return secrets.seal(json.dumps(given), f"{SECRETS}:{carrier_id.hex}")


def _checked(
    kind: CarrierKind, given: Mapping[str, str], known: Mapping[str, str]
) -> dict[str, str]:
    """All settings that are there then. Invalid with a sentence for each that is wrong."""
    errors: list[FieldError] = []
    found: dict[str, str] = {}
    for setting in kind.settings:
        value = given.get(setting.name, "").strip()
        if not value and setting.is_secret:
            value = known.get(setting.name, "")
        if value:
            found[setting.name] = value
        if problem := _problem(setting, value):
            errors.append(FieldError(f"settings.{setting.name}", problem))
    names = {setting.name for setting in kind.settings}
    errors += [
        FieldError(f"settings.{name[:50]}", "There is no such setting.")
        for name in given
        if name not in names
    ]
    if errors:
        raise Invalid(errors)
    return found


def _problem(setting: Setting, value: str) -> str | None:
    if not value:
        return None if setting.is_optional else f"Fill in “{setting.title}”."
    line = value.replace("\n", "").replace("\r", "") if setting.is_long else value
    if not re.fullmatch(setting.pattern, value) or not line.isprintable():
        return f"“{setting.title}” does not look right. Check it."
    return None


def _plain(kind: CarrierKind, given: Mapping[str, str]) -> dict[str, str]:
    return {s.name: given[s.name] for s in kind.settings if not s.is_secret and s.name in given}


def _secret(kind: CarrierKind, given: Mapping[str, str]) -> dict[str, str]:
    return {s.name: given[s.name] for s in kind.settings if s.is_secret and s.name in given}
