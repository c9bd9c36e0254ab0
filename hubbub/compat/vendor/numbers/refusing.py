"""Refusals of the numbers' part: the older family, and only statuses that its clients know."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from hubbub.compat.vendor.refusing import refuse, with_exception

STATUSES = {409: 400, 422: 400, 503: 500}
"""What stands in the way of something is told like a mistake in what was asked."""


def write_error(_: Scope, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    """A problem, in this interface's words."""
    told: int = body["status"]
    status = STATUSES.get(told, told)
    return refuse(with_exception(body, status, {}), status, headers)
