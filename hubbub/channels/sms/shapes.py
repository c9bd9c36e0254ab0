"""How carriers are shown: a shape for each way in which they are reached, told by `protocol`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.channels.sms.adapters.opening import door_address, door_of, secrets_of
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.http_repository import HttpCarrier
from hubbub.channels.sms.repository import Connection
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.ids import Id
from hubbub.kernel.secrets import Secrets, SecretUnreadable
from hubbub.kernel.settings import Settings

BindName = Literal["transceiver", "transmitter", "receiver", "both"]
State = Literal["connecting", "bound", "retrying", "stopped"]


@dataclass(frozen=True, slots=True)
class ShownSmppCarrier:
    """A carrier with its state now; its password is never shown."""

    protocol: Literal["smpp"]
    id: Id
    name: str
    kind: Literal["smpp", "simulator"]
    host: str
    port: int
    system_id: str
    system_type: str
    bind: BindName
    tls: bool
    tls_server_name: str | None
    tls_authorities: str | None
    window: int
    per_second: int
    enquire_seconds: int
    enabled: bool
    state: State
    state_detail: str | None
    state_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class ShownHttpCarrier:
    """The same of one over HTTP; of its secrets only which are there."""

    protocol: Literal["http"]
    id: Id
    name: str
    kind: str
    title: str
    """What its kind is called."""
    settings: Mapping[str, str]
    secrets: list[str]
    door: str | None
    """Where it reports: texts to `/texts` below it and receipts to `/receipts`. None when the key
    to it is lost; changing the carrier makes another."""
    simulated: bool
    per_second: int
    enabled: bool
    state: State
    state_detail: str | None
    state_at: datetime
    version: int


ShownCarrier = ShownSmppCarrier | ShownHttpCarrier


def shown_smpp(carrier: Carrier, connection: Connection) -> ShownSmppCarrier:
    return ShownSmppCarrier(
        protocol="smpp",
        id=carrier.id,
        name=carrier.name,
        kind="simulator" if carrier.kind == "simulator" else "smpp",
        host=connection.host,
        port=connection.port,
        system_id=connection.system_id,
        system_type=connection.system_type,
        bind=connection.bind,  # pyright: ignore[reportArgumentType]
        tls=connection.tls,
        tls_server_name=connection.tls_server_name,
        tls_authorities=connection.tls_authorities,
        window=connection.window_size,
        per_second=connection.per_second,
        enquire_seconds=connection.enquire_seconds,
        enabled=carrier.is_enabled,
        state=carrier.state,  # pyright: ignore[reportArgumentType]
        state_detail=carrier.state_detail,
        state_at=carrier.state_at,
        version=carrier.version,
    )


def shown_http(
    carrier: Carrier, stored: HttpCarrier, settings: Settings, secrets: Secrets
) -> ShownHttpCarrier:
    try:
        known = sorted(secrets_of(secrets, stored))
        door = door_address(settings, door_of(secrets, stored), stored)
    except SecretUnreadable:
        known, door = [], None
    return ShownHttpCarrier(
        protocol="http",
        id=carrier.id,
        name=carrier.name,
        kind=carrier.kind,
        title=KINDS[carrier.kind].title if carrier.kind in KINDS else carrier.kind,
        settings=stored.settings,
        secrets=known,
        door=door,
        simulated=stored.is_simulated,
        per_second=stored.per_second,
        enabled=carrier.is_enabled,
        state=carrier.state,  # pyright: ignore[reportArgumentType]
        state_detail=carrier.state_detail,
        state_at=carrier.state_at,
        version=carrier.version,
    )
