"""The examples of the routes of the vendor's subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.entrypoints.http.example import CREATED, MISSING, OK, Example, foreign, plain

if TYPE_CHECKING:
    from tests.world import Account

ALL = "/subscriptions/1/subscription/{channel}"
PROFILES, SECURITIES = "/subscriptions/1/profiles", "/subscriptions/1/security"
CERTIFICATES = "/subscriptions/1/certificates"
# The vendor has no status of its own for what breaks a rule.
REFUSED = frozenset({400})
ADDRESS = "https://93.184.216.34/"


def _profile(_: Account, n: int) -> dict[str, Any]:
    return {"profileId": f"P-{n % 4}", "webhook": {"notifyUrl": ADDRESS}}


def _subscription(account: Account, n: int) -> dict[str, Any]:
    # A few, made again and again: there are fewer webhooks than the matrix has askers.
    profile = _profile(account, n)
    return {"subscriptionId": f"S-{n % 4}", "events": ["DELIVERY"], "profile": profile}


def _security(_: Account, n: int) -> dict[str, Any]:
    credentials = {"username": "hub", "password": "secret"}
    return {"authId": f"A-{n % 4}", "type": "BASIC", "credentials": credentials}


def _changed(_: Account, __: int) -> dict[str, Any]:
    return {"events": ["DELIVERY"], "profile": {"profileId": "P-1"}}


def _nothing(_: Account, __: int) -> dict[str, Any]:
    return {}


def _certificate(_: Account, __: int) -> dict[str, Any]:
    return {"certificateId": "C", "certificateContent": "", "webhookUrl": ADDRESS}


ON_SMS = {"channel": "SMS"}
ONE = {"subscription_id": "key"}

OF_SUBSCRIPTIONS: dict[tuple[str, str], Example] = {
    ("GET", ALL): Example(OK, words=ON_SMS),
    ("POST", ALL): Example(CREATED, _subscription, words=ON_SMS),
    ("GET", ALL + "/{subscription_id}"): Example(MISSING, None, ONE, words=ON_SMS),
    ("PUT", ALL + "/{subscription_id}"): Example(MISSING, _changed, ONE, words=ON_SMS),
    ("DELETE", ALL + "/{subscription_id}"): Example(MISSING, None, ONE, words=ON_SMS),
    ("GET", PROFILES): plain(),
    ("POST", PROFILES): Example(CREATED, _profile),
    ("GET", PROFILES + "/{profile_id}"): foreign(profile_id="key"),
    ("PUT", PROFILES + "/{profile_id}"): foreign(_nothing, profile_id="key"),
    ("DELETE", PROFILES + "/{profile_id}"): foreign(profile_id="key"),
    ("GET", SECURITIES): plain(),
    ("POST", SECURITIES): Example(CREATED, _security),
    ("GET", SECURITIES + "/{auth_id}"): foreign(auth_id="key"),
    ("PUT", SECURITIES + "/{auth_id}"): foreign(_nothing, auth_id="key"),
    ("DELETE", SECURITIES + "/{auth_id}"): foreign(auth_id="key"),
    ("GET", CERTIFICATES): plain(),
    ("POST", CERTIFICATES): Example(REFUSED, _certificate),
    ("GET", CERTIFICATES + "/status"): plain(),
    ("GET", CERTIFICATES + "/status/{certificate_id}"): foreign(certificate_id="key"),
    ("POST", CERTIFICATES + "/test/webhook"): Example(MISSING, _certificate),
    ("GET", CERTIFICATES + "/{certificate_id}"): foreign(certificate_id="key"),
    ("DELETE", CERTIFICATES + "/{certificate_id}"): foreign(certificate_id="key"),
}
