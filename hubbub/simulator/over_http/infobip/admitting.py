"""Who signs in to the simulated Infobip, and how it refuses, in its older way and its newer."""

import hmac
from typing import Final, TypeVar

from fastapi import Request
from fastapi.responses import Response

from hubbub.channels.sms.adapters.infobip.kind import INFOBIP
from hubbub.channels.sms.adapters.json_api import Meaningless, read
from hubbub.kernel.answers import answer
from hubbub.simulator.models import owner_over_http
from hubbub.simulator.over_http.models import Said

APP: Final = "App "
WORDS: Final = {
    400: "Bad request", 401: "Invalid login details", 404: "Not found", 429: "Too many requests",
    500: "Something went wrong",
}  # fmt: skip
Shape = TypeVar("Shape")


class Refusal(Said):
    """As the numbers of Infobip say it."""

    def __init__(self, status: int, text: str | None = None) -> None:
        super().__init__(text or WORDS[status])
        self.status = status

    def response(self) -> Response:
        name = WORDS[self.status].upper().replace(" ", "_")
        said = {"messageId": name, "text": str(self)}
        return answer({"requestError": {"serviceException": said}}, self.status)


class NewerRefusal(Refusal):
    """As its texts do."""

    def response(self) -> Response:
        said = {
            "errorCode": f"E{self.status}", "description": str(self),
            "action": "Adjust the request.", "violations": [], "resources": [],
        }  # fmt: skip
        return answer(said, self.status)


def admit(request: Request, key: bytes, refusal: type[Refusal] = Refusal) -> str:
    """The owner whom the API key is of. Raises Refusal."""
    header = request.headers.get("authorization", "")
    given = header.removeprefix(APP)
    system_id = _system_id_of(given) if header.startswith(APP) else None
    right = None if system_id is None else INFOBIP.simulated(key, system_id)["api_key"]
    if system_id is None or right is None or not _is_same(right, given):
        raise refusal(401)
    return owner_over_http("infobip", system_id)


async def body_of(request: Request, shape: type[Shape], refusal: type[Refusal] = Refusal) -> Shape:
    """What was sent, read. Raises Refusal."""
    try:
        return read(await request.body(), shape)
    except Meaningless as error:
        raise refusal(400) from error


def _system_id_of(api_key: str) -> str | None:
    """The account of ours behind a key; see `simulated` in the adapter."""
    try:
        name = bytes.fromhex(api_key.partition("-")[0]).decode("ascii")
    except (ValueError, UnicodeDecodeError):
        return None
    return name or None


def _is_same(right: str, given: str) -> bool:
    return hmac.compare_digest(right.encode(), given.encode(errors="replace"))
