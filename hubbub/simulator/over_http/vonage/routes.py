"""The simulated Vonage over HTTP: texts, and the application that numbers are in."""

import json
from typing import Annotated, Any, Final
from uuid import uuid4

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.channels.sms.adapters.json_api import Meaningless, read
from hubbub.channels.sms.adapters.vonage.wire import Application
from hubbub.kernel.answers import answer
from hubbub.simulator.market.catalogue import sender_of
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.models import NewText, NotTaken
from hubbub.simulator.over_http.vonage.admitting import Refusal, Signed, admit
from hubbub.simulator.over_http.vonage.numbers import add_numbers
from hubbub.simulator.over_http.vonage.telling import bare

BASE: Final = "/simulator/carriers/vonage"
WHY: Final = {
    "too_fast": (429, "1000", "Throttled"),
    "refused": (422, "1140", "The carrier does not take it"),
    "not_yours": (422, "1120", "Illegal sender address"),
    "no_phone": (422, "1170", "Invalid or missing Msisdn"),
}
NONE: Final = (404, "not-found", "There is no such application.")
NEW: Final = {"name": "Simulated application", "capabilities": {}}


class _Text(msgspec.Struct, frozen=True):
    channel: str
    message_type: str
    to: str
    sender: str = msgspec.field(name="from")
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=3200)]
    client_ref: Annotated[str, msgspec.Meta(max_length=100)] = ""
    webhook_url: str = ""


def vonage_routes(exchange: Exchange) -> APIRouter:
    """The router under `/simulator/carriers/vonage`."""
    router = APIRouter(prefix=BASE)
    add_numbers(router, exchange)
    _add_application(router, exchange)

    @router.post("/v1/messages")
    async def send_message(request: Request) -> Response:
        who = admit(request, exchange.key)
        new = _new(await request.body())
        try:
            sent = await exchange.send(who.owner, new)
        except NotTaken as refused:
            raise Refusal(*WHY[refused.why]) from refused
        return answer({"message_uuid": sent.key}, 202)

    return router


def _new(body: bytes) -> NewText:
    try:
        text = read(body, _Text)
    except Meaningless as error:
        raise Refusal(422, "1020", "Invalid params") from error
    if (text.channel, text.message_type) != ("sms", "text"):
        raise Refusal(422, "1020", "The simulator takes texts only")
    given = {"webhook_url": text.webhook_url, "client_ref": text.client_ref}
    extra = {name: value for name, value in given.items() if value}
    number, phone = sender_of(bare(text.sender)), f"+{bare(text.to)}"
    return NewText(str(uuid4()), number, phone, text.text, extra)


def _add_application(router: APIRouter, exchange: Exchange) -> None:
    @router.get("/v2/applications/{key}")
    async def get_application(key: str, request: Request) -> Response:
        who = _admit_to(request, exchange, key)
        return answer({"id": key, **await _application(exchange, who)})

    @router.put("/v2/applications/{key}")
    async def change_application(key: str, request: Request) -> Response:
        who = _admit_to(request, exchange, key)
        body = await request.body()
        try:
            inbound = read(body, Application).texts_to or ""
        except Meaningless as error:
            raise Refusal(422, "invalid", "Invalid params") from error
        settings = {"application": body.decode(), "inbound_url": inbound}
        await exchange.repository.change_account(who.owner, settings)
        for held in await exchange.repository.numbers(who.owner):
            if held.settings.get("app_id") == key:
                await exchange.change(who.owner, held.key, {"inbound_url": inbound})
        return answer({"id": key, **await _application(exchange, who)})


async def _application(exchange: Exchange, who: Signed) -> dict[str, Any]:
    account = await exchange.repository.account(who.owner)
    found: dict[str, Any] = json.loads(account.get("application", json.dumps(NEW)))
    return found


def _admit_to(request: Request, exchange: Exchange, application: str) -> Signed:
    who = admit(request, exchange.key)
    if application != who.application:
        raise Refusal(*NONE)
    return who
