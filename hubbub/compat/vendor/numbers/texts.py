"""Where texts go, in the words of both versions of this interface.

It knows two things side by side: whether a text goes to Conversations, and who else is told. Here
one rule decides; what is told beside Conversations is the number's own address.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from hubbub.compat.vendor.numbers.wire import write_key
from hubbub.compat.vendor.wire import WireInput, wrong
from hubbub.features.numbers.checking import Wanted
from hubbub.features.numbers.configurations_repository import Configuration
from hubbub.features.numbers.deciding import Action
from hubbub.features.numbers.repository import Carrier, Number
from hubbub.features.numbers.setting import Telling

HTTP, MAIL, SMPP = "HTTP_FORWARD", "MAIL_FORWARD", "SMPP_FORWARD"
PULL, NO_ACTION = "PULL", "NO_ACTION"
TYPES: dict[str, Action] = {HTTP: "url", MAIL: "email", SMPP: "smpp", PULL: "pull"}
FORMAT = "MO_JSON_2"
ONE_OF_BOTH = (
    "A text that begins with a keyword goes to Conversations or elsewhere, and not to both. "
    "Leave the keyword out, or one of the two."
)
KIND_STAYS = "This has a keyword or has none, and that stays so. Make another one instead."
NOT_BESIDE = f"Beside Conversations texts can be told to a server with {HTTP}, and no other way."
WHICH_CONNECTION = (
    "Choose the connection on the page of the number: this could mean several, or none."
)


class Forward(WireInput):
    """Who is told, in either version."""

    type: Literal["HTTP_FORWARD", "MAIL_FORWARD", "SMPP_FORWARD", "PULL", "NO_ACTION"]
    url: str | None = Field(None, max_length=2000)
    mail: str | None = Field(None, max_length=500)
    http_method: str | None = None
    content_type: str | None = None
    format: str | None = None

    def check(self, at: str) -> None:
        """Invalid where texts would come in a form that they do not come in."""
        if (self.http_method or "POST") != "POST":
            raise wrong(f"{at}.httpMethod", "Texts are told by POST.")
        if (self.content_type or "JSON") != "JSON":
            raise wrong(f"{at}.contentType", "Texts are told as JSON.")
        if (self.format or FORMAT) != FORMAT:
            raise wrong(f"{at}.format", f"Texts are told as {FORMAT}.")
        if self.type == HTTP and not self.url:
            raise wrong(f"{at}.url", "Say to which address.")
        if self.type == MAIL and not self.mail:
            raise wrong(f"{at}.mail", "Say to which e-mail address.")


class Enabled(WireInput):
    enabled: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants for a number or a keyword of it; `id` names what is there already."""

    number: Number
    keyword: str | None
    to_conversations: bool
    forward: Forward | None
    id: UUID | None = None
    at: str = "action"
    """By which name the forward was given."""

    def changing(self, before: Configuration) -> "Wish":
        """For what is there. Invalid where the default would become a keyword, or one it."""
        if (before.keyword is None) != (self.keyword is None):
            raise wrong("keyword", KIND_STAYS)
        return replace(self, id=before.id)


def wanted_of(wish: Wish, carriers: list[Carrier]) -> tuple[Wanted, Telling | None]:
    """Invalid for what one rule cannot do."""
    forward = wish.forward
    if forward is not None:
        forward.check(wish.at)
    kind = NO_ACTION if forward is None else forward.type
    action = "conversations" if wish.to_conversations else TYPES.get(kind, "none")
    url = forward.url if forward is not None and kind == HTTP else None
    if wish.to_conversations and kind in (MAIL, SMPP):
        raise wrong(f"{wish.at}.type", NOT_BESIDE)
    if wish.to_conversations and url is not None and wish.keyword is not None:
        raise wrong("keyword", ONE_OF_BOTH)
    target = url if action == "url" else (forward and forward.mail) if action == "email" else None
    wanted = Wanted(
        number_id=wish.number.id, channel="sms", action=action, target=target,
        carrier_id=_connection(wish, carriers) if action == "smpp" else None,
        keyword=wish.keyword, id=wish.id, body_format="vendor" if action == "url" else "hubbub",
    )  # fmt: skip
    beside = url if wish.to_conversations else None
    return wanted, Telling(beside) if wish.keyword is None else None


def _connection(wish: Wish, carriers: list[Carrier]) -> UUID:
    """This interface does not say which: it is plain where there is only one other."""
    others = [each for each in carriers if each.id != wish.number.carrier_id]
    if len(others) != 1:
        raise wrong(f"{wish.at}.type", WHICH_CONNECTION)
    return others[0].id


def is_set(configuration: Configuration) -> bool:
    """What follows the account is not set for the number."""
    return configuration.channel == "sms" and configuration.action != "default"


def show_old(configuration: Configuration, number: Number) -> dict[str, Any]:
    """In the version that stands under the number."""
    forward = _forward(configuration, number)
    if forward is None:
        # What is in Conversations can be pulled as well.
        is_kept = configuration.action in ("conversations", "pull")
        action: dict[str, Any] = {"type": PULL if is_kept else NO_ACTION}
    else:
        is_told = forward["type"] == HTTP
        action = {**forward, **({"httpMethod": "POST", "contentType": "JSON"} if is_told else {})}
    return {
        "key": write_key(configuration.id),
        **_keyword(configuration),
        "action": action,
        "useConversation": {"enabled": configuration.action == "conversations"},
        "otherActionsDetails": [],
        "otherActions": [],
    }


def show_new(configuration: Configuration, number: Number) -> dict[str, Any]:
    """In the version that is the same for all channels."""
    forward = _forward(configuration, number)
    if configuration.action == "pull":
        forward = {"type": PULL}
    elif forward is not None and forward["type"] == HTTP:
        forward = {**forward, "format": FORMAT}
    is_in = configuration.action == "conversations"
    return {
        "configurationKey": write_key(configuration.id),
        "channel": "SMS",
        **_keyword(configuration),
        **({"forwarding": forward} if forward is not None else {}),
        **({"conversations": {"enabled": True}} if is_in else {}),
    }


def _keyword(configuration: Configuration) -> dict[str, Any]:
    return {} if configuration.keyword is None else {"keyword": configuration.keyword.upper()}


def _forward(configuration: Configuration, number: Number) -> dict[str, Any] | None:
    match configuration.action:
        case "url":
            return {"type": HTTP, "url": configuration.target}
        case "email":
            return {"type": MAIL, "mail": configuration.target}
        case "smpp":
            return {"type": SMPP}
        case "conversations" if configuration.keyword is None and number.forward_url is not None:
            return {"type": HTTP, "url": number.forward_url}
        case _:
            return None
