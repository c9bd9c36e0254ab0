"""The simulated Infobip over HTTP: texts."""

import secrets
from typing import Annotated, Any, Final
from uuid import uuid4

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.channels.sms.segments import count_segments
from hubbub.kernel.answers import answer
from hubbub.simulator.market.catalogue import sender_of
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.infobip.admitting import NewerRefusal, admit, body_of
from hubbub.simulator.over_http.infobip.numbers import add_numbers
from hubbub.simulator.over_http.infobip.telling import bare, status_of
from hubbub.simulator.over_http.models import NewText, NotTaken

BASE: Final = "/simulator/carriers/infobip"
ACCEPTED: Final = (1, "PENDING", 26, "PENDING_ACCEPTED")
WHY: Final = {
    "refused": (5, "REJECTED", 19, "REJECTED_ROUTE_NOT_AVAILABLE"),
    "not_yours": (5, "REJECTED", 13, "REJECTED_SENDER"),
    "no_phone": (5, "REJECTED", 52, "REJECTED_INVALID_DESTINATION"),
}
TWICE: Final = (5, "REJECTED", 23, "REJECTED_DUPLICATE_MESSAGE_ID")


class _Destination(msgspec.Struct, frozen=True, rename="camel"):
    to: str
    message_id: str | None = None


class _Content(msgspec.Struct, frozen=True):
    text: Annotated[str, msgspec.Meta(min_length=1)]


class _Delivery(msgspec.Struct, frozen=True):
    url: str | None = None


class _Webhooks(msgspec.Struct, frozen=True, rename="camel"):
    delivery: _Delivery | None = None
    callback_data: str | None = None


class _Message(msgspec.Struct, frozen=True):
    destinations: Annotated[list[_Destination], msgspec.Meta(min_length=1)]
    content: _Content
    sender: str = ""
    webhooks: _Webhooks | None = None


class _Messages(msgspec.Struct, frozen=True):
    messages: Annotated[list[_Message], msgspec.Meta(min_length=1, max_length=100)]


def infobip_routes(exchange: Exchange) -> APIRouter:
    """The router under `/simulator/carriers/infobip`."""
    router = APIRouter(prefix=BASE)
    add_numbers(router, exchange)

    @router.post("/sms/3/messages")
    async def send_messages(request: Request) -> Response:
        owner = admit(request, exchange.key, NewerRefusal)
        body = await body_of(request, _Messages, NewerRefusal)
        taken = [
            await _taken(exchange, owner, message, each)
            for message in body.messages
            for each in message.destinations
        ]
        return answer({"bulkId": str(uuid4()), "messages": taken})

    return router


async def _taken(
    exchange: Exchange, owner: str, message: _Message, to: _Destination
) -> dict[str, Any]:
    key = to.message_id or secrets.token_hex(16)
    hooks = message.webhooks or _Webhooks()
    url = hooks.delivery.url if hooks.delivery else None
    given = {"url": url, "callbackData": hooks.callback_data}
    extra = {name: value for name, value in given.items() if value}
    phone, text = f"+{to.to.lstrip('+')}", message.content.text
    status = ACCEPTED
    if await exchange.repository.sent(owner, key) is not None:
        status = TWICE
    else:
        try:
            new = NewText(key, sender_of(bare(message.sender)), phone, text, extra)
            await exchange.send(owner, new)
        except NotTaken as refused:
            if refused.why == "too_fast":
                raise NewerRefusal(429) from refused
            status = WHY[refused.why]
    return {
        "messageId": key, "destination": bare(phone), "status": status_of(*status),
        "details": {"messageCount": count_segments(text).segments},
    }  # fmt: skip
