"""The contract written by hand says what the vendor's document says, and what is spoken here."""

from __future__ import annotations

import jsonschema_rs
import pytest

from hubbub.compat.vendor.sms.wire import PREFIX
from hubbub.entrypoints.api import ROUTERS
from tests.compat.vendor.contract import WHY_ABSENT, B
from tests.compat.vendor.sms.contract import CONTRACT, OPERATIONS

EXCEPTION = {"requestError": {"serviceException": {"messageId": "X", "text": "Y"}}}
ACTION = {
    "errorCode": "E400", "description": "X", "action": "Y", "violations": [], "resources": [],
}  # fmt: skip


def test_every_operation_of_the_contract_is_a_route_and_the_other_way_round() -> None:
    routes = {
        (method, path)
        for router in ROUTERS
        for route in router.api.routes
        if (path := str(getattr(route, "path", ""))).startswith(PREFIX)
        for method in getattr(route, "methods", ())
    }
    assert routes == OPERATIONS.keys()


@pytest.mark.skipif(not CONTRACT.document.exists(), reason=WHY_ABSENT)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_refusals_are_of_the_family_that_the_document_says(method: str, path: str) -> None:
    for status, ours in OPERATIONS[method, path].items():
        schema = CONTRACT.declared(method, path, status)
        if status == 200:
            assert schema is not None
        elif schema is not None:
            is_newer = ours is B
            assert is_newer == path.startswith("/sms/3/")
            name = schema["$ref"].rpartition("/")[2]
            members = schema["components"]["schemas"][name]["properties"]
            assert ("errorCode" in members) == is_newer
            assert ("requestError" in members) != is_newer
            jsonschema_rs.validate(schema, ACTION if is_newer else EXCEPTION)
