"""Requests to Telnyx and the shapes of its answers and events (API v2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

import msgspec

from hubbub.channels.sms.adapters.carrier import Access
from hubbub.channels.sms.adapters.json_api import MOST_PAGES, JsonApi, Name
from hubbub.channels.sms.adapters.telnyx.refusing import Problem, refusal

API: Final = "https://api.telnyx.com"
PAGE: Final = "100"
Item = TypeVar("Item")


class One(msgspec.Struct, Generic[Item], frozen=True):
    data: Item


class _Meta(msgspec.Struct, frozen=True):
    total_pages: int = 1


class Page(msgspec.Struct, Generic[Item], frozen=True):
    data: list[Item]
    meta: _Meta | None = None


class Event(msgspec.Struct, frozen=True):
    event_type: str
    payload: msgspec.Raw = msgspec.Raw(b"null")


class _Party(msgspec.Struct, frozen=True):
    phone_number: Name
    status: str | None = None


class _Media(msgspec.Struct, frozen=True):
    url: str | None = None


class Accepted(msgspec.Struct, frozen=True):
    """A text that Telnyx has taken."""

    id: Name


class Received(msgspec.Struct, frozen=True):
    """A customer's text, joined already; pictures are addresses."""

    id: Name
    sender: _Party = msgspec.field(name="from")
    to: Annotated[list[_Party], msgspec.Meta(min_length=1)]
    text: str | None = None
    media: list[_Media] | None = None


class Reported(msgspec.Struct, frozen=True):
    """One of ours, and what became of it."""

    id: Name
    to: Annotated[list[_Party], msgspec.Meta(min_length=1)]
    errors: list[Problem] | None = None


class Profile(msgspec.Struct, frozen=True):
    id: Name
    enabled: bool | None = None
    webhook_url: str | None = None


class Number(msgspec.Struct, frozen=True):
    """A number that the account has."""

    id: Name
    phone_number: Name


class _Two(msgspec.Struct, frozen=True):
    domestic_two_way: bool | None = None
    international_inbound: bool | None = None


class _Features(msgspec.Struct, frozen=True):
    sms: _Two | None = None


class NumberForTexts(msgspec.Struct, frozen=True):
    """The same, as far as texts go."""

    phone_number: Name
    country_code: str | None = None
    messaging_profile_id: str | None = None
    features: _Features | None = None
    type: str | None = None

    @property
    def can(self) -> tuple[str, ...]:
        sms = self.features.sms if self.features else None
        texts = sms is not None and bool(sms.domestic_two_way or sms.international_inbound)
        calls = "short" not in (self.type or "")
        return (*(("sms",) if texts else ()), *(("voice",) if calls else ()))


@dataclass(frozen=True, slots=True)
class Wire:
    """Asks as one account. What asks raises Unanswered and Refused."""

    access: Access

    @property
    def api(self) -> JsonApi:
        headers = {
            "Authorization": f"Bearer {self.access.settings['api_key']}",
            "Accept": "application/json",
        }
        return JsonApi("Telnyx", API, headers, self.access.ask, refusal)

    @property
    def profile(self) -> str:
        return self.access.settings["messaging_profile_id"]

    async def number_id(self, number: str) -> str | None:
        """What Telnyx calls a number; None when the account has it not."""
        asked = {"filter[phone_number]": number.removeprefix("+")}
        found = await self.api.get(Page[Number], "/v2/phone_numbers", asked)
        return next((each.id for each in found.data if each.phone_number == number), None)

    async def lead_profile(self) -> None:
        """Where texts go is said of the profile, and holds for all numbers that are in it."""
        where = {"webhook_url": f"{self.access.door}/texts", "webhook_api_version": "2"}
        path = f"/v2/messaging_profiles/{self.profile}"
        await self.api.do("PATCH", One[Profile], path, where)

    async def pages(
        self, shape: type[Page[Item]], path: str, query: Mapping[str, str] | None = None
    ) -> list[Item]:
        """All there is, page by page."""
        found: list[Item] = []
        for number in range(1, MOST_PAGES + 1):
            asked = {**(query or {}), "page[size]": PAGE, "page[number]": str(number)}
            page = await self.api.get(shape, path, asked)
            found += page.data
            if not page.data or page.meta is None or number >= page.meta.total_pages:
                break
        return found
