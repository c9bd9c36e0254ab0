"""What tests of telling have in common: a worker that speaks this wire, and what is set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.compat.vendor.sms.texts import program

if TYPE_CHECKING:
    from tests.compat.vendor.wire import Wire
    from tests.reactions.webhooks.office import Office, Receiver

SMS = "/subscriptions/1/subscription/SMS"
TALKS = "/subscriptions/1/subscription/CUSTOMER_ENGAGEMENT"
PROFILES, SECURITIES = "/subscriptions/1/profiles", "/subscriptions/1/security"
ALL_TALK = (
    "CONVERSATION_CREATED", "CONVERSATION_ASSIGNMENT_UPDATED", "CONVERSATION_STATUS_UPDATED",
    "CONVERSATION_MESSAGE_RECEIVED", "CONVERSATION_MESSAGE_UPDATED", "CONVERSATION_MESSAGE_DELETED",
)  # fmt: skip
ANNA, BERT = "+385911111111", "+385912222222"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """An account with a program that subscribes over the wire."""

    office: Office
    wire: Wire

    async def subscribe(
        self, receiver: Receiver, path: str, *events: str, by: str | None = None, **more: Any
    ) -> str:
        """The id of a new one, to a profile of its own; `profile` is added to that."""
        id_ = more.pop("id", "S")
        profile = {
            "profileId": f"P-{id_}", "webhook": {"notifyUrl": receiver.url},
            **more.pop("profile", {}),
        }  # fmt: skip
        body = {"subscriptionId": id_, "events": [*events], "profile": profile, **more}
        await self.wire.ok(by or program(self.office.account), "POST", path, body)
        return id_

    async def text(self, sender: str = ANNA, text: str = "Hello") -> str:
        """A customer writes; the conversation."""
        return (await self.office.world.text_in(self.office.account, sender, text)).hex


def security(kind: str, **credentials: Any) -> dict[str, Any]:
    return {"security": {"authId": "A", "type": kind, "credentials": credentials}}
