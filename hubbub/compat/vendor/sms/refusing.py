"""Refusals of the texts' part: which family where, and fields as this interface spells them."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from hubbub.compat.vendor.refusing import refuse, with_action, with_exception

NEWER = "/sms/3/"
BAD_REQUEST, UNPROCESSABLE = 400, 422
PLACE = re.compile(r"\.(\d+)(?=\.|$)")


def write_error(scope: Scope, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    """A problem in the family of this version of the interface."""
    status = BAD_REQUEST if body["status"] == UNPROCESSABLE else body["status"]
    errors: list[dict[str, str]] = body.get("errors", [])
    spelled = {each["field"]: PLACE.sub(r"[\1]", each["field"]) for each in errors}
    write = with_action if scope["path"].startswith(NEWER) else with_exception
    return refuse(write(body, status, spelled), status, headers)
