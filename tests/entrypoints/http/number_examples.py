"""The examples of the routes of numbers and their orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.entrypoints.http.example import CREATED, MISSING, OK, Example, foreign, plain

if TYPE_CHECKING:
    from tests.world import Account


def _number(account: Account, n: int) -> dict[str, Any]:
    return {"number": f"+38592{n:07d}", "carrier_id": account.carrier.hex}


def _forward(_: Account, __: int) -> dict[str, Any]:
    return {"forward_url": None, "version": 1}


def _inbound(_: Account, __: int) -> dict[str, Any]:
    return {"action": "pull", "version": 1}


def _inbound_default(_: Account, __: int) -> dict[str, Any]:
    # The first has set it; whoever looked before that is told so.
    return {"action": "pull", "version": 0}


def _text(_: Account, __: int) -> dict[str, Any]:
    return {"text": "Hello"}


def _order(_: Account, __: int) -> dict[str, Any]:
    # The same each time: the quota of open orders is smaller than the matrix.
    return {"client_id": UUID(int=1).hex}


def _decided(_: Account, __: int) -> dict[str, Any]:
    return {"version": 1, "step": "country", "capabilities": [], "details": {}}


def _version(_: Account, __: int) -> dict[str, Any]:
    return {"version": 1}


def _picture(_: Account, __: int) -> dict[str, Any]:
    return {"picture": "none"}


def _wire_texts(_: Account, __: int) -> dict[str, Any]:
    return {"action": {"type": "PULL"}, "keyword": "STOP"}


def _wire_stored_texts(account: Account, n: int) -> dict[str, Any]:
    return {**_wire_texts(account, n), "key": account.carrier.hex}


def _wire_calls(_: Account, __: int) -> dict[str, Any]:
    return {"action": {"type": "VOICE_FORWARD_TO_CONVERSATIONS"}}


def _wire_inbound(account: Account, _: int) -> dict[str, Any]:
    number = account.number.removeprefix("+")
    return {"channel": "SMS", "number": number, "conversations": {"enabled": True}}


SET_OR_STALE = frozenset({200, 409})
_DOCUMENT = {"order_id": "number", "requirement": "number"}

OF_NUMBERS: dict[tuple[str, str], Example] = {
    ("GET", "/api/numbers"): plain(),
    ("POST", "/api/numbers"): Example(CREATED, _number),
    ("PUT", "/api/numbers/{number_id}"): foreign(_forward, number_id="number"),
    ("DELETE", "/api/numbers/{number_id}"): foreign(number_id="number"),
    ("GET", "/api/numbers/{number_id}"): foreign(number_id="number"),
    ("GET", "/api/numbers/{number_id}/inbound"): foreign(number_id="number"),
    ("PUT", "/api/numbers/{number_id}/inbound"): foreign(_inbound, number_id="number"),
    ("POST", "/api/numbers/{number_id}/inbound/dry-run"): foreign(_text, number_id="number"),
    ("GET", "/api/numbers/{number_id}/inbound/texts"): foreign(number_id="number"),
    ("DELETE", "/api/numbers/{number_id}/inbound/{configuration_id}"): foreign(
        number_id="number", configuration_id="inbound"
    ),
    ("POST", "/api/numbers/{number_id}/inbound/{configuration_id}/restore"): foreign(
        number_id="number", configuration_id="inbound"
    ),
    ("POST", "/api/numbers/{number_id}/inbound/texts/{delivery_id}/retry"): foreign(
        number_id="number", delivery_id="message"
    ),
    ("GET", "/api/inbound-defaults"): plain(),
    ("PUT", "/api/inbound-defaults"): Example(SET_OR_STALE, _inbound_default),
    ("GET", "/api/numbers/{number_id}/uses"): foreign(number_id="number"),
    ("POST", "/api/numbers/{number_id}/release"): foreign(_version, number_id="number"),
    ("GET", "/numbers/1/numbers/available"): plain(),
    ("GET", "/numbers/1/numbers"): plain(),
    ("POST", "/numbers/1/numbers"): plain(MISSING, number="1"),
    ("GET", "/numbers/1/numbers/{number_key}"): foreign(number_key="number"),
    ("PUT", "/numbers/1/numbers/{number_key}"): foreign(lambda _, __: {}, number_key="number"),
    ("DELETE", "/numbers/1/numbers/{number_key}"): foreign(number_key="number"),
    ("GET", "/numbers/2/numbers/{number_key}/sms"): foreign(number_key="number"),
    ("POST", "/numbers/2/numbers/{number_key}/sms"): foreign(_wire_texts, number_key="number"),
    ("PUT", "/numbers/2/numbers/{number_key}/sms"): foreign(
        _wire_stored_texts, number_key="number"
    ),
    ("GET", "/numbers/2/numbers/{number_key}/sms/{configuration_key}"): foreign(
        number_key="number", configuration_key="inbound"
    ),
    ("DELETE", "/numbers/2/numbers/{number_key}/sms/{configuration_key}"): foreign(
        number_key="number", configuration_key="inbound"
    ),
    ("GET", "/numbers/2/numbers/{number_key}/voice"): foreign(number_key="number"),
    ("POST", "/numbers/2/numbers/{number_key}/voice"): foreign(_wire_calls, number_key="number"),
    ("PUT", "/numbers/2/numbers/{number_key}/voice"): foreign(_wire_calls, number_key="number"),
    ("DELETE", "/numbers/2/numbers/{number_key}/voice"): foreign(number_key="number"),
    ("GET", "/resource-management/1/inbound-message-configurations"): Example(
        OK, query="?channel=VIBER_BM"
    ),
    ("POST", "/resource-management/1/inbound-message-configurations"): Example(OK, _wire_inbound),
    ("DELETE", "/resource-management/1/inbound-message-configurations/{configuration_key}"): (
        foreign(configuration_key="inbound")
    ),
    ("GET", "/api/number-offers/countries"): plain(),
    ("GET", "/api/number-offers"): Example(OK, query="?country=GB&kind=mobile&capabilities=sms"),
    ("GET", "/api/number-orders"): plain(),
    ("POST", "/api/number-orders"): Example(CREATED, _order),
    ("GET", "/api/number-orders/{order_id}"): foreign(order_id="number"),
    ("PUT", "/api/number-orders/{order_id}"): foreign(_decided, order_id="number"),
    ("DELETE", "/api/number-orders/{order_id}"): foreign(order_id="number"),
    ("POST", "/api/number-orders/{order_id}/place"): foreign(_version, order_id="number"),
    ("PUT", "/api/number-orders/{order_id}/documents/{requirement}"): Example(
        MISSING, _picture, _DOCUMENT, query="?version=1"
    ),
    ("GET", "/api/number-orders/{order_id}/documents/{requirement}"): Example(
        MISSING, None, _DOCUMENT
    ),
    ("DELETE", "/api/number-orders/{order_id}/documents/{requirement}"): Example(
        MISSING, None, _DOCUMENT, query="?version=1"
    ),
}
