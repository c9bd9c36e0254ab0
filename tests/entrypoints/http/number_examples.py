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


def _order(_: Account, __: int) -> dict[str, Any]:
    # The same each time: the quota of open orders is smaller than the matrix.
    return {"client_id": UUID(int=1).hex}


def _decided(_: Account, __: int) -> dict[str, Any]:
    return {"version": 1, "step": "country", "capabilities": [], "details": {}}


def _version(_: Account, __: int) -> dict[str, Any]:
    return {"version": 1}


def _picture(_: Account, __: int) -> dict[str, Any]:
    return {"picture": "none"}


_DOCUMENT = {"order_id": "number", "requirement": "number"}

OF_NUMBERS: dict[tuple[str, str], Example] = {
    ("GET", "/api/numbers"): plain(),
    ("POST", "/api/numbers"): Example(CREATED, _number),
    ("PUT", "/api/numbers/{number_id}"): foreign(_forward, number_id="number"),
    ("DELETE", "/api/numbers/{number_id}"): foreign(number_id="number"),
    ("GET", "/api/numbers/{number_id}/uses"): foreign(number_id="number"),
    ("POST", "/api/numbers/{number_id}/release"): foreign(_version, number_id="number"),
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
