"""Carriers that are reached over HTTP, and the numbers that an account has there."""

from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

from fastapi import Request
from pydantic import Field, StringConstraints
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSecrets, TheSettings
from hubbub.channels.sms.adapters.opening import Opening
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.http_carriers import WantedHttp, add_http_carrier, change_http_carrier
from hubbub.channels.sms.http_repository import get_http_carrier
from hubbub.channels.sms.importing import Found, bring_in, numbers_there
from hubbub.channels.sms.shapes import ShownHttpCarrier, shown_http
from hubbub.features.numbers.selling import Capability
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.ids import Id

router = Router("/api/carriers", "carriers")

Value = Annotated[str, StringConstraints(max_length=10_000)]


@dataclass(frozen=True, slots=True)
class ShownSetting:
    name: str
    title: str
    hint: str
    is_secret: bool
    is_optional: bool
    is_long: bool


@dataclass(frozen=True, slots=True)
class ShownKindOfCarrier:
    kind: str
    title: str
    sells: bool
    can_be_simulated: bool
    settings: list[ShownSetting]


@dataclass(frozen=True, slots=True)
class CarrierKinds:
    items: list[ShownKindOfCarrier]


class HttpCarrierInput(Input):
    """Secrets that are left out stay as they are."""

    name: str = Field(max_length=1000)
    settings: dict[str, Value] = Field(default_factory=dict[str, str], max_length=20)
    per_second: int = Field(10, ge=1, le=10_000)
    enabled: bool = True


class ChangedHttpCarrier(HttpCarrierInput):
    version: int | None = Field(None, ge=1, le=2**63 - 1)
    """Of the carrier that was looked at: 409 `stale` when somebody else was quicker."""


class NewHttpCarrier(HttpCarrierInput):
    kind: str = Field(max_length=30)
    simulated: bool = False
    """Played by the simulator of this installation; then nothing else has to be filled in."""


@dataclass(frozen=True, slots=True)
class NumberThere:
    """A number that the account has at the carrier; `number_id` once it is in Hubbub."""

    key: str
    number: str
    capabilities: list[Capability]
    answers_here: bool
    number_id: Id | None
    is_elsewhere: bool
    """Whether another carrier brings texts for it here already."""


@dataclass(frozen=True, slots=True)
class NumbersThere:
    items: list[NumberThere]


class WantedNumber(Input):
    key: str = Field(min_length=1, max_length=200)


@router.get("/kinds", needs=may.MANAGE_CHANNELS, response_model=CarrierKinds)
async def get_carrier_kinds(_: CurrentActor, settings: TheSettings) -> Response:
    """The kinds of carriers over HTTP that can be added, with what each asks for."""
    shown = [
        ShownKindOfCarrier(
            each.kind,
            each.title,
            each.seller is not None,
            settings.simulator,
            [
                ShownSetting(s.name, s.title, s.hint, s.is_secret, s.is_optional, s.is_long)
                for s in each.settings
            ],
        )
        for each in KINDS.values()
    ]
    return answer(CarrierKinds(shown))


@router.post(
    "/over-http", needs=may.MANAGE_CHANNELS, response_model=ShownHttpCarrier, status_code=201
)
async def post_http_carrier(
    body: NewHttpCarrier,
    actor: CurrentActor,
    database: TheDatabase,
    settings: TheSettings,
    secrets: TheSecrets,
) -> Response:
    """Add a carrier that is reached over HTTP."""
    if body.simulated and not settings.simulator:
        sentence = "The simulator does not run in this installation."
        raise Invalid([FieldError("simulated", sentence)])
    async with database.transaction(actor.account_id) as tx:
        carrier = await add_http_carrier(
            tx, body.kind, _wanted(body), secrets, actor.origin, is_simulated=body.simulated
        )
        stored = await get_http_carrier(tx, carrier.id)
    assert stored is not None
    return answer(shown_http(carrier, stored, settings, secrets), 201)


@router.put("/{carrier_id}/over-http", needs=may.MANAGE_CHANNELS, response_model=ShownHttpCarrier)
async def put_http_carrier(
    carrier_id: UUID,
    body: ChangedHttpCarrier,
    actor: CurrentActor,
    database: TheDatabase,
    settings: TheSettings,
    secrets: TheSecrets,
) -> Response:
    """Change a carrier that is reached over HTTP; secrets that are left out stay as they are.
    409 `stale` when somebody else was quicker than the version that comes along."""
    wanted = replace(_wanted(body), version=body.version)
    async with database.transaction(actor.account_id) as tx:
        carrier = await change_http_carrier(tx, carrier_id, wanted, secrets, actor.origin)
        stored = await get_http_carrier(tx, carrier.id)
    assert stored is not None
    return answer(shown_http(carrier, stored, settings, secrets))


@router.get("/{carrier_id}/numbers", needs=may.MANAGE_CHANNELS, response_model=NumbersThere)
async def get_numbers_at_carrier(
    carrier_id: UUID, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    """The numbers that the account has at a carrier over HTTP."""
    found = await numbers_there(database, _opening(request), actor.account_id, carrier_id)
    return answer(NumbersThere([_shown(each) for each in found]))


@router.post("/{carrier_id}/numbers", needs=may.MANAGE_CHANNELS, response_model=NumbersThere)
async def post_number_at_carrier(
    carrier_id: UUID,
    body: WantedNumber,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Add a number that the account has there, and have the carrier bring its texts here."""
    opening = _opening(request)
    await bring_in(database, opening, carrier_id, body.key, actor)
    found = await numbers_there(database, opening, actor.account_id, carrier_id)
    return answer(NumbersThere([_shown(each) for each in found]))


def _opening(request: Request) -> Opening:
    return request.app.state.lines


def _wanted(body: HttpCarrierInput) -> WantedHttp:
    return WantedHttp(body.name, body.settings, body.per_second, body.enabled)


def _shown(found: Found) -> NumberThere:
    owned = found.owned
    return NumberThere(
        owned.key,
        owned.number,
        list(owned.capabilities),  # pyright: ignore[reportArgumentType]
        owned.answers_here,
        found.number_id,
        found.is_elsewhere,
    )
