"""The simulated Twilio over HTTP: accounts, texts and the numbers that an account has."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response

from hubbub.kernel.answers import answer, nothing
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.models import Held, NewText, NotTaken, Sent
from hubbub.simulator.over_http.twilio.admitting import (
    VERSION,
    Refusal,
    Signed,
    admit,
    form_of,
)
from hubbub.simulator.over_http.twilio.shapes import account_of, message_of, number_of, page_of
from hubbub.simulator.over_http.twilio.shop import add_shop

BASE: Final = "/simulator/carriers/twilio"
MOST_TEXT: Final = 1600
KEPT: Final = (
    "FriendlyName",
    "SmsUrl",
    "SmsMethod",
    "SmsApplicationSid",
    "AddressSid",
    "BundleSid",
)
Handler = Callable[..., Awaitable[Response]]
WHY: Final = {
    "too_fast": (429, 20429, "Too Many Requests"),
    "refused": (400, 21612, "The message cannot be sent with this combination of numbers"),
    "not_yours": (400, 21606, "The 'From' number is not a phone number of this account"),
    "no_phone": (400, 21211, "Invalid 'To' Phone Number"),
}


def twilio_routes(exchange: Exchange) -> APIRouter:
    """The router under `/simulator/carriers/twilio`."""
    router = APIRouter(prefix=BASE)
    account = f"/{VERSION}/Accounts/{{sid}}"
    _add_messages(router, exchange, account)
    _add_numbers(router, exchange, f"{account}/IncomingPhoneNumbers")
    add_shop(router, exchange, account)

    @router.get(f"{account}.json")
    async def get_account(sid: str, request: Request) -> Response:
        return answer(account_of(admit(request, exchange.key, sid), datetime.now(UTC)))

    return router


def _add_messages(router: APIRouter, exchange: Exchange, account: str) -> None:
    @router.post(f"{account}/Messages.json")
    async def send_message(sid: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        new = _text_of(await form_of(request))
        try:
            sent = await exchange.send(who.owner, new)
        except NotTaken as refused:
            raise Refusal(*WHY[refused.why]) from refused
        return answer(message_of(who, sent, "queued"), 201)

    @router.get(f"{account}/Messages/{{key}}.json")
    async def get_message(sid: str, key: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        sent: Sent | None = await exchange.repository.sent(who.owner, key)
        if sent is None:
            raise _missing(request)
        return answer(message_of(who, sent))


def _text_of(form: dict[str, str]) -> NewText:
    for name, code in (("To", 21604), ("From", 21603), ("Body", 21602)):
        if not form.get(name):
            raise Refusal(400, code, f"A '{name}' is required.")
    if len(form["Body"]) > MOST_TEXT:
        raise Refusal(400, 21617, "The concatenated message body exceeds the 1600 character limit")
    callback = form.get("StatusCallback", "")
    if callback and urlsplit(callback).scheme not in ("http", "https"):
        raise Refusal(400, 21609, "Invalid 'StatusCallback' URL")
    extra = {"StatusCallback": callback} if callback else {}
    return NewText(f"SM{secrets.token_hex(16)}", form["From"], form["To"], form["Body"], extra)


def _add_numbers(router: APIRouter, exchange: Exchange, numbers: str) -> None:
    @router.get(f"{numbers}.json")
    async def list_numbers(sid: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        found = [number_of(who, each) for each in await exchange.repository.numbers(who.owner)]
        for query, name in (("FriendlyName", "friendly_name"), ("PhoneNumber", "phone_number")):
            wanted = request.query_params.get(query)
            found = [each for each in found if wanted is None or each[name] == wanted]
        return answer(
            page_of("incoming_phone_numbers", who.uri("/IncomingPhoneNumbers.json"), found)
        )

    @router.post(f"{numbers}.json")
    async def buy(sid: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        form = await form_of(request)
        held = Held(
            who.owner, f"PN{secrets.token_hex(16)}", form.get("PhoneNumber", ""), _kept(form)
        )
        await _check_sale(exchange, held)
        if not await exchange.sell(held):
            raise Refusal(400, 21422, f"{held.number} is not available.")
        if exchange.carrier.knobs.lose_orders:
            raise Refusal(500, 20500, "The number was sold, and its answer is lost on purpose.")
        return answer(number_of(who, held), 201)

    _add_one_number(router, exchange, f"{numbers}/{{key}}.json")


def _add_one_number(router: APIRouter, exchange: Exchange, number: str) -> None:
    @router.get(number)
    async def get_number(sid: str, key: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        return _shown(request, who, await exchange.repository.number(who.owner, key))

    @router.post(number)
    async def change_number(sid: str, key: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        form = await form_of(request)
        settings = {name: form[name] for name in KEPT if name in form}
        return _shown(request, who, await exchange.change(who.owner, key, settings))

    @router.delete(number)
    async def release(sid: str, key: str, request: Request) -> Response:
        who = admit(request, exchange.key, sid)
        if not await exchange.release(who.owner, key):
            raise _missing(request)
        return nothing()


def _kept(form: dict[str, str]) -> dict[str, str]:
    kept = {name: form[name] for name in KEPT if name in form}
    return {**kept, "at": format_datetime(datetime.now(UTC))}


async def _check_sale(exchange: Exchange, held: Held) -> None:
    offer = await exchange.offer(held.number)
    if offer is None:
        return
    if exchange.carrier.knobs.refuse_orders:
        raise Refusal(400, 21452, "The simulator refuses every order at the moment.")
    if offer.requirements and not held.settings.get("BundleSid"):
        raise Refusal(400, 21649, "Bundle required and not provided")


def _shown(request: Request, who: Signed, held: Held | None) -> Response:
    if held is None:
        raise _missing(request)
    return answer(number_of(who, held))


def _missing(request: Request) -> Refusal:
    path: Any = request.url.path.removeprefix(BASE)
    return Refusal(404, 20404, f"The requested resource {path} was not found")
