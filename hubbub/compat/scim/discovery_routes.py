"""What this service can do, in SCIM's own words."""

from collections.abc import Sequence
from typing import Any

from scim2_models import Context, ListResponse, Meta, Resource
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import origin_of
from hubbub.compat.scim.models import PROVIDER
from hubbub.compat.scim.user_routes import HIDDEN
from hubbub.compat.scim.wire import PREFIX, ScimRefused, write
from hubbub.kernel.errors import NotFound

router = Router(PREFIX, "scim")


@router.get("/ServiceProviderConfig", needs=SIGNED_IN, **HIDDEN)
async def scim_get_config(request: Request) -> Response:
    _check_plain(request)
    config = PROVIDER.config
    assert config is not None
    return write(_described(config, request, "ServiceProviderConfig", ""))


@router.get("/ResourceTypes", needs=SIGNED_IN, **HIDDEN)
async def scim_get_resource_types(request: Request) -> Response:
    _check_plain(request)
    return _list(
        [_described(each, request, "ResourceType", f"s/{each.id}")
         for each in PROVIDER.resource_types]
    )  # fmt: skip


@router.get("/ResourceTypes/{name}", needs=SIGNED_IN, **HIDDEN)
async def scim_get_resource_type(name: str, request: Request) -> Response:
    for each in PROVIDER.resource_types:
        if each.id == name:
            return write(_described(each, request, "ResourceType", f"s/{each.id}"))
    raise NotFound("There is no such resource type.")


@router.get("/Schemas", needs=SIGNED_IN, **HIDDEN)
async def scim_get_schemas(request: Request) -> Response:
    _check_plain(request)
    return _list([_described(each, request, "Schema", f"s/{each.id}") for each in PROVIDER.schemas])


@router.get("/Schemas/{urn}", needs=SIGNED_IN, **HIDDEN)
async def scim_get_schema(urn: str, request: Request) -> Response:
    for each in PROVIDER.schemas:
        if each.id == urn:
            return write(_described(each, request, "Schema", f"s/{each.id}"))
    raise NotFound("There is no such schema.")


@router.post("/.search", needs=SIGNED_IN, **HIDDEN)
async def scim_search_all() -> Response:
    """Users and groups in one list are not offered."""
    raise ScimRefused(501, "Search /Users/.search or /Groups/.search.")


def _described(resource: Resource[Any], request: Request, kind: str, place: str) -> dict[str, Any]:
    copy = resource.model_copy()
    copy.meta = Meta(resource_type=kind, location=f"{origin_of(request)}{PREFIX}/{kind}{place}")
    return copy.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE)


def _list(resources: Sequence[dict[str, Any]]) -> Response:
    return write(
        {
            "schemas": [str(ListResponse.__schema__)],
            "totalResults": len(resources),
            "startIndex": 1,
            "itemsPerPage": len(resources),
            "Resources": resources,
        }
    )


def _check_plain(request: Request) -> None:
    # RFC 7644, section 4: nobody is to rely on part of what a service says of itself.
    if "filter" in request.query_params:
        raise ScimRefused(403, "This is not filtered. Read it whole.")
