"""Scopes of this wire and the permissions that they stand for here."""

from collections.abc import Iterable

from hubbub.access import may
from hubbub.access.authority import Authority
from hubbub.access.catalogue import (
    RESTRICTIONS,
    UnknownPermissionError,
    keys_in,
    of_kind,
    permission,
)
from hubbub.access.permission import Kind
from hubbub.compat.vendor.wire import wrong

READ_TEXTS = (may.VIEW.key, may.REACH_ALL_QUEUES.key)

SCOPES: dict[str, tuple[str, ...]] = {
    "account-management:manage": (may.MANAGE_API_KEYS.key, may.SEE_AUDIT.key),
    "audit-logs:read": (may.SEE_AUDIT.key,),
    "message:send": (may.MANAGE_ALL.key,),
    "sms:message:send": (may.MANAGE_ALL.key,),
    "sms:manage": (may.MANAGE_ALL.key,),
    "numbers:manage": (may.MANAGE_CHANNELS.key,),
    "subscriptions:manage": (may.MANAGE_WEBHOOKS.key,),
    "sms:logs:read": READ_TEXTS,
    "inbound-message:read": READ_TEXTS,
    "sms:inbound-message:read": READ_TEXTS,
}
"""Those whose operations there are here."""

ADMINISTRATION = of_kind(Kind.ACCOUNT)


def keys_of(guids: Iterable[str]) -> tuple[str, ...]:
    """The permissions that somebody asks for: by scope, or by the key of a permission itself."""
    found: set[str] = set()
    for guid in guids:
        meant = SCOPES.get(guid.strip().lower())
        found.update(meant or (_permission(guid.strip()),))
    return tuple(sorted(found))


def guids_of(keys: Iterable[str]) -> list[str]:
    """What a key is shown to have: its permissions, and each scope that they make up."""
    held = set(keys)
    return sorted(held | {name for name, meant in SCOPES.items() if held.issuperset(meant)})


def default_keys(by: Authority) -> tuple[str, ...]:
    """For a key without scopes: all that its maker may do in Conversations. The administration of
    the account has to be asked for."""
    keys = keys_in(by.raw & ~RESTRICTIONS & ~ADMINISTRATION)
    if not keys:
        raise wrong(
            "scopeGuids",
            "Name the scopes of the key: beside the administration of the account you have "
            "nothing to give.",
        )
    return keys


def _permission(key: str) -> str:
    try:
        return permission(key).key
    except UnknownPermissionError as error:
        known = ", ".join(SCOPES)
        raise wrong(
            "scopeGuids",
            f"There is no scope {key[:100]} here. Take {known}, or keys of permissions such as "
            f"{may.VIEW.key}.",
        ) from error
