"""What the handset page and tests ask of the simulator: texts, phones, numbers, knobs, events."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import Field, field_validator

from hubbub.channels.sms.segments import TextTooLongError, split_into_segments
from hubbub.channels.sms.simulated import is_password
from hubbub.channels.sms.smpp.codec import encode_message
from hubbub.channels.sms.smpp.messages import messages_of
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import FieldError, Forbidden, Invalid, NotFound
from hubbub.simulator.carrier import Carrier
from hubbub.simulator.hub import Hub
from hubbub.simulator.mail_repository import MailRepository
from hubbub.simulator.market.repository import MarketRepository
from hubbub.simulator.models import (
    MOST_TEXT,
    Knobs,
    account_number,
    invented_number,
    is_over_http,
    phone_number,
)
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.models import FromPhone
from hubbub.simulator.over_http.repository import spoken
from hubbub.simulator.repository import MOST_ID, Repository


class NewText(Input):
    """A text that a phone sends."""

    sender: str = Field(alias="from", max_length=40)
    to: str = Field(max_length=40)
    text: str = Field(min_length=1, max_length=MOST_TEXT)

    _sender = field_validator("sender")(phone_number)
    _to = field_validator("to")(account_number)


class NewPhone(Input):
    """A phone to add; one is invented when it has no number."""

    number: str | None = Field(None, max_length=40)


class Inventory(Input):
    """All numbers of one system id."""

    numbers: list[str] = Field(max_length=10_000)

    @field_validator("numbers")
    @classmethod
    def _check(cls, numbers: list[str]) -> list[str]:
        return [account_number(number) for number in numbers]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routes work with; `connected` names the system ids that are bound."""

    repository: Repository
    carrier: Carrier
    hub: Hub
    key: bytes
    connected: Callable[[], set[str]]
    wake: Callable[[], None]
    mails: MailRepository
    market: MarketRepository
    exchange: Exchange


def routes(desk: Desk) -> APIRouter:
    """The router under `/simulator/api`."""
    router = APIRouter(prefix="/simulator/api")
    for add in (_add_texts, _add_phones, _add_numbers, _add_knobs, _add_events):
        add(router, desk)
    return router


def _add_texts(router: APIRouter, desk: Desk) -> None:
    @router.post("/texts")
    async def send_text(new: NewText) -> Response:
        try:
            segments = split_into_segments(new.text, reference=random.getrandbits(16), wide=True)
        except TextTooLongError as error:
            raise Invalid([FieldError("text", str(error))]) from error
        messages = messages_of(segments, new.sender, new.to, wants_receipt=False)
        bodies = [encode_message(message) for message in messages]
        whole = spoken(FromPhone(secrets.token_hex(16), new.sender, new.to, new.text))
        text = await desk.repository.send(new.sender, new.to, new.text, bodies=bodies, whole=whole)
        if text is None:
            message = "Nobody has this number. Pick one of the numbers of an account."
            raise Invalid([FieldError("to", message)])
        desk.hub.changed(f"phone:{text.phone}")
        desk.wake()
        return answer(text, 201)


def _add_phones(router: APIRouter, desk: Desk) -> None:
    @router.get("/phones")
    async def list_phones() -> Response:
        return answer(await desk.repository.phones())

    @router.post("/phones")
    async def add_phone(new: NewPhone) -> Response:
        number = _checked("number", new.number) if new.number else invented_number()
        await desk.repository.add_phone(number)
        desk.hub.changed(f"phone:{number}")
        return answer({"number": number}, 201)

    @router.get("/phones/{number}")
    async def get_phone(
        number: str, before: Annotated[int | None, Query(ge=1, le=MOST_ID)] = None
    ) -> Response:
        phone = _checked("number", number)
        texts = await desk.repository.thread(phone, before)
        if texts is None:
            raise NotFound("This phone has never been used. Send a text from it first.")
        return answer({"number": phone, "texts": texts})


def _add_numbers(router: APIRouter, desk: Desk) -> None:
    @router.get("/numbers")
    async def list_numbers() -> Response:
        connected = desk.connected()
        numbers = await desk.repository.numbers()
        return answer(
            [
                {"number": n, "is_connected": owner in connected or is_over_http(owner)}
                for n, owner in numbers.items()
            ]
        )

    @router.put("/inventory/{system_id}")
    async def set_inventory(
        system_id: str,
        inventory: Inventory,
        x_simulator_password: Annotated[str, Header()] = "",
    ) -> Response:
        if not is_password(desk.key, system_id, x_simulator_password):
            raise Forbidden("X-Simulator-Password is not the password of this system id.")
        taken = await desk.repository.set_inventory(system_id, inventory.numbers)
        if taken:
            message = f"{taken[0]} belongs to somebody else. Take another number."
            raise Invalid([FieldError("numbers", message)])
        desk.hub.changed("numbers")
        return nothing()

    @router.post("/inventory/{system_id}/forget")
    async def forget(
        system_id: str, x_simulator_password: Annotated[str, Header()] = ""
    ) -> Response:
        if not is_password(desk.key, system_id, x_simulator_password):
            raise Forbidden("X-Simulator-Password is not the password of this system id.")
        await desk.repository.forget(system_id)
        desk.hub.changed("numbers")
        return nothing()


def _add_knobs(router: APIRouter, desk: Desk) -> None:
    @router.get("/knobs")
    async def get_knobs() -> Response:
        return answer(desk.carrier.knobs.model_dump())

    @router.put("/knobs")
    async def set_knobs(knobs: Knobs) -> Response:
        await desk.repository.set_knobs(knobs)
        desk.carrier.turn(knobs)
        desk.hub.changed("knobs")
        return answer(knobs.model_dump())


def _add_events(router: APIRouter, desk: Desk) -> None:
    @router.get("/events")
    async def listen() -> Response:
        if desk.hub.is_full:
            raise Forbidden("Too many pages are open. Close one.")
        return StreamingResponse(
            desk.hub.stream(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )


def _checked(field: str, number: str) -> str:
    try:
        return phone_number(number)
    except ValueError as error:
        raise Invalid([FieldError(field, str(error))]) from error
