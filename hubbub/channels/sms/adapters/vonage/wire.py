"""Requests to Vonage and the shapes of its answers and webhooks."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from hubbub.channels.sms.adapters.carrier import Access, Refused
from hubbub.channels.sms.adapters.json_api import (
    MOST_PAGES,
    JsonApi,
    Meaningless,
    Name,
    quoted,
    read,
)
from hubbub.channels.sms.adapters.vonage.refusing import Problem, refusal

API: Final = "https://api.nexmo.com"
REST: Final = "https://rest.nexmo.com"
PAGE: Final = 100
Shape = TypeVar("Shape")


class Accepted(msgspec.Struct, frozen=True):
    """A text that Vonage has taken."""

    message_uuid: Name


class Media(msgspec.Struct, frozen=True):
    url: str | None = None


class Received(msgspec.Struct, frozen=True):
    """A customer's text, joined already; a picture is an address."""

    message_uuid: Name
    to: Name
    sender: Name = msgspec.field(name="from")
    text: str | None = None
    image: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    file: Media | None = None
    vcard: Media | None = None


class Reported(msgspec.Struct, frozen=True):
    """One of ours, and what became of it."""

    message_uuid: Name
    status: str
    client_ref: str | None = None
    error: Problem | None = None


class Number(msgspec.Struct, frozen=True):
    """A number that the account has, or can have."""

    country: str
    msisdn: Name
    type: str | None = None
    features: list[str] | None = None
    cost: str | float | None = None
    app_id: str | None = None
    tagged: str | None = msgspec.field(name="moHttpUrl", default=None)
    """Where texts would go if no application took them: not used, so that it can name an order."""
    call_type: str | None = msgspec.field(name="voiceCallbackType", default=None)
    call_value: str | None = msgspec.field(name="voiceCallbackValue", default=None)

    @property
    def e164(self) -> str:
        return f"+{self.msisdn.lstrip('+')}"

    @property
    def can(self) -> set[str]:
        return {each.lower() for each in self.features or ()}

    @property
    def key(self) -> str:
        """Vonage names a number by itself, and wants to hear its country with it."""
        return f"{self.country}.{self.e164}"


class Numbers(msgspec.Struct, frozen=True):
    """Nothing at all where there are none."""

    numbers: list[Number] = []


class _Hook(msgspec.Struct, frozen=True):
    address: str | None = None


class _Hooks(msgspec.Struct, frozen=True):
    inbound_url: _Hook | None = None


class _Messages(msgspec.Struct, frozen=True):
    webhooks: _Hooks | None = None


class Application(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the numbers of it have in common. What is not ours to change is kept as it came."""

    name: str
    capabilities: dict[str, msgspec.Raw] = {}
    keys: msgspec.Raw = msgspec.Raw(b"null")
    privacy: msgspec.Raw = msgspec.Raw(b"null")

    @property
    def texts_to(self) -> str | None:
        """Where customers' texts go."""
        hooks = _read(self.capabilities.get("messages"), _Messages).webhooks
        return hooks.inbound_url.address if hooks and hooks.inbound_url else None

    def leading(self, door: str) -> dict[str, object]:
        """All of it, with texts and receipts coming to this door."""
        webhooks = {
            f"{name}_url": {"address": f"{door}/{place}", "http_method": "POST"}
            for name, place in (("inbound", "texts"), ("status", "receipts"))
        }
        before = _read(self.capabilities.get("messages"), dict[str, msgspec.Raw])
        messages = {**before, "version": "v1", "webhooks": webhooks}
        more = {"keys": self.keys, "privacy": self.privacy}
        return {
            "name": self.name,
            "capabilities": {**self.capabilities, "messages": messages},
            **{name: value for name, value in more.items() if bytes(value) != b"null"},
        }


def _read(raw: msgspec.Raw | None, shape: type[Shape]) -> Shape:
    """As if it were empty where it is something else."""
    try:
        return read(raw or msgspec.Raw(b"{}"), shape)
    except Meaningless:
        return read(b"{}", shape)


@dataclass(frozen=True, slots=True)
class Wire:
    """Asks as one account. What asks raises Unanswered and Refused."""

    access: Access

    @property
    def messages(self) -> JsonApi:
        return self._at(API)

    @property
    def rest(self) -> JsonApi:
        return self._at(REST)

    @property
    def application(self) -> str:
        return self.access.settings["application_id"]

    async def numbers(self, **query: str) -> list[Number]:
        """All that the account has, page by page."""
        found: list[Number] = []
        for page in range(1, MOST_PAGES + 1):
            asked = {**query, "size": str(PAGE), "index": str(page)}
            some = (await self.rest.get(Numbers, "/account/numbers", asked)).numbers
            found += some
            if len(some) < PAGE:
                break
        return found

    async def number(self, e164: str) -> Number | None:
        """None when the account has it not."""
        bare = e164.removeprefix("+")
        found = await self.numbers(pattern=bare, search_pattern="0")
        return next((each for each in found if each.e164 == e164), None)

    async def lead(self, number: Number, tagged: str | None = None) -> None:
        """Into our application, whose texts come to our door. What else is said of the number
        stays as it is."""
        path = f"/v2/applications/{self.application}"
        before = await self.messages.get(Application, path)
        if before.texts_to != f"{self.access.door}/texts":
            body = before.leading(self.access.door)
            await self.messages.do("PUT", Application, path, body)
        said = {
            "app_id": self.application,
            "moHttpUrl": tagged or number.tagged,
            "voiceCallbackType": number.call_type,
            "voiceCallbackValue": number.call_value,
        }
        kept = {name: value for name, value in said.items() if value}
        await self.tell("update", number.country, number.msisdn, **kept)

    async def tell(self, what: str, country: str, msisdn: str, **form: str) -> None:
        """Do something with a number: buy, update, cancel."""
        asked = {"country": country, "msisdn": msisdn, **form}
        done = await self.rest.fill(Problem, f"/number/{what}", asked)
        code = str(done.error_code or "200")
        if code != "200":
            said = quoted(done.error_code_label) or f"error {code}"
            raise Refused(f"Vonage refused it: {said}.", code[:50])

    def _at(self, address: str) -> JsonApi:
        settings = self.access.settings
        given = b64encode(f"{settings['api_key']}:{settings['api_secret']}".encode()).decode()
        headers = {"Authorization": f"Basic {given}", "Accept": "application/json"}
        return JsonApi("Vonage", address, headers, self.access.ask, refusal)
