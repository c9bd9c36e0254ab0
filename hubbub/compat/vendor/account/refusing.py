"""Refusals of the account's part: which family where, and a third member where OAuth wants one."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from hubbub.compat.vendor.account.wire import ACCOUNTS, KEYS, OAUTH, SESSION
from hubbub.compat.vendor.refusing import UNAUTHORIZED, refuse, with_action, with_exception

BAD_REQUEST, FORBIDDEN, UNPROCESSABLE = 400, 403, 422
SERVER = 500

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
        told = with_action(body, status, FIELDS)
    else:
        told = with_exception(body, status, FIELDS)
    if path.startswith(OAUTH):
        told["error"] = _oauth(body)
    return refuse(told, status, headers)


def _status(scope: Scope, status: int) -> int:
    if status == UNPROCESSABLE:
        return BAD_REQUEST
    path = scope["path"]
    begins = path.startswith((SESSION, OAUTH)) and scope["method"] == "POST"
    # Who begins a session is told of wrong credentials as of anything wrong; a token has 401.
    if begins and (status == FORBIDDEN or (status == UNAUTHORIZED and path.startswith(SESSION))):
        return BAD_REQUEST
    return status


def _oauth(body: dict[str, Any]) -> str:
    if body["code"] in ("unsupported_grant_type", "invalid_client"):
        return body["code"]
    if body["status"] >= SERVER:
        return "server_error"
    return REASONS.get(body["status"], "invalid_request")
