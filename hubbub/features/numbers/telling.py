"""What can be told of a number from its digits alone."""

from dataclasses import dataclass
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from hubbub.features.numbers.selling import Kind

KINDS: Final[dict[int, Kind]] = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.TOLL_FREE: "toll_free",
}


@dataclass(frozen=True, slots=True)
class Told:
    country: str | None
    kind: Kind


def told_from(number: str) -> Told:
    """Its country, where it belongs to one, and its kind as far as the plan says."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return Told(None, "long")
    region = phonenumbers.region_code_for_number(parsed)
    if region is None and parsed.country_code is not None:
        region = phonenumbers.region_code_for_country_code(parsed.country_code)
    country = region if region and region.isalpha() and region != "ZZ" else None
    return Told(country, KINDS.get(phonenumbers.number_type(parsed), "long"))
