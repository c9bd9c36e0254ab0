"""The contract written by hand says what the vendor's document says, and what is spoken here."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest

from hubbub.compat.vendor.subscriptions.channels import CHANNELS
from hubbub.compat.vendor.subscriptions.wire import PREFIX
from hubbub.entrypoints.api import ROUTERS
from tests.compat.vendor.contract import WHY_ABSENT, read
from tests.compat.vendor.subscriptions.contract import CONTRACT, OPERATIONS

EXCEPTION = {"requestError": {"serviceException": {"messageId": "X", "text": "Y"}}}
with_document = pytest.mark.skipif(not CONTRACT.document.exists(), reason=WHY_ABSENT)


def nameless(template: str) -> str:
    return re.sub(r"{\w+}", "{}", template)


def test_every_operation_of_the_contract_is_a_route_and_the_other_way_round() -> None:
    routes = {
        (method, nameless(path))
        for router in ROUTERS
        for route in router.api.routes
        if (path := str(getattr(route, "path", ""))).startswith(PREFIX)
        for method in getattr(route, "methods", ())
    }
    assert routes == {(method, nameless(path)) for method, path in OPERATIONS}


@with_document
def test_all_operations_of_the_document_are_spoken() -> None:
    paths = read(CONTRACT.document)["paths"]
    declared = {(each.upper(), path) for path, found in paths.items() for each in found}
    assert declared == OPERATIONS.keys()


@with_document
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_refusals_are_of_the_family_that_the_document_says(method: str, path: str) -> None:
    for status in OPERATIONS[method, path]:
        schema = CONTRACT.declared(method, path, status)
        if status >= 400:
            assert schema is not None
            jsonschema_rs.validate(schema, EXCEPTION)
            assert not jsonschema_rs.is_valid(schema, {"requestError": "X"})


@with_document
def test_the_events_of_each_channel_are_those_of_the_document() -> None:
    schemas = read(CONTRACT.document)["components"]["schemas"]
    for channel, ours in CHANNELS.items():
        name = "".join(part.capitalize() for part in channel.split("_"))
        [found] = [each for key, each in schemas.items() if key.endswith(f".Simple{name}Events")]
        assert ours.keys() == set(found["enum"])
