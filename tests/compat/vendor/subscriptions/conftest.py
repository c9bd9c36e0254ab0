"""A program that speaks the subscriptions' part of the wire, to a server that may send here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.compat.vendor.subscriptions.telling import VendorWire
from hubbub.entrypoints.subscribing import VENDOR
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import load_secrets
from tests.compat.vendor.subscriptions.contract import CONTRACT
from tests.compat.vendor.subscriptions.telling import Subscriber
from tests.compat.vendor.wire import Wire
from tests.reactions.webhooks.office import LOOPBACK, Office, Receiver, listening
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.api import Api
    from tests.world import World


@pytest.fixture
def wire(api: Api) -> Wire:
    api.app.state.outgoing = Outgoing(LOOPBACK)
    return Wire(api, CONTRACT)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A program that is told."""
    async with listening() as made:
        yield made


@pytest.fixture
def office(world: World, api: Api, tmp_path: Path) -> Office:
    """What a worker does."""
    secrets = load_secrets(settings_for(tmp_path))
    return Office(world, api, tmp_path, wires={VENDOR: VendorWire(secrets)})


@pytest.fixture
def subscriber(office: Office, wire: Wire) -> Subscriber:
    return Subscriber(office, wire)
