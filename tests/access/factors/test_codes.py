"""Codes as RFC 6238 counts them: one step early or late, and never twice."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from pyotp.totp import TOTP

from hubbub.access.factors.codes import (
    RECOVERY_CODES,
    STEP_SECONDS,
    enrolment_uri,
    new_recovery_codes,
    new_secret,
    picture_of,
    recovery_hash,
    step_of,
)

RFC = base64.b32encode(b"12345678901234567890").decode()
VECTORS = {
    59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924",
    2000000000: "69279037", 20000000000: "65353130",
}  # fmt: skip


def at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), VECTORS.items())
def test_the_vectors_of_the_standard(seconds: int, code: str) -> None:
    assert step_of(RFC, code[-6:], at(seconds), 0) == seconds // STEP_SECONDS


@pytest.mark.parametrize("ahead", range(-3, 4))
def test_a_clock_may_be_one_step_off(ahead: int) -> None:
    secret, present = new_secret(), 1_000_000
    code = TOTP(secret).generate_otp(present + ahead)
    found = step_of(secret, code, at(present * STEP_SECONDS + 15), 0)
    assert found == (present + ahead if abs(ahead) <= 1 else None)


def test_a_step_that_was_used_is_not_taken_again_nor_an_earlier_one() -> None:
    secret, present = new_secret(), 1_000_000
    moment = at(present * STEP_SECONDS)
    for ahead in (-1, 0):
        assert step_of(secret, TOTP(secret).generate_otp(present + ahead), moment, present) is None
    following = TOTP(secret).generate_otp(present + 1)
    assert step_of(secret, following, moment, present) == present + 1


@pytest.mark.parametrize(
    "code",
    ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34 5", "-12345", "1e5000", "\0" * 6],
)
def test_what_is_no_code_is_none(code: str) -> None:
    assert step_of(RFC, code, at(59), 0) is None


def test_a_code_may_be_typed_with_spaces() -> None:
    assert step_of(RFC, " 287 082 ", at(59), 0) == 1


def test_the_picture_holds_what_an_app_needs() -> None:
    uri = enrolment_uri(RFC, "ana+x@example.com")
    assert uri == (f"otpauth://totp/Hubbub:ana%2Bx%40example.com?secret={RFC}&issuer=Hubbub")
    assert picture_of(uri).startswith("data:image/svg+xml")


def test_recovery_codes_are_many_and_all_different_and_typed_as_one_likes() -> None:
    codes = [code for _ in range(20) for code in new_recovery_codes()]
    assert len(codes) == len(set(codes)) == 20 * RECOVERY_CODES
    user, code = uuid4(), codes[0]
    stored = recovery_hash(user, code)
    for typed in (code.upper(), code.replace("-", ""), f"  {code.replace('-', ' ')} "):
        assert recovery_hash(user, typed) == stored
    assert recovery_hash(uuid4(), code) != stored
    assert recovery_hash(user, codes[1]) != stored
