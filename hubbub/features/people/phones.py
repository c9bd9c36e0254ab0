"""Phone numbers in E.164, and the other addresses that texts come from."""

import unicodedata
from functools import lru_cache

import phonenumbers

from hubbub.kernel.errors import FieldError, Invalid

MOST = 32
LOOKED_AT = 4 * MOST
"""Of what is remembered nothing may be long: over HTTP a sender can be as long as a request."""


def visible(text: str) -> str:
    """Without the marks that come along when a number is copied, such as those of its direction."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip()


def can_be_written_to(address: str) -> bool:
    """Whether it is a number or a short code: nobody can answer to the name of a sender."""
    digits = address.removeprefix("+")
    return digits.isascii() and digits.isdigit()


def parse_number(text: str, field: str = "number") -> str:
    """A number as `+` and digits (ITU-T E.164); Invalid for what is no number."""
    cleaned = "".join(c for c in visible(text) if not _separates(c))
    if cleaned.startswith("00"):
        cleaned = "+" + cleaned[2:]
    if cleaned.isascii() and cleaned.isdigit():
        cleaned = "+" + cleaned
    try:
        parsed = phonenumbers.parse(cleaned[:MOST], None)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        message = "Give the number with its country code, such as +385 91 234 5678."
        raise Invalid([FieldError(field, message)])
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def read_typed(text: str, country: str | None, field: str = "phone") -> str:
    """The same from what somebody typed, who may have left out the code of his own country (two
    letters, as in `HR`). Invalid for what is no number."""
    cleaned = visible(text)
    if country is not None and not cleaned.startswith(("+", "00")):
        try:
            parsed = phonenumbers.parse(cleaned[:MOST], country)
        except phonenumbers.NumberParseException:
            return parse_number(text, field)
        is_national = cleaned.startswith("0") and phonenumbers.is_possible_number(parsed)
        if is_national or phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return parse_number(text, field)


def _separates(c: str) -> bool:
    """Spaces, dashes and brackets of whatever width."""
    return c in "./()" or unicodedata.category(c) in ("Zs", "Pd")


def address_typed(text: str) -> str:
    """The same from what a person typed, with spaces or `00`."""
    try:
        return parse_number(text)
    except Invalid:
        return address_of(text)


def address_of(raw: str) -> str:
    """The sender of a text as carriers name it: E.164 where it is a number, with or without `+`;
    else the short code or the alphanumeric name, cleaned."""
    return _address_of(raw.strip()[:LOOKED_AT])


# Of a burst half are our own numbers, the same for each text.
@lru_cache(maxsize=2_000)
def _address_of(raw: str) -> str:
    cleaned = "".join(c for c in raw.strip() if c.isprintable())[:MOST]
    digits = cleaned.lstrip("+")
    if len(digits) >= 7 and digits.isascii() and digits.isdigit():
        try:
            return parse_number(digits)
        except Invalid:
            return "+" + digits[:15]
    return cleaned or "unknown"
