"""Examples of the routes of carriers over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.entrypoints.http.example import CREATED, MISSING, Example, foreign, plain

if TYPE_CHECKING:
    from tests.world import Account


def _carrier(_: Account, n: int) -> dict[str, Any]:
    return {**_changed(_, n), "kind": "twilio"}


def _changed(_: Account, n: int) -> dict[str, Any]:
    settings = {"account_sid": f"AC{'1' * 32}", "auth_token": "2" * 32}
    return {"name": f"Twilio {n}", "settings": settings, "enabled": False}


def _key(_: Account, __: int) -> dict[str, Any]:
    return {"key": "PN1"}


OF_CARRIERS: dict[tuple[str, str], Example] = {
    ("GET", "/api/carriers/kinds"): plain(),
    ("POST", "/api/carriers/over-http"): Example(CREATED, _carrier),
    ("PUT", "/api/carriers/{carrier_id}/over-http"): foreign(_changed, carrier_id="carrier"),
    ("GET", "/api/carriers/{carrier_id}/numbers"): foreign(carrier_id="carrier"),
    ("POST", "/api/carriers/{carrier_id}/numbers"): foreign(_key, carrier_id="carrier"),
    ("POST", "/carriers/{door}/texts"): Example(MISSING, ids={"door": "carrier"}),
    ("POST", "/carriers/{door}/receipts"): Example(MISSING, ids={"door": "carrier"}),
}
