"""Carriers over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import Request
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.channels.sms.carriers import (
    LONGEST_PASSWORD,
    Wanted,
    add_carrier,
    change_carrier,
    remove_carrier,
)
from hubbub.channels.sms.repository import Connection, all_connections, get_connection
from hubbub.features.numbers.repository import Carrier, all_carriers
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id
from hubbub.kernel.secrets import Secrets

router = Router("/api/carriers", "carriers")

BindName = Literal["transceiver", "transmitter", "receiver", "both"]


@dataclass(frozen=True, slots=True)
class ShownCarrier:
    """A carrier with its state now; its password is never shown."""

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
    state: Literal["connecting", "bound", "retrying", "stopped"]
    state_detail: str | None
    state_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Carriers:
    items: list[ShownCarrier]


class CarrierInput(Input):
    name: str = Field(max_length=1000)
    host: str = Field(max_length=1000)
    port: int = Field(ge=1, le=65535)
    system_id: str = Field(min_length=1, max_length=15)
    password: str | None = Field(None, max_length=LONGEST_PASSWORD)
    system_type: str = Field("", max_length=12)
    bind: BindName = "transceiver"
    tls: bool = False
    tls_server_name: str | None = Field(None, max_length=253)
    tls_authorities: str | None = Field(None, max_length=100_000)
    window: int = Field(10, ge=1, le=1000)
    per_second: int = Field(50, ge=1, le=10_000)
    enquire_seconds: int = Field(30, ge=5, le=3600)
    enabled: bool = True


@router.get("", needs=may.MANAGE_CHANNELS, response_model=Carriers)
async def get_carriers(actor: CurrentActor, database: TheDatabase) -> Response:
    """All carriers of the account, with their state."""
    async with database.transaction(actor.account_id) as tx:
        connections = await all_connections(tx)
        carriers = await all_carriers(tx)
    return answer(
        Carriers(
            [_shown(each, connections[each.id]) for each in carriers if each.id in connections]
        )
    )


@router.post("", needs=may.MANAGE_CHANNELS, response_model=ShownCarrier, status_code=201)
async def post_carrier(
    body: CarrierInput, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Add an SMPP carrier; it is connected to at once."""
    async with database.transaction(actor.account_id) as tx:
        carrier = await add_carrier(tx, _wanted(body), _secrets(request), actor.origin)
        connection = await get_connection(tx, carrier.id)
    assert connection is not None
    return answer(_shown(carrier, connection), 201)


@router.put("/{carrier_id}", needs=may.MANAGE_CHANNELS, response_model=ShownCarrier)
async def put_carrier(
    carrier_id: UUID,
    body: CarrierInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Change a carrier; without a password the stored one is kept."""
    async with database.transaction(actor.account_id) as tx:
        carrier = await change_carrier(
            tx, carrier_id, _wanted(body), _secrets(request), actor.origin
        )
        connection = await get_connection(tx, carrier.id)
    assert connection is not None
    return answer(_shown(carrier, connection))


@router.delete("/{carrier_id}", needs=may.MANAGE_CHANNELS, status_code=204)
async def delete_carrier(carrier_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Remove a carrier that nothing refers to any more."""
    async with database.transaction(actor.account_id) as tx:
        await remove_carrier(tx, carrier_id, actor.origin)
    return nothing()


def _secrets(request: Request) -> Secrets:
    return request.app.state.secrets


def _wanted(body: CarrierInput) -> Wanted:
    return Wanted(
        name=body.name,
        host=body.host.strip(),
        port=body.port,
        system_id=body.system_id,
        password=body.password,
        system_type=body.system_type,
        bind=body.bind,
        tls=body.tls,
        tls_server_name=body.tls_server_name,
        tls_authorities=body.tls_authorities,
        window=body.window,
        per_second=body.per_second,
        enquire_seconds=body.enquire_seconds,
        enabled=body.enabled,
    )


def _shown(carrier: Carrier, connection: Connection) -> ShownCarrier:
    return ShownCarrier(
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
