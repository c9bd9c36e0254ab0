"""The examples of the routes of webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.entrypoints.http.example import CREATED, Example, foreign, plain

if TYPE_CHECKING:
    from tests.world import Account

ONE = "/api/webhooks/{webhook_id}"
DELIVERY = ONE + "/deliveries/{delivery_id}"


def _webhook(_: Account, n: int) -> dict[str, Any]:
    return {"name": f"Webhook {n}", "url": "https://93.184.216.34/", "kinds": ["person.met"]}


def _changed(account: Account, n: int) -> dict[str, Any]:
    return {**_webhook(account, n), "version": 1}


def _state(_: Account, __: int) -> dict[str, Any]:
    return {"state": "paused", "version": 1}


def _rotation(_: Account, __: int) -> dict[str, Any]:
    return {"old_hours": 1}


def _since(_: Account, __: int) -> dict[str, Any]:
    return {"since": "2026-01-01T00:00:00Z"}


OF_WEBHOOKS: dict[tuple[str, str], Example] = {
    ("GET", "/api/webhooks"): plain(),
    ("POST", "/api/webhooks"): Example(CREATED, _webhook),
    ("GET", ONE): foreign(webhook_id="key"),
    ("PUT", ONE): foreign(_changed, webhook_id="key"),
    ("DELETE", ONE): foreign(webhook_id="key"),
    ("PUT", f"{ONE}/state"): foreign(_state, webhook_id="key"),
    ("POST", f"{ONE}/secret"): foreign(_rotation, webhook_id="key"),
    ("POST", f"{ONE}/test"): foreign(webhook_id="key"),
    ("GET", f"{ONE}/deliveries"): foreign(webhook_id="key"),
    ("GET", DELIVERY): foreign(webhook_id="key", delivery_id="key"),
    ("POST", f"{DELIVERY}/replay"): foreign(webhook_id="key", delivery_id="key"),
    ("POST", f"{ONE}/replays"): foreign(_since, webhook_id="key"),
    ("GET", f"{ONE}/replays"): foreign(webhook_id="key"),
}
