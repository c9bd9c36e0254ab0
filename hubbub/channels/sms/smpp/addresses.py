"""Phone numbers and names to SMPP addresses and back (SMPP 3.4, 5.2.5 and 5.2.6)."""

from typing import Final

from hubbub.channels.sms.smpp.pdus import Address

_INTERNATIONAL: Final = 1
_NETWORK_SPECIFIC: Final = 3
_ALPHANUMERIC: Final = 5
_ISDN: Final = 1
_LONGEST_NAME: Final = 11
_LONGEST_SHORT_CODE: Final = 8
# Carriers mark short codes as international too, which they are not.
_SHORTEST_NUMBER: Final = 7


def to_address(text: str) -> Address:
    """`+` and digits are international, few digits a short code, anything else a name.

    ValueError for an empty text, a name over 11 characters or a number over 15 digits (E.164).
    """
    digits = text.removeprefix("+")
    if digits.isascii() and digits.isdigit():
        if len(digits) > 15:
            raise ValueError("A phone number has at most 15 digits.")
        if text.startswith("+"):
            return Address(digits, _INTERNATIONAL, _ISDN)
        if len(digits) <= _LONGEST_SHORT_CODE:
            return Address(digits, _NETWORK_SPECIFIC, 0)
        return Address(digits, 0, _ISDN)
    if not 1 <= len(text) <= _LONGEST_NAME or not text.isascii() or not text.isprintable():
        raise ValueError("A sender is a number, or a name of 1 to 11 ASCII characters.")
    return Address(text, _ALPHANUMERIC, 0)


def to_text(address: Address) -> str:
    """`+` and digits for an international number, else as it came, without what is invisible."""
    value = "".join(char for char in address.value if char.isprintable()).strip()
    digits = value.removeprefix("+").removeprefix("00")
    is_number = digits.isascii() and digits.isdigit() and len(digits) >= _SHORTEST_NUMBER
    if address.ton == _INTERNATIONAL and is_number:
        return f"+{digits}"
    return value
