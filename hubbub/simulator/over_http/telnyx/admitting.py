"""Who signs in to the simulated Telnyx, and how it refuses."""

import hmac
from dataclasses import dataclass
from typing import Final

import msgspec
from fastapi import Request
from fastapi.responses import Response

from hubbub.channels.sms.adapters.json_api import Meaningless, read
from hubbub.channels.sms.adapters.telnyx.kind import TELNYX
from hubbub.kernel.answers import answer
from hubbub.simulator.models import owner_over_http
from hubbub.simulator.over_http.models import Said

BEARER: Final = "Bearer "


@dataclass(frozen=True, slots=True)
class Signed:
    """An account as it signed in; it has one messaging profile."""

    owner: str
    profile: str


class Refusal(Said):
    """An error in Telnyx's words."""

    def __init__(self, status: int, code: str, title: str) -> None:
        super().__init__(title)
        self.status = status
        self.code = code

    def response(self) -> Response:
        problem = {
            "code": self.code, "title": str(self), "detail": str(self),
            "meta": {"url": f"https://developers.telnyx.com/docs/overview/errors/{self.code}"},
        }  # fmt: skip
        return answer({"errors": [problem]}, self.status)


def admit(request: Request, key: bytes) -> Signed:
    """Whoever the API key is of. Raises Refusal."""
    header = request.headers.get("authorization", "")
    given = header.removeprefix(BEARER)
    system_id = _system_id_of(given) if header.startswith(BEARER) else None
    account = None if system_id is None else TELNYX.simulated(key, system_id)
    if system_id is None or account is None or not _is_same(account["api_key"], given):
        raise Refusal(401, "10009", "Authentication failed")
    return Signed(owner_over_http("telnyx", system_id), account["messaging_profile_id"])


async def body_of(request: Request) -> dict[str, msgspec.Raw]:
    """What was sent, field by field. Raises Refusal."""
    try:
        return read(await request.body(), dict[str, msgspec.Raw])
    except Meaningless as error:
        raise Refusal(400, "10015", "Bad Request") from error


def text_in(body: dict[str, msgspec.Raw], name: str) -> str:
    """Empty where it is no text."""
    try:
        return read(body.get(name, msgspec.Raw(b'""')), str)
    except Meaningless:
        return ""


def _system_id_of(api_key: str) -> str | None:
    """The account of ours behind a key; see `simulated` in the adapter."""
    try:
        name = bytes.fromhex(api_key.removeprefix("KEY").partition("_")[0]).decode("ascii")
    except (ValueError, UnicodeDecodeError):
        return None
    return name or None


def _is_same(right: str, given: str) -> bool:
    return hmac.compare_digest(right.encode(), given.encode(errors="replace"))
