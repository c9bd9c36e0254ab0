"""How SCIM is written: its media type, its errors, its entity tags."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from hubbub.kernel.answers import encode
from hubbub.kernel.errors import NotFound, Problem

MEDIA = "application/scim+json"
PREFIX = "/scim/v2"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"

UNPROCESSABLE = 422
BAD_REQUEST = 400
NOT_MODIFIED = 304
SCIM_TYPES = {
    "uniqueness": "uniqueness", "invalid": "invalidValue", "default_role": "mutability",
    "bad_request": "invalidValue",
}  # fmt: skip
"""Codes of our problems for which RFC 7644 has a word."""


class ScimRefused(Problem):
    """What SCIM has a word of its own for."""

    title: ClassVar[str] = "The SCIM request cannot be answered"

    def __init__(self, status: int, detail: str, scim_type: str | None = None) -> None:
        super().__init__(detail, extra={"scim_type": scim_type, "status": status})


def write_error(_: Scope, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    """A problem as SCIM tells it: the sentence, and a word for programs where there is one."""
    status = body["status"]
    # Beyond 400 SCIM knows no word for a value that breaks a rule.
    told = BAD_REQUEST if status == UNPROCESSABLE else status
    error: dict[str, Any] = {"schemas": [ERROR], "status": str(told), "detail": _sentence(body)}
    scim_type = body.get("scim_type", SCIM_TYPES.get(body["code"]))
    if scim_type:
        error["scimType"] = scim_type
    headers = {"Cache-Control": "no-store", **headers}
    return Response(encode(error), status_code=told, media_type=MEDIA, headers=headers)


def _sentence(body: dict[str, Any]) -> str:
    granters = ", ".join(each["name"] for each in body.get("granted_by", []))
    return f"{body['detail']} Ask {granters}." if granters else body["detail"]


def write(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON of SCIM."""
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return Response(encode(value), status_code=status, media_type=MEDIA, headers=headers)


def tag_of(content: Mapping[str, Any]) -> str:
    """The version of a resource: weak, as it tells of content and not of bytes."""
    return f'W/"{hashlib.sha256(encode(content)).hexdigest()[:20]}"'


def check_match(request: Request, tag: str) -> None:
    """Refuses a change that was made on an old sight of the resource."""
    wanted = request.headers.get("if-match")
    if wanted is not None and wanted.strip() != "*" and not _names(wanted, tag):
        raise ScimRefused(412, "This was changed meanwhile. Read it again and repeat the change.")


def is_known(request: Request, tag: str) -> bool:
    """Whether the asker has this version already."""
    known = request.headers.get("if-none-match")
    return known is not None and _names(known, tag)


def _names(header: str, tag: str) -> bool:
    plain = tag.removeprefix("W/")
    return any(each.strip().removeprefix("W/") == plain for each in header.split(","))


async def _resource_id(resource_id: str) -> UUID:
    # To SCIM an id is a text like any other; one that is no id of ours names nothing.
    try:
        return UUID(resource_id)
    except ValueError as error:
        raise NotFound("There is no resource with this id.") from error


ResourceId = Annotated[UUID, Depends(_resource_id)]
"""The id in the address, as `{resource_id}`."""
