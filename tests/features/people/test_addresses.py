"""What carriers name senders by takes no room that could be felt, however long it is."""

from __future__ import annotations

import tracemalloc

from hubbub.features.people.phones import MOST, address_of


def test_a_long_sender_is_not_remembered_whole() -> None:
    tracemalloc.start()
    try:
        for n in range(30):
            sender = f"{n}" + "x" * 200_000
            assert address_of(f"  {sender}") == sender[:MOST]
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()
