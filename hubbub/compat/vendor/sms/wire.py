"""The paths of the texts' part of this interface, and how it writes and reads what is its own."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends
from pydantic import AfterValidator, BeforeValidator
from starlette.requests import Request

from hubbub.access import may
from hubbub.access.gate import any_of
from hubbub.kernel.errors import Problem

ROOT = "/sms"
PREFIX = ROOT + "/"
SEND, SEND_ADVANCED = "/3/messages", "/2/text/advanced"
REPORTS, OLD_REPORTS = "/3/reports", "/1/reports"
LOGS, OLD_LOGS = "/3/logs", "/1/logs"
INBOX, PREVIEW = "/1/inbox/reports", "/1/preview"

READS = any_of(may.REACH_ALL_QUEUES, may.MANAGE_ALL)
"""What is read here are texts of all queues."""

FEW, MOST = 50, 1000
"""How many things one answer has, when nothing is said, and at most."""
PRICE = {"pricePerMessage": 0.0, "currency": "EUR"}
"""Clients expect one; what a text costs is between you and your carrier."""


class NotAcceptable(Problem):
    status = 406
    code = "not_acceptable"
    title = "This cannot be answered in that form"


async def _check_accept(request: Request) -> None:
    accept = request.headers.get("accept", "*/*")
    if not any(each in accept for each in ("json", "*/*", "application/*")):
        raise NotAcceptable("Answers are JSON here. Send `Accept: application/json`.")


InJson = Annotated[None, Depends(_check_accept)]
"""For whom only XML will do there is no answer."""


def write_moment(at: datetime) -> str:
    """In UTC, to the millisecond, without a colon in the offset."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}+0000"


def _clamped(value: int) -> int:
    # After it was read: a number has more spellings than digits alone.
    return min(value, MOST)


def _several(value: Any) -> Any:
    given = value if isinstance(value, list) else [value]
    found = [part.strip() for each in given for part in str(each).split(",")]
    return [part for part in found if part][:MOST]


Limit = Annotated[int, AfterValidator(_clamped)]
Several = Annotated[list[str], BeforeValidator(_several)]
"""Given more than once, or once with commas between."""
