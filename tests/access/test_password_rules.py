"""Which passwords may be chosen: long ones that nobody tries first, typed in any way."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hubbub.access.password_rules import check_new_password
from hubbub.access.passwords import hash_password, is_password
from hubbub.kernel.errors import Invalid

ABOUT = ("Marko Babić", "marko.babic", "marko@northwind.example", "Northwind Outdoor")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery", "walk-the-long-trail", "Wolke Tisch Lampe", "tr0ub4dor&3xkcd",
        "雨 の 日 に は 本 を 読む", "k" + "9xQv" * 3 + "!ztR", "monkeys eat bananas daily",
    ],
)  # fmt: skip
def test_good_ones_pass(password: str) -> None:
    check_new_password(password, *ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "short", "x" * 129, "aaaaaaaaaaaa", "123456789012", "abcdefghijklm", "qwertyuiop12",
        "qwertzuiop123", "abcabcabcabc", "abababababab1", "1qaz2wsx3edc", "sunshine2024!!",
        "P@ssw0rd2024!", "dragondragon", "marko.babic.1", "babicmarko99!", "ocibaB okraM 1",
        "northwind 2026", "hubbub hubbub", "Hubbub-2026!", "marko@northwind.example",
    ],
)  # fmt: skip
def test_bad_ones_are_refused_beside_their_field(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_new_password(password, *ABOUT)
    assert refused.value.errors[0].field == "password"


async def test_one_password_typed_in_two_ways_is_one_password() -> None:
    stored = await hash_password("Angström ﬁnds words")
    assert await is_password("Angstro\u0308m finds words", stored)
    assert not await is_password("Angstrom finds words", stored)


async def test_one_set_before_normalising_still_fits() -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher().hash("ﬁfteen old words")
    assert await is_password("ﬁfteen old words", old)
    assert not await is_password("fifteen old words", old)


def test_the_product_hashes_at_the_cost_of_rfc_9106() -> None:
    # In a process of its own, since this one hashes at the least cost.
    source = (
        "import asyncio; from hubbub.access.passwords import hash_password;"
        "print(asyncio.run(hash_password('walk-the-long-trail')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True, timeout=60
    )
    kind, version, costs = done.stdout.split("$")[1:4]
    found = dict(each.split("=") for each in costs.split(","))
    assert (kind, version) == ("argon2id", "v=19")
    assert int(found["m"]) >= 64 * 1024
    assert int(found["t"]) >= 3
