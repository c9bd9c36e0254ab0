"""Which permissions are of no use without a seat."""

from __future__ import annotations

import pytest

from hubbub.access import may
from hubbub.access.catalogue import RESTRICTIONS, bitset_of_keys, keys_in
from hubbub.access.seating import needs_seat


@pytest.mark.parametrize("key", keys_in(RESTRICTIONS))
def test_a_restriction_alone_needs_none(key: str) -> None:
    assert not needs_seat(bitset_of_keys([key]))
    assert needs_seat(bitset_of_keys([key, may.MANAGE.key]))
