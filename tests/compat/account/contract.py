"""What each operation of the wire answers with: written down by hand, and read from the vendor's
own document where it lies beside the checkout."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    import httpx2

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("HUBBUB_VENDOR_API", CHECKOUT.parent / "shared" / "vendor-api"))
DOCUMENT = FOLDER / "infobip-account-management-openapi.json"
WHY_ABSENT = "The vendor's document is not here; HUBBUB_VENDOR_API says in which folder it is."

TEXT: dict[str, Any] = {"type": "string"}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
FLAG: dict[str, Any] = {"type": "boolean"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def shape(optional: dict[str, Any] | None = None, /, **required: Any) -> dict[str, Any]:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": {**(optional or {}), **required},
        "required": [*required],
        "additionalProperties": False,
    }


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
EXCEPTION = shape(
    {"validationErrors": {"type": "object", "additionalProperties": TEXTS}},
    messageId=TEXT, text=TEXT,
)  # fmt: skip
REQUEST_ERROR = shape(serviceException=EXCEPTION)
A = shape(requestError=REQUEST_ERROR)
B = shape(
    errorCode=TEXT, description=TEXT, action=TEXT, resources={"const": []},
    violations={"type": "array", "items": shape(property=TEXT, violation=TEXT)},
)  # fmt: skip
OAUTH = shape(error=TEXT, requestError=REQUEST_ERROR)
EMPTY = None

KEY, KEYS = "/settings/2/api-keys/{apiKeyId}", "/settings/2/api-keys"
ACCOUNTS = "/settings/1/accounts"
OLD_KEYS = ACCOUNTS + "/{accountKey}/api-keys"


def _family(error: dict[str, Any], *statuses: int) -> dict[int, Any]:
    return dict.fromkeys(statuses, error)


OPERATIONS: dict[tuple[str, str], dict[int, Any]] = {
    ("GET", KEYS): {
        200: shape(apiKeys={"type": "array", "items": SECOND}, paging=PAGING),
        **_family(B, 400, 401, 403, 429),
    },
    ("POST", KEYS): {200: SECOND, **_family(B, 400, 401, 403, 429)},
    ("GET", KEY): {200: SECOND, **_family(B, 400, 401, 403, 404, 429)},
    ("PUT", KEY): {200: SECOND, **_family(B, 400, 401, 403, 404, 429)},
    ("GET", ACCOUNTS): {
        200: shape(accounts={"type": "array", "items": ACCOUNT}), **_family(A, 401, 403),
    },
    ("PUT", ACCOUNTS + "/{accountKey}"): _family(A, 400, 401, 403, 404),
    ("GET", OLD_KEYS): {
        200: shape(apiKeys={"type": "array", "items": FIRST}), **_family(B, 401, 403, 404),
    },
    ("POST", OLD_KEYS): {201: FIRST, **_family(B, 400, 401, 403, 404, 429)},
    ("GET", OLD_KEYS + "/{key}"): {200: FIRST, **_family(B, 401, 403, 404)},
    ("PUT", OLD_KEYS + "/{key}"): {200: FIRST, **_family(B, 400, 401, 403, 404)},
    ("POST", "/auth/1/session"): {200: shape(token=TEXT), **_family(A, 400, 429)},
    ("DELETE", "/auth/1/session"): {200: EMPTY, **_family(A, 401, 403, 429)},
    ("POST", "/auth/1/oauth2/token"): {
        200: shape(access_token=TEXT, expires_in=COUNT, token_type={"const": "Bearer"}),
        **_family(OAUTH, 400, 401, 429),
    },
    ("GET", "/audit/1/logs"): {200: {"type": "array", "items": ROW}, **_family(A, 400, 401, 403)},
    ("GET", "/audit/1/logs/export"): {200: TEXT, **_family(A, 400, 401, 403)},
}  # fmt: skip
"""By hand, so that it is checked where the document is not."""


def operation_of(method: str, path: str) -> tuple[str, str]:
    """The operation that answers at this path."""
    for found, template in OPERATIONS:
        pattern = re.sub(r"{\w+}", "[^/]+", template)
        if found == method and re.fullmatch(pattern, path):
            return found, template
    raise AssertionError(f"no operation {method} {path}")


def check(method: str, path: str, answer: httpx2.Response) -> None:
    """An answer is as the table says, and as the document says where there is one."""
    operation = operation_of(method, path)
    told = OPERATIONS[operation]
    assert answer.status_code in told, (operation, answer.status_code, answer.text)
    schema = told[answer.status_code]
    if schema is EMPTY:
        assert not answer.content
        return
    is_csv = answer.headers["content-type"].startswith("text/csv")
    body = answer.text if is_csv else answer.json()
    jsonschema_rs.validate(schema, body, validate_formats=True)
    if DOCUMENT.exists():
        jsonschema_rs.validate(
            declared(*operation, answer.status_code), body, validate_formats=True
        )


@cache
def document() -> dict[str, Any]:
    return json.loads(DOCUMENT.read_text(encoding="utf-8"))


def declared(method: str, template: str, status: int) -> dict[str, Any]:
    """The document's schema of an answer; of an error whose status it has only as a range, too."""
    answers = document()["paths"][template][method.lower()]["responses"]
    found = answers.get(str(status)) or answers[f"{status // 100}XX"]
    if "$ref" in found:
        found = document()["components"]["responses"][found["$ref"].rpartition("/")[2]]
    content: dict[str, Any] = found.get("content", {})
    schema = next((each["schema"] for each in content.values()), {})
    return {**schema, "components": document()["components"]}
