"""A program that speaks the texts' part of the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.compat.vendor.sms.contract import CONTRACT
from tests.compat.vendor.wire import Wire

if TYPE_CHECKING:
    from tests.api import Api


@pytest.fixture
def wire(api: Api) -> Wire:
    return Wire(api, CONTRACT)
