"""Carriers over HTTP."""

from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSecrets, TheSettings
from hubbub.channels.sms.carriers import (
    LONGEST_PASSWORD,
    Wanted,
    add_carrier,
    change_carrier,
    remove_carrier,
)
from hubbub.channels.sms.http_repository import all_http_carriers
from hubbub.channels.sms.reaching import check_host
from hubbub.channels.sms.repository import all_connections, get_connection
from hubbub.channels.sms.shapes import (
    BindName,
    ShownCarrier,
    ShownSmppCarrier,
    shown_http,
    shown_smpp,
)
from hubbub.features.numbers.repository import all_carriers
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input

router = Router("/api/carriers", "carriers")


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


class ChangedCarrier(CarrierInput):
    version: int | None = Field(None, ge=1, le=2**63 - 1)
    """Of the carrier that was looked at: 409 `stale` when somebody else was quicker."""


@router.get("", needs=may.MANAGE_CHANNELS, response_model=Carriers)
async def get_carriers(
    actor: CurrentActor, database: TheDatabase, settings: TheSettings, secrets: TheSecrets
) -> Response:
    """All carriers of the account, with their state."""
    async with database.transaction(actor.account_id) as tx:
        connections, over_http = await all_connections(tx), await all_http_carriers(tx)
        carriers = await all_carriers(tx)
    shown: list[ShownCarrier] = []
    for each in carriers:
        if each.id in connections:
            shown.append(shown_smpp(each, connections[each.id]))
        elif each.id in over_http:
            shown.append(shown_http(each, over_http[each.id], settings, secrets))
    return answer(Carriers(shown))


@router.post("", needs=may.MANAGE_CHANNELS, response_model=ShownSmppCarrier, status_code=201)
async def post_carrier(
    body: CarrierInput,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
    settings: TheSettings,
) -> Response:
    """Add an SMPP carrier; it is connected to at once. It is on the internet, or in a private
    network that whoever runs the installation has named."""
    await check_host(settings, body.host, body.port)
    async with database.transaction(actor.account_id) as tx:
        carrier = await add_carrier(tx, _wanted(body), secrets, actor.origin)
        connection = await get_connection(tx, carrier.id)
    assert connection is not None
    return answer(shown_smpp(carrier, connection), 201)


@router.put("/{carrier_id}", needs=may.MANAGE_CHANNELS, response_model=ShownSmppCarrier)
async def put_carrier(
    carrier_id: UUID,
    body: ChangedCarrier,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
    settings: TheSettings,
) -> Response:
    """Change a carrier; without a password the stored one is kept. 409 `stale` when somebody else
    was quicker than the version that comes along."""
    wanted = replace(_wanted(body), version=body.version)
    async with database.transaction(actor.account_id) as tx:
        before = await get_connection(tx, carrier_id)
    if before is not None and before.host != wanted.host:
        await check_host(settings, wanted.host, wanted.port)
    async with database.transaction(actor.account_id) as tx:
        carrier = await change_carrier(tx, carrier_id, wanted, secrets, actor.origin)
        connection = await get_connection(tx, carrier.id)
    assert connection is not None
    return answer(shown_smpp(carrier, connection))


@router.delete("/{carrier_id}", needs=may.MANAGE_CHANNELS, status_code=204)
async def delete_carrier(carrier_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Remove a carrier that nothing refers to any more."""
    async with database.transaction(actor.account_id) as tx:
        await remove_carrier(tx, carrier_id, actor.origin)
    return nothing()


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
