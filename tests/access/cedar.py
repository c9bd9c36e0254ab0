"""The same rules a second time, as a Cedar policy set generated from the catalogue.

Written from the specification and not from the decision: a policy says for each key, by its kind,
when it holds, with no order of steps.
"""

import json
from typing import Any
from uuid import UUID

from cedarpy import Entities, PolicySet

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.permission import Kind, Permission
from hubbub.access.visibility import ConversationFacts


def _has(*permissions: Permission) -> str:
    return "(" + " || ".join(f'principal.raw.contains("{p.key}")' for p in permissions) + ")"


_BASE = _has(may.VIEW, may.MANAGE, may.MANAGE_ALL)
_SPECIAL = {
    may.VIEW: f"{_has(may.VIEW)} || (principal.seated && {_has(may.MANAGE, may.MANAGE_ALL)})",
    may.MANAGE: f"principal.seated && {_has(may.MANAGE, may.MANAGE_ALL)}",
    may.SEE_ANALYTICS: f"principal.seated && {_has(may.SEE_ANALYTICS)}",
}


def _when(permission: Permission) -> str | None:
    held = _has(permission)
    if permission in _SPECIAL:
        return _SPECIAL[permission]
    match permission.kind:
        case Kind.RESTRICT:
            return None
        case Kind.PROFILE | Kind.ACCOUNT:
            return held
        case Kind.BASE | Kind.SETUP | Kind.LICENCE:
            return f"principal.seated && {held}"
        case Kind.DEPENDENT:
            return f"principal.seated && {held} && {_BASE}"
        case Kind.ANALYTICS:
            return f"principal.seated && {held} && {_has(may.SEE_ANALYTICS)}"


_FORBIDDEN = [
    "forbid(principal, action, resource) unless { principal.enabled };",
    f'forbid(principal, action == Action::"{may.START.key}", resource)'
    f" when {{ {_has(may.START_DISABLED)} }};",
    "forbid(principal, action, resource is Conversation)"
    " unless { resource.account == principal.account && ("
    f" (principal.seated && {_has(may.MANAGE_ALL)})"
    f" || (principal.seated && {_has(may.REACH_ALL_QUEUES)} && {_BASE})"
    " || (resource has queue && principal.queues.contains(resource.queue))"
    " || (resource has assignee && resource.assignee == principal) ) };",
]


def policies() -> PolicySet:
    permitted = [
        f'permit(principal, action == Action::"{each.key}", resource) when {{ {when} }};'
        for each in PERMISSIONS
        if (when := _when(each)) is not None
    ]
    return PolicySet.from_str("\n".join(permitted + _FORBIDDEN))


def user(name: UUID, account: UUID, queues: list[UUID], **attributes: Any) -> dict[str, Any]:
    """The entity of a user; attributes are raw (keys), seated and enabled."""
    attrs = {"account": str(account), "queues": [str(each) for each in queues], **attributes}
    return {"uid": {"type": "User", "id": str(name)}, "attrs": attrs, "parents": []}


def conversation(name: int, facts: ConversationFacts) -> dict[str, Any]:
    attrs: dict[str, Any] = {"account": str(facts.account_id)}
    if facts.queue_id is not None:
        attrs["queue"] = str(facts.queue_id)
    if facts.assignee_id is not None:
        attrs["assignee"] = {"__entity": {"type": "User", "id": str(facts.assignee_id)}}
    return {"uid": {"type": "Conversation", "id": str(name)}, "attrs": attrs, "parents": []}


def entities(all_of_them: list[dict[str, Any]]) -> Entities:
    return Entities.from_json_str(json.dumps(all_of_them))
