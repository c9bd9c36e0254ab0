"""Data coding, user data headers and SAR parameters, well formed and not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.decoding import (
    Concatenation,
    SarParameters,
    alphabet_of,
    read_part,
)
from hubbub.channels.sms.encoding import Alphabet, encode_gsm, pack_septets


@pytest.mark.parametrize(
    ("data_coding", "alphabet"),
    [
        (0x00, Alphabet.GSM),
        (0x01, Alphabet.LATIN_1),
        (0x02, Alphabet.BINARY),
        (0x03, Alphabet.LATIN_1),
        (0x04, Alphabet.BINARY),
        (0x06, Alphabet.CYRILLIC),
        (0x08, Alphabet.UCS2),
        (0x10, Alphabet.GSM),
        (0x14, Alphabet.BINARY),
        (0x18, Alphabet.UCS2),
        (0x19, Alphabet.UCS2),
        (0x20, Alphabet.BINARY),
        (0xC8, Alphabet.GSM),
        (0xE0, Alphabet.UCS2),
        (0xF0, Alphabet.GSM),
        (0xF5, Alphabet.BINARY),
    ],
)
def test_alphabets(data_coding: int, alphabet: Alphabet):
    assert alphabet_of(data_coding) is alphabet


def test_the_carrier_may_have_another_default():
    assert alphabet_of(0, Alphabet.LATIN_1) is Alphabet.LATIN_1
    assert alphabet_of(8, Alphabet.LATIN_1) is Alphabet.UCS2


@given(
    st.binary(max_size=300),
    st.integers(0, 255),
    st.integers(0, 255),
    st.builds(SarParameters, st.integers(0, 65535), st.integers(0, 255), st.integers(0, 255)),
)
def test_nothing_from_outside_is_a_crash(
    data: bytes, data_coding: int, esm_class: int, sar: SarParameters
):
    part = read_part(data, data_coding=data_coding, esm_class=esm_class, sar=sar)
    assert isinstance(part.text, str)
    if part.concatenation:
        assert 1 <= part.concatenation.number <= part.concatenation.total <= 255


def test_both_references():
    narrow = read_part(b"\x05\x00\x03\x07\x02\x01hi", data_coding=0, esm_class=0x40)
    wide = read_part(b"\x06\x08\x04\x01\x07\x02\x01hi", data_coding=0, esm_class=0x43)
    assert narrow.concatenation == Concatenation("udh8", 7, 2, 1)
    assert wide.concatenation == Concatenation("udh16", 0x107, 2, 1)
    assert narrow.text == wide.text == "hi"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x09\x00\x03hi", b"\x03\x00\x09hi", b"\x01\x00hi", b"\xffhello"],
)
def test_a_malformed_header_is_read_as_text(data: bytes):
    part = read_part(data, data_coding=0, esm_class=0x40)
    assert part.data == data
    assert part.concatenation is None


@pytest.mark.parametrize("triple", [(0, 1), (2, 0), (2, 3), (1, 1)])
def test_impossible_numbers_stand_alone(triple: tuple[int, int]):
    header = bytes([5, 0, 3, 9, *triple])
    part = read_part(header + b"hi", data_coding=0, esm_class=0x40)
    assert (part.text, part.concatenation) == ("hi", None)


def test_ports_and_national_tables_are_passed_over():
    header = b"\x0c\x24\x01\x01\x05\x04\x00\x01\x00\x02\x25\x01\x01"
    part = read_part(header + b"hi", data_coding=0, esm_class=0x40)
    assert (part.text, part.concatenation) == ("hi", None)


def test_header_wins_over_sar_and_sar_counts_without_one():
    sar = SarParameters(500, 3, 2)
    assert read_part(b"hi", data_coding=0, sar=sar).concatenation == Concatenation("sar", 500, 3, 2)
    part = read_part(b"\x05\x00\x03\x07\x02\x01hi", data_coding=0, esm_class=0x40, sar=sar)
    assert part.concatenation == Concatenation("udh8", 7, 2, 1)


def test_packed_septets_start_at_a_septet_boundary_behind_the_header():
    header = b"\x05\x00\x03\x07\x02\x01"
    # 48 bits of header leave one fill bit before the first septet (3GPP TS 23.040, 9.2.3.24).
    packed = int.from_bytes(pack_septets(encode_gsm("hello")), "little") << 1
    data = header + packed.to_bytes(5, "little")
    part = read_part(data, data_coding=0, esm_class=0x40, default=Alphabet.GSM_PACKED)
    assert part.text == "hello"
