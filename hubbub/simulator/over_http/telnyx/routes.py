"""The simulated Telnyx over HTTP: texts, the messaging profile, and the numbers that it holds."""

from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.kernel.answers import answer
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.models import Held, NewText, NotTaken
from hubbub.simulator.over_http.telnyx.admitting import (
    Refusal,
    Signed,
    admit,
    body_of,
    text_in,
)
from hubbub.simulator.over_http.telnyx.shapes import (
    message_of,
    number_for_texts,
    number_of,
    page_of,
    profile_of,
)
from hubbub.simulator.over_http.telnyx.shop import add_shop

BASE: Final = "/simulator/carriers/telnyx/v2"
WHY: Final = {
    "too_fast": (429, "10011", "Too many requests"),
    "refused": (400, "40008", "Undeliverable"),
    "not_yours": (400, "40305", "Invalid 'from' address"),
    "no_phone": (400, "40310", "Invalid 'to' address"),
}
MISSING: Final = (404, "10005", "Resource not found")


def telnyx_routes(exchange: Exchange) -> APIRouter:
    """The router under `/simulator/carriers/telnyx`."""
    router = APIRouter(prefix=BASE)
    _add_messages(router, exchange)
    _add_profile(router, exchange)
    _add_numbers(router, exchange)
    add_shop(router, exchange)
    return router


def _add_messages(router: APIRouter, exchange: Exchange) -> None:
    @router.post("/messages")
    async def send_message(request: Request) -> Response:
        who = admit(request, exchange.key)
        body = await body_of(request)
        sender, phone, text = (text_in(body, name) for name in ("from", "to", "text"))
        if not text:
            raise Refusal(422, "40316", "No content provided for message")
        url = text_in(body, "webhook_url")
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise Refusal(422, "10003", "Invalid URL")
        new = NewText(str(uuid4()), sender, phone, text, {"webhook_url": url} if url else {})
        try:
            sent = await exchange.send(who.owner, new)
        except NotTaken as refused:
            raise Refusal(*WHY[refused.why]) from refused
        return answer({"data": message_of(sent, who.profile, "queued")})

    @router.get("/messages/{key}")
    async def get_message(key: str, request: Request) -> Response:
        who = admit(request, exchange.key)
        sent = await exchange.repository.sent(who.owner, key)
        if sent is None:
            raise Refusal(*MISSING)
        return answer({"data": message_of(sent, who.profile)})


def _add_profile(router: APIRouter, exchange: Exchange) -> None:
    @router.get("/messaging_profiles/{key}")
    async def get_profile(key: str, request: Request) -> Response:
        who = _admit_to(request, exchange, key)
        return answer({"data": profile_of(who, await exchange.repository.account(who.owner))})

    @router.patch("/messaging_profiles/{key}")
    async def change_profile(key: str, request: Request) -> Response:
        who = _admit_to(request, exchange, key)
        where = {"webhook_url": text_in(await body_of(request), "webhook_url")}
        settings = await exchange.repository.change_account(who.owner, where)
        for held in await exchange.repository.numbers(who.owner):
            if held.settings.get("messaging_profile_id") == who.profile:
                await exchange.change(who.owner, held.key, where)
        return answer({"data": profile_of(who, settings)})


def _admit_to(request: Request, exchange: Exchange, profile: str) -> Signed:
    who = admit(request, exchange.key)
    if profile != who.profile:
        raise Refusal(*MISSING)
    return who


def _add_numbers(router: APIRouter, exchange: Exchange) -> None:
    @router.get("/phone_numbers")
    async def list_numbers(request: Request) -> Response:
        who = admit(request, exchange.key)
        digits = request.query_params.get("filter[phone_number]", "")
        held = await exchange.repository.numbers(who.owner)
        return answer(page_of([number_of(each) for each in held if digits in each.number]))

    @router.get("/phone_numbers/messaging")
    async def list_for_texts(request: Request) -> Response:
        who = admit(request, exchange.key)
        held = await exchange.repository.numbers(who.owner)
        return answer(page_of([number_for_texts(each) for each in held]))

    @router.patch("/phone_numbers/{key}/messaging")
    async def change_number(key: str, request: Request) -> Response:
        who = admit(request, exchange.key)
        profile = text_in(await body_of(request), "messaging_profile_id")
        account = await exchange.repository.account(who.owner)
        is_in = profile == who.profile
        where = account.get("webhook_url", "") if is_in else ""
        settings = {"messaging_profile_id": profile, "webhook_url": where}
        held = _found(await exchange.change(who.owner, key, settings))
        return answer({"data": number_for_texts(held)})

    @router.delete("/phone_numbers/{key}")
    async def release(key: str, request: Request) -> Response:
        who = admit(request, exchange.key)
        held = _found(await exchange.repository.number(who.owner, key))
        await exchange.release(who.owner, key)
        return answer({"data": {**number_of(held), "status": "deleted"}})


def _found(held: Held | None) -> Held:
    if held is None:
        raise Refusal(*MISSING)
    return held
