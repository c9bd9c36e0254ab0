"""Writes resources: with their version, and with those of their attributes that are wanted."""

# Else each annotation of a model with a parameter builds it, a good part of every start.
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scim2_models import Context, ListResponse, Resource, ResponseParameters, SearchRequest
from starlette.requests import Request
from starlette.responses import Response

from hubbub.compat.scim.models import Group, User
from hubbub.compat.scim.reading import in_words_of_scim
from hubbub.compat.scim.wire import NOT_MODIFIED, is_known, tag_of, write


def tag(resource: User | Group) -> str:
    """The version of what the resource says now."""
    return tag_of(resource.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))


def with_version(resource: User | Group) -> User | Group:
    version = tag(resource)
    assert resource.meta is not None
    resource.meta.version = version
    return resource


def one(request: Request, resource: User | Group, status: int = 200) -> Response:
    """A single resource; 304 for who has this version already."""
    version = tag(resource)
    with_version(resource)
    assert resource.meta is not None
    headers = {"ETag": version, "Content-Location": resource.meta.location or ""}
    if status == 201:
        headers["Location"] = resource.meta.location or ""
    if request.method == "GET" and is_known(request, version):
        return Response(status_code=NOT_MODIFIED, headers={"ETag": version})
    wanted = {
        key: value
        for key, value in request.query_params.items()
        if key in ("attributes", "excludedAttributes")
    }
    with in_words_of_scim():
        shown = ResponseParameters[type(resource)].model_validate(wanted)
        dumped = _dump(resource, shown)
    return write(dumped, status, headers)


def page(resources: Sequence[User | Group], total: int, search: SearchRequest[Any]) -> Response:
    """A page of a list; it counts from `startIndex`."""
    listed = [_dump(with_version(each), search) for each in resources]
    return write(
        {
            "schemas": [str(ListResponse.__schema__)],
            "totalResults": total,
            "startIndex": search.start_index or 1,
            "itemsPerPage": len(listed),
            "Resources": listed,
        }
    )


def _dump(resource: Resource[Any], wanted: ResponseParameters[Any]) -> dict[str, Any]:
    return resource.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=wanted)
