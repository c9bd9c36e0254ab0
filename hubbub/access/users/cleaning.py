"""What people type of themselves, made tidy or refused with a sentence that says what to do."""

import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hubbub.kernel.errors import FieldError, Invalid

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
NO_ZONE = "Give a time zone such as Europe/Zagreb."
PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{2,30}")


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of somebody beside name and address; all of it can be left out."""

    language: str | None = None
    time_zone: str | None = None
    phone: str | None = None


NO_DETAILS = Details()


def clean_details(details: Details) -> Details:
    """Empty ones become None; Invalid names the fields that make no sense."""
    language, zone, phone = (
        (each or "").strip() or None
        for each in (details.language, details.time_zone, details.phone)
    )
    errors: list[FieldError] = []
    if language is not None and not LANGUAGE.fullmatch(language):
        errors.append(FieldError("language", "Give a language as en, de or pt-BR."))
    if zone is not None and zone not in _zones():
        errors.append(FieldError("time_zone", NO_ZONE))
    if phone is not None and not PHONE.fullmatch(phone):
        errors.append(FieldError("phone", "Give a phone number such as +385 1 555 0100."))
    if errors:
        raise Invalid(errors)
    return Details(language, zone, phone)


def time_zone(name: str) -> ZoneInfo:
    """Invalid when there is none of this name."""
    if name not in _zones():
        raise Invalid([FieldError("time_zone", NO_ZONE)])
    return ZoneInfo(name)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) | {"UTC"}


def clean_name(name: str, field: str = "name") -> str:
    """A name without control characters and spaces around it; Invalid when nothing is left."""
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not 1 <= len(cleaned) <= 255:
        raise Invalid([FieldError(field, "Give a name of 1 to 255 characters.")])
    return cleaned


def clean_email(email: str) -> str:
    """An address that mail could be sent to; Invalid otherwise. Letters keep their case."""
    cleaned = email.strip()
    local, at, domain = cleaned.rpartition("@")
    fits = len(cleaned) <= 254 and 1 <= len(local) <= 64 and at and "." in domain.strip(".")
    if not fits or any(c.isspace() or not c.isprintable() or c in "<>,;\"'" for c in cleaned):
        raise Invalid([FieldError("email", "Give an e-mail address such as ana@example.com.")])
    return cleaned
