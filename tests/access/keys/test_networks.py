"""Ranges of addresses: what is one, what lies within, and what is wider."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.access.keys.networks import MOST, is_wider, is_within, read_address, read_networks
from hubbub.kernel.errors import Invalid

RANGES = st.lists(
    st.builds(
        lambda ip, bits: ip_network((ip, bits), strict=False),
        st.ip_addresses(v=4),
        st.integers(0, 32),
    )
    | st.builds(
        lambda ip, bits: ip_network((ip, bits), strict=False),
        st.ip_addresses(v=6),
        st.integers(0, 128),
    ),
    max_size=3,
)


def test_addresses_and_ranges_are_read_once_each_and_in_order() -> None:
    found = read_networks(
        [
            "2001:DB8::/32",
            " 203.0.113.7 ",
            "198.51.100.0/24",
            "203.0.113.7/32",
            "",
            "::ffff:203.0.113.7",
        ]
    )
    assert [str(each) for each in found] == ["198.51.100.0/24", "203.0.113.7/32", "2001:db8::/32"]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("example.com", "no address or range"),
        ("203.0.113.256", "no address or range"),
        ("203.0.113.0/33", "no address or range"),
        ("203.0.113.0-203.0.113.9", "no address or range"),
        ("203.0.113.7/24", "write 203.0.113.0/24"),
        ("2001:db8::1/32", "write 2001:db8::/32"),
        ("fe80::1%eth0", "names a network card"),
        ("0x7f.1", "no address or range"),
        ("010.0.0.1", "no address or range"),
    ],
)
def test_what_is_no_range_is_refused_with_advice(text: str, advice: str) -> None:
    with pytest.raises(Invalid, match=advice) as refused:
        read_networks([text])
    assert refused.value.extra["errors"][0]["field"] == "networks"


def test_there_is_a_bound() -> None:
    with pytest.raises(Invalid, match="at most"):
        read_networks([f"203.0.113.{number}" for number in range(MOST + 1)])


@pytest.mark.parametrize(
    ("peer", "fits"),
    [
        ("203.0.113.7", True),
        ("::ffff:203.0.113.7", True),
        ("203.0.113.8", False),
        ("2001:db8::1", True),
        ("2001:db9::1", False),
        ("fe80::1%eth0", False),
        ("unknown", False),
        (None, False),
    ],
)
def test_a_key_with_ranges_works_from_within_only(peer: str | None, fits: bool) -> None:
    networks = read_networks(["203.0.113.7", "2001:db8::/32"])
    assert is_within(read_address(peer), networks) is fits
    assert is_within(read_address(peer), [])


@given(RANGES, RANGES, st.ip_addresses())
def test_whoever_comes_in_newly_makes_it_wider(before: list, after: list, address: object) -> None:  # type: ignore[type-arg]
    was, is_now = is_within(address, before), is_within(address, after)  # pyright: ignore[reportArgumentType]
    if is_now and not was:
        assert is_wider(before, after)
    assert not is_wider(before, before)
