"""Lines to the carriers over HTTP that a simulator in a folder plays, without a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.adapters.carrier import Access
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.simulated import simulator_key
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.channels.sms.adapters.carrier import Line

DOOR = "http://127.0.0.1:1/carriers/door"


def access_to(kind: str, home: Path, door: str = DOOR, system_id: str = "us") -> Access:
    """As the account with this system id."""
    ways = WaysOut.begin(settings_for(home))
    given = KINDS[kind].simulated(simulator_key(home), system_id)
    return Access(given, door, ways.to(kind, is_simulated=True))


def line_to(kind: str, home: Path, door: str = DOOR, system_id: str = "us") -> Line:
    return KINDS[kind].open(access_to(kind, home, door, system_id))
