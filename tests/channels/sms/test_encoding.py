"""The GSM alphabet, its packed form and what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.channels.sms.encoding import (
    Alphabet,
    decode,
    decode_gsm,
    encode_gsm,
    pack_septets,
    unpack_septets,
    whole_characters,
)
from tests.channels.sms.strategies import gsm_texts


@given(gsm_texts)
def test_gsm_text_comes_back_as_it_was(text: str):
    assert decode_gsm(encode_gsm(text)) == text


def test_known_septets():
    assert encode_gsm("@£€{Ω") == bytes([0x00, 0x01, 0x1B, 0x65, 0x1B, 0x28, 0x15])


def test_a_character_without_a_place_is_named():
    with pytest.raises(ValueError, match=r"U\+017E"):
        encode_gsm("abcž")


@given(st.binary(max_size=300), st.sampled_from(Alphabet))
def test_any_bytes_decode_to_text_without_nul(data: bytes, alphabet: Alphabet):
    text = decode(data, alphabet)
    assert "\0" not in text
    text.encode()


def test_unknown_escapes_fall_back_to_the_basic_table():
    assert decode_gsm(b"\x1ba") == "a"
    assert decode_gsm(b"\x1b\x1b") == " "
    assert decode_gsm(b"ok\x1b") == "ok "


def test_high_bytes_are_read_as_latin_1():
    assert decode_gsm(b"caf\xe9") == "café"


@given(st.binary(max_size=200).map(lambda data: bytes(byte & 0x7F for byte in data)))
def test_packing_is_undone_by_unpacking(septets: bytes):
    unpacked = unpack_septets(pack_septets(septets))
    # The one ambiguity of packing without a length: a last CR or @ in a full octet.
    assert unpacked == septets or (len(septets) % 8 == 0 and septets[:-1] == unpacked)


def test_packed_example():
    assert pack_septets(b"hellohello").hex() == "e8329bfd4697d9ec37"
    assert decode(bytes.fromhex("e8329bfd4697d9ec37"), Alphabet.GSM_PACKED) == "hellohello"


def test_ucs2_with_either_byte_order_mark():
    assert decode(b"\xfe\xff\x00a", Alphabet.UCS2) == "a"
    assert decode(b"\xff\xfea\x00", Alphabet.UCS2) == "a"


def test_lone_surrogates_are_replaced():
    assert whole_characters("a\ud83d b \U0001f600") == "a\ufffd b \U0001f600"
