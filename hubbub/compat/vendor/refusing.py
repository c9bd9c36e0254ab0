"""Refusals on this interface: two families of errors, in the words of a problem of ours."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from hubbub.kernel.answers import encode

UNAUTHORIZED = 401

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


def refuse(told: dict[str, Any], status: int, headers: Mapping[str, str]) -> Response:
    if status == UNAUTHORIZED:
        headers = {"WWW-Authenticate": "App", **headers}
    return Response(
        encode(told),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store", **headers},
    )


def with_exception(body: dict[str, Any], status: int, names: Mapping[str, str]) -> dict[str, Any]:
    """`requestError`: the older family. `names` are fields of ours by their names there."""
    # The name tells the reason also where the status may not.
    name = NAMES.get(body["status"]) or NAMES.get(status) or "GENERAL_ERROR"
    told: dict[str, Any] = {"messageId": name, "text": _sentence(body)}
    errors = _errors(body, names)
    if errors:
        told["validationErrors"] = {field: [message] for field, message in errors}
    return {"requestError": {"serviceException": told}}


def with_action(body: dict[str, Any], status: int, names: Mapping[str, str]) -> dict[str, Any]:
    """`errorCode`, `action` and `violations`: the newer family."""
    return {
        "errorCode": f"E{status}",
        "description": _sentence(body),
        "action": ACTIONS.get(status, AGAIN),
        "violations": [
            {"property": field, "violation": message} for field, message in _errors(body, names)
        ],
        "resources": [],
    }


def _errors(body: dict[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    errors: list[dict[str, str]] = body.get("errors", [])
    return [(names.get(each["field"], each["field"]), each["message"]) for each in errors]


def _sentence(body: dict[str, Any]) -> str:
    granters = ", ".join(each["name"] for each in body.get("granted_by", []))
    return f"{body['detail']} Ask {granters}." if granters else body["detail"]
