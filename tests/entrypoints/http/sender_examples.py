"""The examples of the routes of senders, and of beginning a conversation from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.entrypoints.http.example import CREATED, Example, foreign, plain

if TYPE_CHECKING:
    from tests.world import Account

NO_SUCH = frozenset({422})


def _name(account: Account, n: int) -> dict[str, Any]:
    return {"name": f"Name {n}", "carrier_id": account.carrier.hex}


def _queues(_: Account, __: int) -> dict[str, Any]:
    return {"for_every_queue": True, "queue_ids": [], "version": 1}


def _start(_: Account, n: int) -> dict[str, Any]:
    return {
        "client_id": f"client-{n:05d}", "sender_id": UUID(int=1).hex,
        "to": {"phone": "+385911234567"}, "text": "Hello",
    }  # fmt: skip


def _sender(_: Account, __: int) -> dict[str, Any]:
    return {"sender_id": UUID(int=1).hex}


OF_SENDERS: dict[tuple[str, str], Example] = {
    ("GET", "/api/senders"): plain(),
    ("GET", "/api/senders/available"): plain(),
    ("PUT", "/api/senders/{sender_id}/queues"): foreign(_queues, sender_id="number"),
    ("POST", "/api/senders/names"): Example(CREATED, _name),
    ("DELETE", "/api/senders/names/{name_id}"): Example(
        frozenset({404}), None, {"name_id": "number"}, query="?version=1"
    ),
    ("POST", "/api/conversations"): Example(NO_SUCH, _start),
    ("PUT", "/api/conversations/{conversation_id}/sender"): foreign(
        _sender, conversation_id="conversation"
    ),
    ("GET", "/api/conversations/assignees"): Example(NO_SUCH, query=f"?queue_id={UUID(int=1).hex}"),
    ("GET", "/api/conversations/recipients"): Example(frozenset({200}), query="?q=091"),
}
