"""`hubbub number search`, `buy` and `release`, at a shop in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.adapters.registry import RegisteredSellers
from tests.features.numbers.orders.shop import Shop

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.entrypoints.commands.shell import Shell
    from tests.world import Staffed


def test_a_number_is_searched_for_and_ordered(
    shell: Shell,
    staffed: tuple[DatabaseAddress, Staffed],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """What is missing is said, and leaves no draft behind; what was added by hand stays."""
    shop = Shop()
    monkeypatch.setattr(RegisteredSellers, "of", lambda _, tx, carrier: shop.of(tx, carrier))
    account = staffed[1].ours
    ours = replace(shell, always=("--account", account.id.hex))
    [offer] = ours.json("number", "search", "gb", "--voice")["offers"]
    assert (offer["key"], offer["monthly"], offer["carrier"]) == ("k1", "1.25", "Carrier")
    passport = tmp_path / "passport.png"
    passport.write_bytes(b"\x89PNG\r\n\x1a\n")
    buying = ("number", "buy", "k1", "--carrier", "Carrier", "--wait", "0")
    document = ("--document", f"identity={passport}")
    missing = ours.refused(*buying, "--detail", "company=Acme", *document)
    assert "Fill in “Postcode”. (--detail postcode=TEXT)" in missing
    details = ("--detail", "company=Acme", "--detail", "postcode=SW1A 1AA")
    ordered = ours.json(*buying, *details, *document)
    assert (ordered["state"], ordered["number"]) == ("placed", "+447700900123")
    assert "Remove it instead" in ours.refused("number", "release", account.number)
    assert shop.sold == {}
