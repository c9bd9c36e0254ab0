"""Names that phones show, and those that they would not."""

import pytest

from hubbub.channels.sms.smpp.addresses import to_address
from hubbub.features.senders.names import clean_name, is_name
from hubbub.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Hubbub", "Hubbub"), ("  A  &  B ", "A & B"), ("x", "x"), ("24-7_Shop.hr", None),
     ("24-7_Shop.h", "24-7_Shop.h"), ("ELEVENCHARS", "ELEVENCHARS")],
)  # fmt: skip
def test_a_name_is_kept_with_single_spaces(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(Invalid, match="this has 12"):
            clean_name(typed)
    else:
        assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Give the name"), ("   ", "Give the name"), ("TWELVE CHARS", "at most 11"),
        ("12345", "at least one letter"), ("1 - 2", "at least one letter"),
        ("Kuća", "letters from A to Z"), ("A/B", "letters from A to Z"), ("A\u0661", "letters"),
        ("+Shop", "letters from A to Z"), ("Ｈi", "letters from A to Z"),
    ],
)  # fmt: skip
def test_what_no_phone_shows_is_refused_with_what_to_do(typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        clean_name(typed)


def test_a_name_goes_out_as_alphanumeric() -> None:
    address = to_address(clean_name("A & B_1-2.x"))
    assert (address.value, address.ton, address.npi) == ("A & B_1-2.x", 5, 0)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("+385911234567", False), ("61005", False), ("Hubbub", True), ("24-7 x", True)],
)
def test_nobody_can_write_to_a_name(address: str, expected: bool) -> None:
    assert is_name(address) is expected
