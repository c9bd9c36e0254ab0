"""Who signs in to the simulated Twilio, and how it refuses."""

import hmac
from base64 import b64decode
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import Response

from hubbub.channels.sms.adapters.twilio.kind import TWILIO
from hubbub.kernel.answers import answer
from hubbub.simulator.models import owner_over_http
from hubbub.simulator.over_http.models import Said

VERSION: Final = "2010-04-01"


@dataclass(frozen=True, slots=True)
class Signed:
    """An account as it signed in."""

    sid: str
    owner: str

    def uri(self, rest: str) -> str:
        return f"/{VERSION}/Accounts/{self.sid}{rest}"


class Refusal(Said):
    """An error in Twilio's words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def response(self) -> Response:
        body = {
            "code": self.code, "message": str(self), "status": self.status,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
        }  # fmt: skip
        return answer(body, self.status)


def admit(request: Request, key: bytes, sid: str | None = None) -> Signed:
    """Whoever the password is of; `sid` is the account in the address. Raises Refusal."""
    name, _, password = _basic(request.headers.get("authorization", "")).partition(":")
    system_id = system_id_of(name)
    right = None if system_id is None else TWILIO.simulated(key, system_id)["auth_token"]
    if system_id is None or right is None or not _is_same(right, password):
        raise Refusal(401, 20003, "Authenticate")
    if sid is not None and sid != name:
        raise Refusal(404, 20404, f"The requested resource {request.url.path} was not found")
    return Signed(name, owner_over_http("twilio", system_id))


def system_id_of(sid: str) -> str | None:
    """The account of ours behind a SID; see `simulated` in the adapter."""
    try:
        return bytes.fromhex(sid.removeprefix("AC")).rstrip(b"\0").decode("ascii") or None
    except (ValueError, UnicodeDecodeError):
        return None


async def form_of(request: Request) -> dict[str, str]:
    """What was sent; of a name that comes twice the last."""
    return dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))


def _basic(header: str) -> str:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(value, validate=True).decode()
    except ValueError:
        return ""


def _is_same(right: str, given: str) -> bool:
    return hmac.compare_digest(right.encode(), given.encode(errors="replace"))
