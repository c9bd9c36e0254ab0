"""Refusals on this wire: two families of errors, and a third member where OAuth wants one."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from hubbub.compat.account.wire import ACCOUNTS, KEYS, OAUTH, SESSION
from hubbub.kernel.answers import encode

BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, UNPROCESSABLE = 400, 401, 403, 422
SERVER = 500

NAMES = {
    400: "BAD_REQUEST", 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND",
    429: "TOO_MANY_REQUESTS",
}  # fmt: skip
ACTIONS = {
    400: "Put right what the violations name, and send it again.",
    401: "Send a key, a session or a token that holds.",
    403: "Ask an administrator of your account for the permission, or use another key.",
    404: "Check the address and the ids in it.",
    429: "Wait for as long as Retry-After says, and send it again.",
}
AGAIN = "Try again in a moment."

FIELDS = {
    "networks": "allowedIPs", "starts_at": "validFrom", "expires_at": "validTo",
    "scopes": "scopeGuids", "since": "from", "until": "to",
}  # fmt: skip
"""Fields of ours by the names that they have here."""

REASONS = {401: "invalid_client", 403: "unauthorized_client", 429: "temporarily_unavailable"}


def write_error(scope: Scope, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    """A problem in the family that this operation is declared to answer with."""
    path, status = scope["path"], _status(scope, body["status"])
    if path.startswith(KEYS) or (path.startswith(ACCOUNTS) and "/api-keys" in path):
        told = _with_action(body, status)
    else:
        told = _with_exception(body, status)
    if path.startswith(OAUTH):
        told["error"] = _oauth(body)
    if status == UNAUTHORIZED:
        headers = {"WWW-Authenticate": "App", **headers}
    return Response(
        encode(told),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store", **headers},
    )


def _status(scope: Scope, status: int) -> int:
    if status == UNPROCESSABLE:
        return BAD_REQUEST
    path = scope["path"]
    begins = path.startswith((SESSION, OAUTH)) and scope["method"] == "POST"
    # Who begins a session is told of wrong credentials as of anything wrong; a token has 401.
    if begins and (status == FORBIDDEN or (status == UNAUTHORIZED and path.startswith(SESSION))):
        return BAD_REQUEST
    return status


def _with_exception(body: dict[str, Any], status: int) -> dict[str, Any]:
    # The name tells the reason also where the status may not.
    name = NAMES.get(body["status"]) or NAMES.get(status) or "GENERAL_ERROR"
    told: dict[str, Any] = {"messageId": name, "text": _sentence(body)}
    errors = _errors(body)
    if errors:
        told["validationErrors"] = {field: [message] for field, message in errors}
    return {"requestError": {"serviceException": told}}


def _with_action(body: dict[str, Any], status: int) -> dict[str, Any]:
    return {
        "errorCode": f"E{status}",
        "description": _sentence(body),
        "action": ACTIONS.get(status, AGAIN),
        "violations": [
            {"property": field, "violation": message} for field, message in _errors(body)
        ],
        "resources": [],
    }


def _errors(body: dict[str, Any]) -> list[tuple[str, str]]:
    errors: list[dict[str, str]] = body.get("errors", [])
    return [(FIELDS.get(each["field"], each["field"]), each["message"]) for each in errors]


def _sentence(body: dict[str, Any]) -> str:
    granters = ", ".join(each["name"] for each in body.get("granted_by", []))
    return f"{body['detail']} Ask {granters}." if granters else body["detail"]


def _oauth(body: dict[str, Any]) -> str:
    if body["code"] in ("unsupported_grant_type", "invalid_client"):
        return body["code"]
    if body["status"] >= SERVER:
        return "server_error"
    return REASONS.get(body["status"], "invalid_request")
