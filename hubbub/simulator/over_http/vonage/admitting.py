"""Who signs in to the simulated Vonage, and how its two interfaces refuse."""

import hmac
from base64 import b64decode
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import Response

from hubbub.channels.sms.adapters.vonage.kind import VONAGE
from hubbub.kernel.answers import answer
from hubbub.simulator.models import owner_over_http
from hubbub.simulator.over_http.models import Said

ERRORS: Final = "https://developer.vonage.com/api-errors"


@dataclass(frozen=True, slots=True)
class Signed:
    """An account as it signed in; it has one application."""

    owner: str
    application: str


class Refusal(Said):
    """As texts and applications are refused."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code

    def response(self) -> Response:
        said = {
            "type": f"{ERRORS}#{self.code}", "title": str(self), "detail": str(self),
            "instance": "simulated",
        }  # fmt: skip
        return answer(said, self.status)


class NumberRefusal(Refusal):
    """As numbers are."""

    def response(self) -> Response:
        said = {"error-code": str(self.status), "error-code-label": str(self)}
        return answer(said, self.status)


def admit(request: Request, key: bytes, refusal: type[Refusal] = Refusal) -> Signed:
    """Whoever the secret is of. Raises Refusal."""
    name, _, secret = _basic(request.headers.get("authorization", "")).partition(":")
    system_id = _system_id_of(name)
    account = None if system_id is None else VONAGE.simulated(key, system_id)
    if system_id is None or account is None or not _is_same(account["api_secret"], secret):
        raise refusal(401, "unauthorized", "You did not provide correct credentials.")
    return Signed(owner_over_http("vonage", system_id), account["application_id"])


async def form_of(request: Request) -> dict[str, str]:
    """What was sent; of a name that comes twice the last."""
    return dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))


def _system_id_of(api_key: str) -> str | None:
    """The account of ours behind a key; see `simulated` in the adapter."""
    try:
        return bytes.fromhex(api_key).rstrip(b"\0").decode("ascii") or None
    except (ValueError, UnicodeDecodeError):
        return None


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
