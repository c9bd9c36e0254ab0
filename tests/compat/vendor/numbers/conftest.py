"""A program that speaks the numbers' part of the wire, to an account that can buy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.compat.vendor.numbers.contract import CONTRACT, Both
from tests.compat.vendor.wire import Wire
from tests.features.numbers.orders.shop import OFFER, Shop

if TYPE_CHECKING:
    from tests.api import Api


@pytest.fixture
def wire(api: Api) -> Wire:
    return Wire(api, Both(CONTRACT))


@pytest.fixture
def shop(api: Api) -> Shop:
    """Sells one number, and asks nothing for it."""
    shop = Shop(offer=replace(OFFER, requirements=()))
    api.app.state.sellers = shop
    return shop
