"""What the simulated carrier has on its shelves: ranges of numbers, prices, what countries ask.

Where a country keeps numbers for fiction, these are they (Ofcom, ATIS, ACMA, ARCEP, the
Bundesnetzagentur, ComReg, PTS); where it keeps none, they are numbers that its plan assigns to
nobody; no short code of the United States begins with 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from hubbub.features.numbers.selling import Capability, Kind, Market, Offer, Requirement
from hubbub.features.senders.names import is_name

SMS: Final = ("sms",)
VOICE: Final = ("voice",)
BOTH: Final = ("sms", "voice")
Temper = Literal["at_once", "after_approval", "refuses"]
LATER: Final = "after_approval"

COMPANY: Final = Requirement("company", "Company name", "text")
CONTACT: Final = Requirement("contact", "Contact person", "text", "First and last name.")
STREET: Final = Requirement("street", "Street and house number", "text")
CITY: Final = Requirement("city", "Town", "text", most=100)
IDENTITY: Final = Requirement(
    "identity", "Proof of identity", "document", "Passport or identity card of the contact person."
)
ADDRESS: Final = Requirement(
    "address", "Proof of address", "document", "A bill or an extract from a register."
)


def _postcode(pattern: str, example: str) -> Requirement:
    return Requirement("postcode", "Postcode", "text", f"For example {example}.", pattern, 12)


def _registered(title: str, pattern: str, example: str) -> Requirement:
    return Requirement("registration", title, "text", f"For example {example}.", pattern, 30)


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers of one kind that cost the same: `prefix` and `digits` more, from `first` on."""

    country: str
    kind: Kind
    prefix: str
    digits: int
    first: int
    count: int
    capabilities: tuple[Capability, ...]
    setup: str
    monthly: str
    currency: str
    requirements: tuple[Requirement, ...] = ()
    temper: Temper = "at_once"

    def number(self, at: int) -> str:
        return f"{self.prefix}{self.first + at:0{self.digits}d}"

    def offer(self, number: str) -> Offer:
        """Numbers that are easy to remember cost more."""
        monthly = Decimal(self.monthly) * (2 if number[-1] == number[-2] else 1)
        return Offer(
            key=number.removeprefix("+"),
            number=number,
            country=self.country,
            kind=self.kind,
            capabilities=self.capabilities,
            setup=Decimal(self.setup),
            monthly=monthly,
            currency=self.currency,
            needs_approval=self.temper != "at_once",
            requirements=self.requirements,
        )

    def has(self, number: str) -> bool:
        rest = number.removeprefix(self.prefix)
        if not number.startswith(self.prefix) or len(rest) != self.digits or not rest.isdigit():
            return False
        return self.first <= int(rest) < self.first + self.count


GB: Final = (
    COMPANY,
    CONTACT,
    STREET,
    CITY,
    _postcode(r"[A-Za-z0-9]{2,4} ?[A-Za-z0-9]{3}", "SW1A 1AA"),
)
DE: Final = (COMPANY, CONTACT, STREET, CITY, _postcode("[0-9]{5}", "10115"), ADDRESS)
FR: Final = (
    COMPANY, _registered("SIREN", "[0-9]{3} ?[0-9]{3} ?[0-9]{3}", "732 829 320"), CONTACT, IDENTITY,
)  # fmt: skip
AU: Final = (
    COMPANY, _registered("ABN", "[0-9]{2}( ?[0-9]{3}){3}", "51 824 753 556"), CONTACT,
)  # fmt: skip
SE: Final = (COMPANY, CONTACT)
ES: Final = (COMPANY, CONTACT, STREET, CITY, _postcode("[0-9]{5}", "28013"), IDENTITY, ADDRESS)

RANGES: Final = (
    Range("US", "long", "+1202555", 4, 100, 100, BOTH, "0", "1.15", "USD"),
    Range("US", "long", "+1415555", 4, 100, 100, BOTH, "0", "1.15", "USD"),
    Range("US", "toll_free", "+1800555", 4, 199, 1, BOTH, "0", "2.15", "USD", (COMPANY, CONTACT)),
    Range("US", "short_code", "155", 2, 0, 100, SMS, "500.00", "500.00", "USD", SE, LATER),
    Range("CA", "long", "+1416555", 4, 100, 100, BOTH, "0", "1.25", "USD"),
    Range("GB", "mobile", "+447700900", 3, 0, 1000, BOTH, "0", "1.00", "GBP", GB),
    Range("GB", "long", "+442079460", 3, 0, 1000, VOICE, "0", "0.80", "GBP", GB),
    Range("GB", "toll_free", "+44808157", 4, 0, 1000, VOICE, "5.00", "2.00", "GBP", GB),
    Range("AU", "mobile", "+6149157", 4, 156, 4, BOTH, "2.00", "6.50", "AUD", AU),
    Range("AU", "long", "+612555", 5, 0, 1000, VOICE, "2.00", "3.00", "AUD", AU),
    Range("FR", "mobile", "+3363998", 4, 0, 1000, BOTH, "1.00", "12.00", "EUR", FR, LATER),
    Range("FR", "long", "+33199", 6, 0, 1000, VOICE, "1.00", "1.50", "EUR", FR, LATER),
    Range("DE", "mobile", "+4917139200", 2, 0, 100, SMS, "9.00", "4.50", "EUR", DE, LATER),
    Range("DE", "long", "+493023125", 3, 0, 1000, VOICE, "1.00", "1.10", "EUR", DE, LATER),
    Range("IE", "long", "+35320910", 4, 0, 1000, BOTH, "0", "3.00", "EUR", SE),
    Range("SE", "mobile", "+4670174", 4, 605, 95, BOTH, "0", "2.50", "SEK", SE),
    Range("SE", "long", "+4631390", 4, 600, 100, VOICE, "0", "11.00", "SEK", SE),
    Range("HR", "long", "+3852400", 4, 0, 1000, BOTH, "0", "4.00", "EUR", SE),
    Range("NL", "mobile", "+31110", 6, 0, 1000, BOTH, "0", "4.50", "EUR", SE),
    Range("PL", "mobile", "+48100", 6, 0, 1000, SMS, "0", "19.00", "PLN", SE),
    Range("ES", "long", "+34100", 6, 0, 1000, BOTH, "3.00", "5.00", "EUR", ES, "refuses"),
)  # fmt: skip

REFUSAL: Final = "The regulator did not accept the proof of address."


def range_of(number: str) -> Range | None:
    """The range that has this number."""
    return next((each for each in RANGES if each.has(number)), None)


def number_of(key: str) -> str:
    """An offer's key is its number without `+`, which a short code has not."""
    return key if range_of(key) is not None else f"+{key}"


def markets() -> list[Market]:
    """Each country once, in the order of its code."""
    kinds: dict[str, dict[Kind, set[Capability]]] = {}
    for each in RANGES:
        kinds.setdefault(each.country, {}).setdefault(each.kind, set()).update(each.capabilities)
    return [
        Market(country, {kind: sorted(found) for kind, found in of.items()})
        for country, of in sorted(kinds.items())
    ]


def numbers_of(country: str, kind: str, capabilities: frozenset[str]) -> Iterator[str]:
    """All numbers that fit, whether sold or not."""
    for each in RANGES:
        fits = (each.country, each.kind) == (country, kind)
        if fits and capabilities <= frozenset(each.capabilities):
            yield from (each.number(at) for at in range(each.count))


def sender_of(address: str) -> str:
    """What a text is sent from, as carriers are given it without a plus: a number, or a name."""
    return address if is_name(address) else number_of(address)
