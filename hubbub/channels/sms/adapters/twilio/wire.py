"""Requests to Twilio and the shapes of its answers (REST API 2010-04-01)."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from hubbub.channels.sms.adapters.carrier import Access, Answer, Asked, Unanswered
from hubbub.channels.sms.adapters.twilio.refusing import check_answer
from hubbub.features.numbers.selling import Capability

API: Final = "https://api.twilio.com"
PRICING: Final = "https://pricing.twilio.com"
NUMBERS: Final = "https://numbers.twilio.com"
MOST_PAGES: Final = 50
Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class Account:
    status: str


@dataclass(frozen=True, slots=True)
class Message:
    sid: str


@dataclass(frozen=True, slots=True)
class Can:
    sms: bool = False
    voice: bool = False
    SMS: bool = False

    """They are written differently of numbers that are owned and of those on offer."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A number that the account has."""

    sid: str
    phone_number: str
    friendly_name: str | None = None
    sms_url: str | None = None
    sms_application_sid: str | None = None
    capabilities: Can | None = None


@dataclass(frozen=True, slots=True)
class IncomingPage:
    incoming_phone_numbers: list[Incoming]
    next_page_uri: str | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """A number that can be bought."""

    phone_number: str
    iso_country: str
    address_requirements: str = "none"
    capabilities: Can | None = None


@dataclass(frozen=True, slots=True)
class AvailablePage:
    available_phone_numbers: list[Available]


@dataclass(frozen=True, slots=True)
class Country:
    country_code: str
    subresource_uris: dict[str, str]


@dataclass(frozen=True, slots=True)
class CountriesPage:
    countries: list[Country]
    next_page_uri: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """A number, says the published document; a text, says its example."""

    number_type: str
    current_price: str | float | None = None


@dataclass(frozen=True, slots=True)
class Prices:
    price_unit: str | None
    phone_number_prices: list[Price]


@dataclass(frozen=True, slots=True)
class Regulation:
    sid: str


@dataclass(frozen=True, slots=True)
class Regulations:
    results: list[Regulation]


@dataclass(frozen=True, slots=True)
class Wire:
    """Asks as one account. What asks raises Unanswered and Refused."""

    access: Access

    @property
    def account(self) -> str:
        return self.access.settings["account_sid"]

    @property
    def token(self) -> str:
        return self.access.settings["auth_token"]

    def path(self, rest: str) -> str:
        """Below the account."""
        return f"/2010-04-01/Accounts/{quote(self.account, safe='')}{rest}"

    async def get(
        self,
        shape: type[Shape],
        path: str,
        query: Mapping[str, str] | None = None,
        address: str = API,
    ) -> Shape:
        asked = Asked("GET", path, self._headers(), query or {})
        return read(await self._ask(address, asked), shape)

    async def post(self, shape: type[Shape], path: str, form: Mapping[str, str]) -> Shape:
        headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded"}
        asked = Asked("POST", path, headers, body=urlencode(form).encode())
        return read(await self._ask(API, asked), shape)

    async def delete(self, path: str) -> None:
        """What is gone already stays gone."""
        answer = await self.access.ask(API, Asked("DELETE", path, self._headers()))
        if answer.status != 404:
            check_answer(answer)

    async def _ask(self, address: str, asked: Asked) -> Answer:
        answer = await self.access.ask(address, asked)
        check_answer(answer)
        return answer

    def _headers(self) -> dict[str, str]:
        given = b64encode(f"{self.account}:{self.token}".encode()).decode()
        return {"Authorization": f"Basic {given}", "Accept": "application/json"}


def words_of(can: Can | None) -> tuple[Capability, ...]:
    """What a number can, in our words."""
    if can is None:
        return ()
    sms: tuple[Capability, ...] = ("sms",) if can.sms or can.SMS else ()
    return (*sms, "voice") if can.voice else sms


def read(answer: Answer, shape: type[Shape]) -> Shape:
    """Raises Unanswered for what says nothing."""
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except msgspec.MsgspecError as error:
        sentence = "Twilio answered something that cannot be read."
        raise Unanswered(sentence, written=True) from error
