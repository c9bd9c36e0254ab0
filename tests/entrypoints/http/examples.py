"""One example request of every route: a route that is missing here fails the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from tests.entrypoints.http.carrier_examples import OF_CARRIERS
from tests.entrypoints.http.example import CREATED, MISSING, OK, Example, foreign, plain
from tests.entrypoints.http.number_examples import OF_NUMBERS
from tests.entrypoints.http.privacy_examples import OF_PRIVACY
from tests.entrypoints.http.sender_examples import OF_SENDERS
from tests.entrypoints.http.webhook_examples import OF_WEBHOOKS
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import Account

NOTHING = frozenset({204})
OWN = frozenset({200, 403, 422})
"""What is for people answers 403 to an API key; the example's present password is wrong."""
UNCONFIRMED = frozenset({403})
"""What wants a password again, which nobody of the matrix has given."""
NO_STEP = frozenset({401})
"""The second step of somebody who has not done the first."""
NO_NAME = frozenset({409})
"""Passkeys where the installation is reached at a number."""
INVALID = frozenset({422})
NO_SESSION = frozenset({403})
"""What ends the session of a program, for whoever has come otherwise."""

NOWHERE = UUID(int=0x0192_0000_0000_7000_8000_000000000001)


def _carrier(_: Account, n: int) -> dict[str, Any]:
    return {
        "name": f"Carrier {n}", "host": "127.0.0.1", "port": 2775, "system_id": "x",
        "password": "secret", "enabled": False,
    }  # fmt: skip


def _new_user(_: Account, n: int) -> dict[str, Any]:
    return {
        "name": f"Somebody {n}", "email": f"somebody{n}@example.com", "password": PASSWORD,
        "role_ids": [], "seat": False, "join_default_queue": False,
    }  # fmt: skip


def _new_invite(_: Account, n: int) -> dict[str, Any]:
    return {"email": f"invited{n}@example.com", "role_ids": [], "seat": False}


def _new_account(_: Account, n: int) -> dict[str, Any]:
    return {
        "account_name": f"Account {n}", "name": "Somebody", "email": f"new{n}@example.org",
        "password": PASSWORD,
    }  # fmt: skip


def _question(_: Account, n: int) -> dict[str, Any]:
    return {"kind": "contact", "name": "Somebody", "email": f"asks{n}@example.org"}


def _founder(account: Account, _: int) -> dict[str, Any]:
    return {"email": account.founder.email, "password": PASSWORD}


def _member(account: Account, _: int) -> dict[str, Any]:
    return {"members": [{"user_id": account.agent.user_id.hex, "kind": "agent"}], "version": 1}


def _key(_: Account, n: int) -> dict[str, Any]:
    return {"name": f"Key {n}", "scopes": ["account/api-keys/manage"]}


def _role(account: Account, _: int) -> dict[str, Any]:
    return {"role_ids": []}


def _new_role(_: Account, n: int) -> dict[str, Any]:
    return {"name": f"Role {n}", "permissions": ["account/roles/manage"]}


def _edited_role(_: Account, n: int) -> dict[str, Any]:
    return {"name": f"Role {n}", "permissions": [], "version": 1}


def _self(account: Account, _: int) -> dict[str, Any]:
    return {"assignee_id": account.agent.user_id.hex}


def _provider(_: Account, n: int) -> dict[str, Any]:
    return {
        "label": f"Provider {n}", "issuer": "https://idp.example", "client_id": "hubbub",
    }  # fmt: skip


def _changed_provider(account: Account, n: int) -> dict[str, Any]:
    return {**_provider(account, n), "version": 1}


def _sign_in_settings(_: Account, __: int) -> dict[str, Any]:
    return {
        "requires_second_factor": False, "allows_passwords": True, "networks": [],
        "idle_minutes": 60, "absolute_minutes": 600, "version": 0,
    }  # fmt: skip


def _scim_user(_: Account, n: int) -> dict[str, Any]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": f"directory{n}@example.com",
    }  # fmt: skip


def _scim_group(_: Account, n: int) -> dict[str, Any]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": f"Group {n}",
    }  # fmt: skip


def _wire_key(_: Account, n: int) -> dict[str, Any]:
    return {"name": f"Key {n}", "scopeGuids": ["account/api-keys/manage"]}


def _wire_text(account: Account, n: int) -> dict[str, Any]:
    to = [{"to": f"38593{n:07d}"}]
    return {
        "messages": [{"sender": account.number, "destinations": to, "content": {"text": "Hello"}}]
    }


def _wire_old_text(account: Account, n: int) -> dict[str, Any]:
    to = [{"to": f"38593{n:07d}"}]
    return {"messages": [{"from": account.number, "destinations": to, "text": "Hello"}]}


def _wire_sign_in(account: Account, _: int) -> dict[str, Any]:
    return {"username": account.founder.email, "password": PASSWORD}


def _wire_token(account: Account, _: int) -> bytes:
    return urlencode(
        {
            "grant_type": "client_credentials", "client_id": account.founder.email,
            "client_secret": PASSWORD,
        }
    ).encode()  # fmt: skip


def _scim_patch(path: str, value: object) -> Callable[[Account, int], Any]:
    return sends(
        schemas=["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        Operations=[{"op": "replace", "path": path, "value": value}],
    )


def sends(**body: Any) -> Callable[[Account, int], Any]:
    return lambda _, __: body


EXAMPLES: dict[tuple[str, str], Example] = {
    ("GET", "/health"): plain(),
    ("GET", "/metrics"): plain(),
    ("GET", "/api/installation"): plain(),
    ("POST", "/api/accounts"): Example(CREATED, _new_account),
    ("POST", "/api/session"): Example(OK, _founder),
    ("DELETE", "/api/session"): plain(NOTHING),
    ("GET", "/api/me"): plain(),
    ("GET", "/api/me/agent"): plain(),
    ("PUT", "/api/me/agent-status"): plain(status="away"),
    ("GET", "/api/conversations"): plain(),
    ("GET", "/api/conversations/{conversation_id}"): foreign(conversation_id="conversation"),
    ("GET", "/api/conversations/{conversation_id}/texts"): foreign(conversation_id="conversation"),
    ("GET", "/api/conversations/{conversation_id}/timeline"): foreign(
        conversation_id="conversation"
    ),
    ("GET", "/api/conversations/{conversation_id}/transcript"): foreign(
        conversation_id="conversation"
    ),
    ("POST", "/api/conversations/{conversation_id}/messages"): foreign(
        sends(client_id="12345678", text="Hello"), conversation_id="conversation"
    ),
    ("POST", "/api/conversations/{conversation_id}/messages/{message_id}/retry"): foreign(
        conversation_id="conversation", message_id="message"
    ),
    ("PUT", "/api/conversations/{conversation_id}/assignment"): foreign(
        _self, conversation_id="conversation"
    ),
    ("PUT", "/api/conversations/{conversation_id}/status"): foreign(
        sends(status="solved"), conversation_id="conversation"
    ),
    ("PUT", "/api/conversations/{conversation_id}/priority"): foreign(
        sends(priority="high"), conversation_id="conversation"
    ),
    ("PUT", "/api/conversations/{conversation_id}/topic"): foreign(
        sends(topic="Refund"), conversation_id="conversation"
    ),
    ("PUT", "/api/conversations/{conversation_id}/read"): foreign(
        sends(inbound_count=1), conversation_id="conversation"
    ),
    ("GET", "/api/conversations/{conversation_id}/assignees"): foreign(
        conversation_id="conversation"
    ),
    ("GET", "/api/conversations/{conversation_id}/access/{user_id}"): foreign(
        conversation_id="conversation", user_id="user"
    ),
    ("PUT", "/api/people/{person_id}"): foreign(sends(name="Ana"), person_id="person"),
    ("GET", "/api/live/frames"): plain(),
    ("GET", "/api/first-steps"): plain(),
    ("PUT", "/api/first-steps"): plain(hidden=False),
    ("GET", "/api/queues"): plain(),
    ("GET", "/api/queues/candidates"): plain(),
    ("GET", "/api/queues/{queue_id}/members"): foreign(queue_id="queue"),
    ("PUT", "/api/queues/{queue_id}/members"): foreign(_member, queue_id="queue"),
    ("GET", "/api/users"): plain(),
    ("POST", "/api/users"): Example(CREATED, _new_user),
    ("GET", "/api/users/{user_id}"): foreign(user_id="user"),
    ("PUT", "/api/users/{user_id}/roles"): foreign(_role, user_id="user"),
    ("PUT", "/api/users/{user_id}/seat"): foreign(sends(seat=True), user_id="user"),
    ("PUT", "/api/users/{user_id}/state"): foreign(sends(state="disabled"), user_id="user"),
    ("GET", "/api/users/{user_id}/access"): foreign(user_id="user"),
    ("GET", "/api/me/access"): plain(),
    ("GET", "/api/users/export"): plain(),
    ("POST", "/api/users/import"): plain(csv="name,email\nEva,eva@example.com", trial=True),
    ("PUT", "/api/users/{user_id}"): foreign(sends(name="Eva", details_version=1), user_id="user"),
    ("PUT", "/api/users/{user_id}/email"): foreign(
        sends(email="eva@example.com", details_version=1), user_id="user"
    ),
    ("GET", "/api/users/{user_id}/full"): foreign(user_id="user"),
    ("POST", "/api/users/{user_id}/sign-in-mail"): foreign(user_id="user"),
    ("GET", "/api/users/{user_id}/sessions"): foreign(user_id="user"),
    ("DELETE", "/api/users/{user_id}/sessions"): foreign(user_id="user"),
    ("GET", "/api/invites"): plain(),
    ("POST", "/api/invites"): Example(CREATED, _new_invite),
    ("POST", "/api/invites/{invite_id}/mail"): foreign(invite_id="invite"),
    ("DELETE", "/api/invites/{invite_id}"): foreign(invite_id="invite"),
    ("POST", "/api/links/look"): plain(MISSING, token="none"),
    ("POST", "/api/links/password"): plain(MISSING, token="none", password=PASSWORD),
    ("POST", "/api/links/invite"): plain(MISSING, token="none", name="Eva", password=PASSWORD),
    ("POST", "/api/links/email"): plain(MISSING, token="none"),
    ("POST", "/api/password-resets"): plain(frozenset({202}), name="nobody"),
    ("GET", "/api/me/profile"): plain(),
    ("PUT", "/api/me/profile"): plain(OWN, name="Eva", details_version=1),
    ("PUT", "/api/me/password"): plain(OWN, current="wrong", password=PASSWORD),
    ("GET", "/api/me/sessions"): plain(OWN),
    ("DELETE", "/api/me/sessions"): plain(OWN),
    ("DELETE", "/api/me/sessions/{session_id}"): Example(
        frozenset({403, 404}), ids={"session_id": "session"}
    ),
    ("GET", "/api/roles"): plain(),
    ("GET", "/api/roles/{role_id}/uses"): foreign(role_id="role"),
    ("GET", "/api/access-review/export"): plain(),
    ("POST", "/api/roles"): Example(CREATED, _new_role),
    ("POST", "/api/roles/what-if"): plain(permissions=["account/roles/manage"]),
    ("GET", "/api/roles/candidates"): plain(),
    ("GET", "/api/roles/candidates/names"): plain(),
    ("GET", "/api/roles/{role_id}"): foreign(role_id="role"),
    ("PUT", "/api/roles/{role_id}"): foreign(_edited_role, role_id="role"),
    ("DELETE", "/api/roles/{role_id}"): Example(MISSING, None, {"role_id": "role"}, "?version=1"),
    ("GET", "/api/roles/{role_id}/holders"): foreign(role_id="role"),
    ("PUT", "/api/roles/{role_id}/holders"): foreign(sends(add_users=[]), role_id="role"),
    ("GET", "/api/permissions"): plain(),
    ("GET", "/api/plans"): plain(),
    # No simulator runs here, and none of the accounts is a demo.
    ("POST", "/api/demo"): Example(frozenset({403})),
    ("GET", "/api/demo"): Example(MISSING),
    ("POST", "/api/demo/look-as"): Example(
        frozenset({403, 404}), lambda account, _: {"user_id": account.agent.user_id.hex}
    ),
    ("POST", "/api/requests"): Example(CREATED, _question),
    ("GET", "/api/account/plan"): plain(),
    ("POST", "/api/account/plan/requests"): plain(CREATED, plan="team", seats=50),
    ("GET", "/api/seats"): plain(),
    ("PUT", "/api/seats"): plain(give=[], take=[]),
    ("GET", "/api/seats/holders"): plain(),
    ("GET", "/api/seats/log"): plain(),
    ("GET", "/api/carriers"): plain(),
    ("POST", "/api/carriers"): Example(CREATED, _carrier),
    ("PUT", "/api/carriers/{carrier_id}"): foreign(_carrier, carrier_id="carrier"),
    **OF_CARRIERS,
    ("DELETE", "/api/carriers/{carrier_id}"): foreign(carrier_id="carrier"),
    ("GET", "/api/api-keys"): plain(),
    ("GET", "/api/audit"): plain(),
    ("GET", "/api/audit/about"): plain(),
    ("GET", "/api/audit/export"): plain(),
    ("POST", "/api/api-keys"): Example(CREATED, _key),
    ("PUT", "/api/api-keys/{key_id}"): foreign(
        sends(name="Key", networks=[], expires_at=None, version=1), key_id="key"
    ),
    ("DELETE", "/api/api-keys/{key_id}"): foreign(key_id="key"),
    ("GET", "/api/session/second-step"): plain(NO_STEP),
    ("POST", "/api/session/second-step"): plain(NO_STEP, code="123456"),
    ("DELETE", "/api/session/second-step"): plain(NOTHING),
    ("POST", "/api/session/second-step/challenge"): plain(NO_STEP),
    ("POST", "/api/session/passkey/challenge"): plain(NO_NAME),
    ("POST", "/api/session/passkey"): plain(NO_NAME, passkey={"id": "x"}),
    ("POST", "/api/sign-in/ways"): plain(email="nobody@example.com"),
    ("POST", "/api/sign-in/openid"): plain(MISSING, provider_id=NOWHERE.hex),
    ("GET", "/api/sign-in/openid/callback"): plain(frozenset({303})),
    ("GET", "/api/me/security"): plain(OWN),
    ("POST", "/api/me/security/confirmation"): plain(INVALID | UNCONFIRMED, password="wrong"),
    ("POST", "/api/me/security/confirmation/challenge"): plain(NO_NAME | UNCONFIRMED),
    ("POST", "/api/me/security/codes/setup"): plain(UNCONFIRMED),
    ("POST", "/api/me/security/codes"): plain(INVALID | UNCONFIRMED, setup="x", code="1"),
    ("DELETE", "/api/me/security/codes"): plain(UNCONFIRMED),
    ("POST", "/api/me/security/recovery-codes"): plain(UNCONFIRMED),
    ("POST", "/api/me/security/passkeys/challenge"): plain(NO_NAME | UNCONFIRMED),
    ("POST", "/api/me/security/passkeys"): plain(
        NO_NAME | UNCONFIRMED, name="Laptop", passkey={"id": "x"}
    ),
    ("DELETE", "/api/me/security/passkeys/{passkey_id}"): Example(
        UNCONFIRMED, None, {"passkey_id": "key"}
    ),
    ("GET", "/api/sign-in-settings"): plain(),
    ("PUT", "/api/sign-in-settings"): Example(UNCONFIRMED, _sign_in_settings),
    ("GET", "/api/sign-in-settings/second-factors"): plain(),
    ("DELETE", "/api/users/{user_id}/second-factor"): foreign(user_id="user"),
    ("GET", "/api/users/{user_id}/networks"): foreign(user_id="user"),
    ("PUT", "/api/users/{user_id}/networks"): foreign(
        sends(networks=[], version=0), user_id="user"
    ),
    ("GET", "/api/openid-providers"): plain(),
    ("POST", "/api/openid-providers"): Example(UNCONFIRMED, _provider),
    ("PUT", "/api/openid-providers/{provider_id}"): foreign(_changed_provider, provider_id="key"),
    ("DELETE", "/api/openid-providers/{provider_id}"): foreign(provider_id="key"),
    ("GET", "/api/avatars"): plain(),
    ("GET", "/api/avatars/{avatar}"): Example(MISSING, None, {"avatar": "key"}),
    ("PUT", "/api/me/avatar"): plain(INVALID, picture="none"),
    ("DELETE", "/api/me/avatar"): plain(),
    ("PUT", "/api/users/{user_id}/avatar"): foreign(sends(picture="none"), user_id="user"),
    ("DELETE", "/api/users/{user_id}/avatar"): foreign(user_id="user"),
    ("GET", "/api/directory"): plain(),
    ("GET", "/scim/v2/Users"): plain(),
    ("POST", "/scim/v2/Users/.search"): plain(count=1),
    ("POST", "/scim/v2/Users"): Example(CREATED, _scim_user),
    ("GET", "/scim/v2/Users/{resource_id}"): foreign(resource_id="user"),
    ("PUT", "/scim/v2/Users/{resource_id}"): foreign(_scim_user, resource_id="user"),
    ("PATCH", "/scim/v2/Users/{resource_id}"): foreign(
        _scim_patch("active", value=False), resource_id="user"
    ),
    ("DELETE", "/scim/v2/Users/{resource_id}"): foreign(resource_id="user"),
    ("GET", "/scim/v2/Groups"): plain(),
    ("POST", "/scim/v2/Groups/.search"): plain(count=1),
    ("POST", "/scim/v2/Groups"): Example(CREATED, _scim_group),
    ("GET", "/scim/v2/Groups/{resource_id}"): foreign(resource_id="role"),
    ("PUT", "/scim/v2/Groups/{resource_id}"): foreign(_scim_group, resource_id="role"),
    ("PATCH", "/scim/v2/Groups/{resource_id}"): foreign(
        _scim_patch("displayName", value="Ours"), resource_id="role"
    ),
    ("DELETE", "/scim/v2/Groups/{resource_id}"): foreign(resource_id="role"),
    ("GET", "/scim/v2/ServiceProviderConfig"): plain(),
    ("GET", "/scim/v2/ResourceTypes"): plain(),
    ("GET", "/scim/v2/ResourceTypes/{name}"): Example(MISSING, None, {"name": "key"}),
    ("GET", "/scim/v2/Schemas"): plain(),
    ("GET", "/scim/v2/Schemas/{urn}"): Example(MISSING, None, {"urn": "key"}),
    ("POST", "/scim/v2/.search"): plain(frozenset({501}), count=1),
    ("GET", "/settings/2/api-keys"): plain(),
    ("POST", "/settings/2/api-keys"): Example(OK, _wire_key),
    ("GET", "/settings/2/api-keys/{key_id}"): foreign(key_id="key"),
    ("PUT", "/settings/2/api-keys/{key_id}"): foreign(_wire_key, key_id="key"),
    ("GET", "/settings/1/accounts"): plain(),
    ("PUT", "/settings/1/accounts/{account_key}"): foreign(account_key="account"),
    ("GET", "/settings/1/accounts/{account_key}/api-keys"): foreign(account_key="account"),
    ("POST", "/settings/1/accounts/{account_key}/api-keys"): foreign(
        _wire_key, account_key="account"
    ),
    ("GET", "/settings/1/accounts/{account_key}/api-keys/{key_id}"): foreign(
        account_key="account", key_id="key"
    ),
    ("PUT", "/settings/1/accounts/{account_key}/api-keys/{key_id}"): foreign(
        _wire_key, account_key="account", key_id="key"
    ),
    ("POST", "/auth/1/session"): Example(OK, _wire_sign_in),
    ("DELETE", "/auth/1/session"): plain(NO_SESSION),
    ("POST", "/auth/1/oauth2/token"): Example(OK, _wire_token),
    ("GET", "/audit/1/logs"): plain(),
    ("GET", "/audit/1/logs/export"): plain(),
    ("POST", "/sms/3/messages"): Example(OK, _wire_text),
    ("POST", "/sms/2/text/advanced"): Example(OK, _wire_old_text),
    ("GET", "/sms/3/reports"): plain(),
    ("GET", "/sms/1/reports"): plain(),
    ("GET", "/sms/3/logs"): plain(),
    ("GET", "/sms/1/logs"): plain(),
    ("GET", "/sms/1/inbox/reports"): plain(),
    ("POST", "/sms/1/preview"): plain(text="Hello"),
    **OF_NUMBERS,
    **OF_PRIVACY,
    **OF_SENDERS,
    **OF_WEBHOOKS,
}
SOCKETS = frozenset({"/api/live"})
"""Live sockets; each has a test of its own in the matrix."""
