"""Short ways to ask the API about roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hubbub.access import may
from hubbub.access.catalogue import keys_in
from hubbub.access.roles import DEFAULT_ROLES, Default

if TYPE_CHECKING:
    import httpx2

    from hubbub.access.permission import Permission
    from tests.api import Api
    from tests.world import Account, Person, World

AGENT = keys_in(DEFAULT_ROLES[Default.AGENT].keys)
DOWNLOAD = may.DOWNLOAD_TRANSCRIPT.key
WITHOUT_ASSIGNING = [key for key in AGENT if key != may.ASSIGN.key]


def ids(*people: Person) -> list[str]:
    return [each.user_id.hex for each in people]


async def post(api: Api, by: Person, **body: Any) -> httpx2.Response:
    return await api.send(
        by, "POST", "/api/roles", {"name": f"Role {uuid4().hex[:8]}", "permissions": [], **body}
    )


async def create(api: Api, by: Person, **body: Any) -> dict[str, Any]:
    """A role that must be made."""
    answer = await post(api, by, **body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def put(api: Api, by: Person, role: dict[str, Any], **body: Any) -> httpx2.Response:
    """Edit a role as it was read, with these changes."""
    sent = {key: role[key] for key in ("name", "description", "permissions", "version")}
    return await api.send(by, "PUT", f"/api/roles/{role['id']}", {**sent, **body})


async def edit(api: Api, by: Person, role: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = await put(api, by, role, **body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def delete(api: Api, by: Person, role: dict[str, Any], **query: Any) -> httpx2.Response:
    params = {"version": role["version"], **query}
    return await api.send(by, "DELETE", f"/api/roles/{role['id']}", params=params)


async def give(api: Api, by: Person, role_id: str, *people: Person, **body: Any) -> httpx2.Response:
    sent = {"add_users": ids(*people), **body}
    return await api.send(by, "PUT", f"/api/roles/{role_id}/holders", sent)


async def what_if(api: Api, by: Person, **body: Any) -> dict[str, Any]:
    return await api.post(by, "/api/roles/what-if", body)


async def roles_of(api: Api, account: Account, person: Person) -> set[str]:
    """Names of the roles that somebody holds."""
    shown = await api.get(account.founder, f"/api/users/{person.user_id.hex}")
    return {role["name"] for role in shown["roles"]}


async def custom_manager(api: Api, account: Account, person: Person, *keys: Permission) -> None:
    """Let somebody manage roles with these permissions and nothing more."""
    role = await create(api, account.founder, permissions=[each.key for each in keys])
    path = f"/api/users/{person.user_id.hex}/roles"
    await api.put(account.founder, path, {"role_ids": [role["id"]]})


def refused(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


async def facts(world: World, account: Account, *kinds: str) -> list[tuple[Any, ...]]:
    """(kind, subject, data) of the audit, in order."""
    found: Any = await world.sql(
        account, "SELECT kind, subject_id, data FROM audit WHERE kind = ANY(%s) ORDER BY seq",
        list(kinds),
    )  # fmt: skip
    return list(found)
