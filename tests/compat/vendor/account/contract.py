"""What each operation of the account's part answers with."""

from __future__ import annotations

from typing import Any

from tests.compat.vendor.contract import (
    COUNT,
    EMPTY,
    FLAG,
    REQUEST_ERROR,
    TEXT,
    TEXTS,
    A,
    B,
    Contract,
    family,
    shape,
)

TIME: dict[str, Any] = {"type": "string", "format": "date-time"}

LIMITS = {"name": TEXT, "allowedIPs": TEXTS, "validFrom": TIME, "enabled": FLAG}
SECOND = shape(
    {"validTo": TIME}, id=TEXT, apiKeySecret=TEXT, accountId=TEXT, scopeGuids=TEXTS,
    permissions={"const": ["PUBLIC_API"]}, **LIMITS,
)  # fmt: skip
FIRST = shape(
    {"validTo": TIME}, key=TEXT, publicApiKey=TEXT, accountKey=TEXT,
    permissions={"const": ["ALL"]}, **LIMITS,
)  # fmt: skip
PAGING = shape(
    page=COUNT, pageSize=COUNT, totalCount=COUNT, totalPages=COUNT, orderBy=TEXT,
    orderDirection={"enum": ["asc", "desc"]},
)  # fmt: skip
ACCOUNT = shape(key=TEXT, ownerKey=TEXT, name=TEXT, enabled=FLAG)
MAYBE = {"type": ["string", "null"]}
ROW = shape(
    id=TEXT, timestamp=TIME, username=MAYBE, action=TEXT, item=TEXT, description=TEXT,
    ipAddress=MAYBE,
)  # fmt: skip
OAUTH = shape(error=TEXT, requestError=REQUEST_ERROR)

KEY, KEYS = "/settings/2/api-keys/{apiKeyId}", "/settings/2/api-keys"
ACCOUNTS = "/settings/1/accounts"
OLD_KEYS = ACCOUNTS + "/{accountKey}/api-keys"

OPERATIONS: dict[tuple[str, str], dict[int, Any]] = {
    ("GET", KEYS): {
        200: shape(apiKeys={"type": "array", "items": SECOND}, paging=PAGING),
        **family(B, 400, 401, 403, 429),
    },
    ("POST", KEYS): {200: SECOND, **family(B, 400, 401, 403, 429)},
    ("GET", KEY): {200: SECOND, **family(B, 400, 401, 403, 404, 429)},
    ("PUT", KEY): {200: SECOND, **family(B, 400, 401, 403, 404, 429)},
    ("GET", ACCOUNTS): {
        200: shape(accounts={"type": "array", "items": ACCOUNT}), **family(A, 401, 403),
    },
    ("PUT", ACCOUNTS + "/{accountKey}"): family(A, 400, 401, 403, 404),
    ("GET", OLD_KEYS): {
        200: shape(apiKeys={"type": "array", "items": FIRST}), **family(B, 401, 403, 404),
    },
    ("POST", OLD_KEYS): {201: FIRST, **family(B, 400, 401, 403, 404, 429)},
    ("GET", OLD_KEYS + "/{key}"): {200: FIRST, **family(B, 401, 403, 404)},
    ("PUT", OLD_KEYS + "/{key}"): {200: FIRST, **family(B, 400, 401, 403, 404)},
    ("POST", "/auth/1/session"): {200: shape(token=TEXT), **family(A, 400, 429)},
    ("DELETE", "/auth/1/session"): {200: EMPTY, **family(A, 401, 403, 429)},
    ("POST", "/auth/1/oauth2/token"): {
        200: shape(access_token=TEXT, expires_in=COUNT, token_type={"const": "Bearer"}),
        **family(OAUTH, 400, 401, 429),
    },
    ("GET", "/audit/1/logs"): {200: {"type": "array", "items": ROW}, **family(A, 400, 401, 403)},
    ("GET", "/audit/1/logs/export"): {200: TEXT, **family(A, 400, 401, 403)},
}  # fmt: skip
CONTRACT = Contract("infobip-account-management-openapi.json", OPERATIONS)
