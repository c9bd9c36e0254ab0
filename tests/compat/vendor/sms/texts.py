"""What the tests of this part have in common: texts to send, and carriers' words about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubbub.features.messages.reporting import report_status
from hubbub.kernel.events import SYSTEM
from tests.compat.vendor.wire import basic

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api import Api
    from tests.world import Account, World

SEND, ADVANCED = "/sms/3/messages", "/sms/2/text/advanced"


def program(account: Account) -> str:
    """Somebody of the account who may do all of it."""
    return basic(account.founder.email)


async def new_key(api: Api, account: Account, *scopes: str) -> str:
    """A key of the founder that may do no more than this."""
    asked = {"name": f"Of {scopes}", "scopeGuids": [*scopes]}
    headers = {"Authorization": program(account)}
    made = await api.http.post("/settings/2/api-keys", json=asked, headers=headers)
    return f"App {made.json()['apiKeySecret']}"


def message(account: Account, *to: str, text: str = "Hello", **more: Any) -> dict[str, Any]:
    """For the newest version; a destination may be `phone=id`."""
    destinations = [
        {"to": phone, **({"messageId": id_} if id_ else {})}
        for phone, _, id_ in (each.partition("=") for each in to)
    ]
    return {
        "sender": account.number.removeprefix("+"), "destinations": destinations,
        "content": {"text": text}, **more,
    }  # fmt: skip


def advanced(account: Account, *to: str, text: str = "Hello", **more: Any) -> dict[str, Any]:
    """For the second version."""
    told = message(account, *to, text=text)
    return {
        "from": told["sender"], "destinations": told["destinations"], "text": text, **more,
    }  # fmt: skip


async def ended(
    world: World, account: Account, wire_id: str, status: str, code: str | None = None
) -> UUID:
    """The carrier has said what became of it."""
    async with world.database.transaction(account.id) as tx:
        row = await tx.row(
            "SELECT message_id FROM wire_texts WHERE account_id = %s AND wire_id = %s",
            (account.id, wire_id),
        )
        assert row is not None
        failure = None if code is None else (code, "The carrier could not deliver it.")
        await report_status(tx, row[0], status, SYSTEM, failure)
    return row[0]
