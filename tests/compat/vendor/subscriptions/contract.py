"""What each operation of the subscriptions' part answers with."""

from __future__ import annotations

from typing import Any

from tests.compat.vendor.contract import COUNT, TEXT, TEXTS, A, Contract, family, shape

SECURITY_ID = shape(authId=TEXT)
PROFILE_ID = shape({"security": SECURITY_ID}, profileId=TEXT)
SUBSCRIPTION_ID = shape(subscriptionId=TEXT, profile=PROFILE_ID)
SUBSCRIPTION = shape(
    {"name": TEXT}, subscriptionId=TEXT, profile=PROFILE_ID, events=TEXTS, resources=TEXTS,
    users={"const": []},
    criteria={"type": "array", "items": shape({"applicationId": TEXT, "entityId": TEXT})},
)  # fmt: skip
MASKED: dict[str, Any] = {"type": "object", "additionalProperties": {"const": "********"}}
PROFILE = shape(
    {
        "security": SECURITY_ID, "maxBucketSize": COUNT, "windowSize": COUNT,
        "connectTimeout": COUNT, "readTimeout": COUNT, "enabledSSLProtocols": TEXTS,
        "headers": MASKED, "rateLimit": COUNT,
    },
    profileId=TEXT, webhook=shape(notifyUrl=TEXT, contentType={"const": "application/json"}),
)  # fmt: skip
SECURITY = shape(authId=TEXT, type={"enum": ["BASIC", "HMAC", "OAUTH"]})
PAGING = shape(page=COUNT, size=COUNT, totalPages=COUNT, totalResults=COUNT)


def page_of(row: dict[str, Any]) -> dict[str, Any]:
    return shape(results={"type": "array", "items": row}, paging=PAGING)


ALL = "/subscriptions/1/subscription/{channel}"
PROFILES, SECURITIES = "/subscriptions/1/profiles", "/subscriptions/1/security"
CERTIFICATES = "/subscriptions/1/certificates"
REFUSALS = family(A, 400, 401, 403, 404, 429, 500)
NONE = page_of({"not": {}})

OPERATIONS: dict[tuple[str, str], dict[int, Any]] = {
    ("GET", ALL): {200: page_of(SUBSCRIPTION), **REFUSALS},
    ("POST", ALL): {201: SUBSCRIPTION_ID, **REFUSALS},
    ("GET", ALL + "/{subscriptionId}"): {200: SUBSCRIPTION, **REFUSALS},
    ("PUT", ALL + "/{subscriptionId}"): {200: SUBSCRIPTION_ID, **REFUSALS},
    ("DELETE", ALL + "/{subscriptionId}"): {200: SUBSCRIPTION_ID, **REFUSALS},
    ("GET", PROFILES): {200: page_of(PROFILE), **REFUSALS},
    ("POST", PROFILES): {201: PROFILE_ID, **REFUSALS},
    ("GET", PROFILES + "/{profileId}"): {200: PROFILE, **REFUSALS},
    ("PUT", PROFILES + "/{profileId}"): {200: PROFILE_ID, **REFUSALS},
    ("DELETE", PROFILES + "/{profileId}"): {200: PROFILE_ID, **REFUSALS},
    ("GET", SECURITIES): {200: page_of(SECURITY), **REFUSALS},
    ("POST", SECURITIES): {201: SECURITY_ID, **REFUSALS},
    ("GET", SECURITIES + "/{authId}"): {200: SECURITY, **REFUSALS},
    ("PUT", SECURITIES + "/{authId}"): {200: SECURITY_ID, **REFUSALS},
    ("DELETE", SECURITIES + "/{authId}"): {200: SECURITY_ID, **REFUSALS},
    ("GET", CERTIFICATES): {200: NONE, **REFUSALS},
    ("POST", CERTIFICATES): {**REFUSALS},
    ("GET", CERTIFICATES + "/status"): {200: NONE, **REFUSALS},
    ("GET", CERTIFICATES + "/status/{certificateId}"): {**REFUSALS},
    ("POST", CERTIFICATES + "/test/webhook"): {**REFUSALS},
    ("GET", CERTIFICATES + "/{certificateId}"): {**REFUSALS},
    ("DELETE", CERTIFICATES + "/{certificateId}"): {**REFUSALS},
}


class Subscriptions(Contract):
    """The document says of a list that it is one of two words, against its own examples."""

    def declared(self, method: str, template: str, status: int) -> dict[str, Any] | None:
        found = super().declared(method, template, status)
        if found is not None:
            for each in found["components"]["schemas"].values():
                each.get("properties", {}).get("enabledSSLProtocols", {}).pop("enum", None)
        return found


CONTRACT = Subscriptions("infobip-subscriptions-api-openapi.json", OPERATIONS)
