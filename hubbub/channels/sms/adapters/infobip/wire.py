"""Requests to Infobip and the shapes of its answers and reports."""

from dataclasses import dataclass
from typing import Annotated, Final

import msgspec

from hubbub.channels.sms.adapters.carrier import Access
from hubbub.channels.sms.adapters.claiming import named
from hubbub.channels.sms.adapters.infobip.proving import address_of_door
from hubbub.channels.sms.adapters.infobip.refusing import Status, refusal
from hubbub.channels.sms.adapters.json_api import MOST_PAGES, JsonApi, Name

NUMBERS: Final = "/numbers/1/numbers"
CONFIGURATIONS: Final = "/resource-management/1/inbound-message-configurations"
PAGE: Final = 100


class _Shape(msgspec.Struct, frozen=True, rename="camel"):
    """Names of fields are written together, each word but the first with a capital."""


class Taken(_Shape, frozen=True, rename="camel"):
    """A text that Infobip has taken, or not."""

    message_id: Name
    status: Status


class Sent(_Shape, frozen=True, rename="camel"):
    messages: Annotated[list[Taken], msgspec.Meta(min_length=1)]


class Received(_Shape, frozen=True, rename="camel"):
    """A customer's text, joined already."""

    message_id: Name
    sender: Name = msgspec.field(name="from")
    to: Name
    text: str | None = None


class Texts(_Shape, frozen=True, rename="camel"):
    results: list[Received]


class Reported(_Shape, frozen=True, rename="camel"):
    message_id: Name
    status: Status
    error: Status | None = None
    callback_data: str | None = None


class Reports(_Shape, frozen=True, rename="camel"):
    results: list[Reported]


class Price(_Shape, frozen=True, rename="camel"):
    price_per_month: float | None = None
    setup_price: float | None = None
    currency: str | None = None


class Number(_Shape, frozen=True, rename="camel"):
    """A number that the account has, or can have."""

    number_key: Name
    number: Name
    country: str | None = None
    type: str | None = None
    capabilities: list[str] | None = None
    price: Price | None = None
    reservation_status: str | None = None

    @property
    def e164(self) -> str:
        """Short codes stay as they are."""
        return self.number if "SHORT" in (self.type or "") else f"+{self.number.lstrip('+')}"


class Numbers(_Shape, frozen=True, rename="camel"):
    numbers: list[Number]
    number_count: int | None = None


class Forwarding(_Shape, frozen=True, rename="camel"):
    type: str | None = None
    url: str | None = None


class Configuration(_Shape, frozen=True, rename="camel"):
    """Where texts to a number go; all of them, when there is no keyword."""

    configuration_key: Name
    keyword: str | None = None
    forwarding: Forwarding | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """Asks as one account. What asks raises Unanswered and Refused."""

    access: Access

    @property
    def api(self) -> JsonApi:
        settings = self.access.settings
        headers = {"Authorization": f"App {settings['api_key']}", "Accept": "application/json"}
        address = f"https://{settings['base_url']}"
        return JsonApi("Infobip", address, headers, self.access.ask, refusal)

    async def numbers(self) -> list[Number]:
        """All that the account has, page by page."""
        found: list[Number] = []
        for page in range(MOST_PAGES):
            asked = {"limit": str(PAGE), "page": str(page)}
            some = (await self.api.get(Numbers, NUMBERS, asked)).numbers
            found += some
            if len(some) < PAGE:
                break
        return found

    async def forwarding_of(self, number_key: str) -> str | None:
        """Where all texts to the number are sent on to, if they are."""
        asked = {"channel": "SMS", "numberKey": number_key}
        found = await self.api.get(list[Configuration], CONFIGURATIONS, asked)
        default = next((each for each in found if not each.keyword), None)
        return default.forwarding.url if default and default.forwarding else None

    async def forward(self, number_key: str, order: str | None = None) -> None:
        """From now on they come to our door."""
        url = address_of_door(self.access, "texts")
        url = url if order is None else named(url, order)
        body = {
            "channel": "SMS",
            "numberKey": number_key,
            "forwarding": {"type": "HTTP_FORWARD", "url": url, "format": "MO_JSON_2"},
        }
        await self.api.do("POST", Configuration, CONFIGURATIONS, body)
