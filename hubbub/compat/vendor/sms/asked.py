"""What a program asks to have sent, whichever version of the interface it speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from hubbub.kernel.clock import now
from hubbub.kernel.errors import FieldError

MOST_VALID = timedelta(hours=48)
"""A longer validity is shortened to this, as the interface has it."""
MOST_AHEAD = timedelta(days=180)
XML = "application/xml"


@dataclass(frozen=True, slots=True)
class Marks:
    """What goes with each text of one message and comes back in its reports."""

    callback_data: str | None = None
    notify_url: str | None = None
    wants_report: bool = True
    entity_id: str | None = None
    application_id: str | None = None
    campaign_id: str | None = None
    validity: timedelta | None = None
    send_at: datetime | None = None

    @property
    def expires_at(self) -> datetime | None:
        if self.validity is None:
            return None
        return max(self.send_at or now(), now()) + self.validity


@dataclass(frozen=True, slots=True)
class Message:
    """One text for several destinations, each with the id its sender gives it or with none.
    `at` is where it stands in the request."""

    at: str
    sender: str | None
    sender_field: str
    text: str
    text_field: str
    destinations: list[tuple[str, str | None]]
    marks: Marks


@dataclass(frozen=True, slots=True)
class Request:
    """All of it. `api` is the version that asks, in whose shape reports are pushed."""

    api: int
    bulk_id: str | None
    messages: list[Message]
    counts: bool
    """Whether the answer is to say how many parts each text takes."""


class Refusals:
    """What is wanted and cannot be done, each by its field, so that nothing is ignored."""

    def __init__(self) -> None:
        self.found: list[FieldError] = []

    def add(self, field: str, sentence: str) -> None:
        self.found.append(FieldError(field, sentence))

    def unless_absent(self, at: str, given: Iterable[tuple[str, object]]) -> None:
        """(field, value): what is not spoken here may only be absent, false or empty."""
        for field, value in given:
            if value not in (None, False, "", [], {}):
                self.add(f"{at}.{field}", "This is not done here. Leave it out.")

    def check_language(self, at: str, transliteration: str | None, code: str | None) -> None:
        if (transliteration or "NONE") != "NONE":
            self.add(f"{at}.transliteration", "Texts are sent as they are. Leave it out.")
        if (code or "NONE") not in ("NONE", "AUTODETECT"):
            self.add(
                f"{at}.language.languageCode",
                "Texts go out in GSM-7, or in Unicode where that is needed. Leave it out.",
            )

    def check_report(self, url: tuple[str, str | None], kind: tuple[str, str | None]) -> None:
        """(field, value) of the address of reports, and of the form that is wanted."""
        if url[1] is not None and not _is_address(url[1]):
            self.add(url[0], "Give an address that begins with https://, without a password in it.")
        if (kind[1] or "").partition(";")[0].strip().lower() == XML:
            self.add(kind[0], "Reports are JSON here. Leave it out, or send application/json.")

    def check_time(self, field: str, at: datetime | None) -> None:
        if at is not None and at > now() + MOST_AHEAD:
            self.add(field, f"Give a time at most {MOST_AHEAD.days} days from now.")


def valid_for(span: timedelta | None) -> timedelta | None:
    return None if span is None else min(span, MOST_VALID)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_plain = url.isprintable() and " " not in url and "\\" not in url
    return is_plain and has_port and bool(parts.hostname) and not parts.username and (
        parts.scheme in ("https", "http")
    )  # fmt: skip
