"""A program that speaks the subscriptions' part of the wire, to a server that may send here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.outgoing import Outgoing
from tests.compat.vendor.subscriptions.contract import CONTRACT
from tests.compat.vendor.wire import Wire
from tests.reactions.webhooks.office import LOOPBACK, Receiver, listening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.api import Api


@pytest.fixture
def wire(api: Api) -> Wire:
    api.app.state.outgoing = Outgoing(LOOPBACK)
    return Wire(api, CONTRACT)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A program that is told."""
    async with listening() as made:
        yield made
