"""What becomes of calls, in this interface's words."""

from typing import Any
from uuid import UUID

from pydantic import Field

from hubbub.compat.vendor.numbers.wire import Marked
from hubbub.compat.vendor.wire import WireInput, bare, wrong
from hubbub.features.numbers.checking import Wanted
from hubbub.features.numbers.configurations_repository import Configuration
from hubbub.kernel.errors import NotFound

TO_CONVERSATIONS, TO_PHONE = "VOICE_FORWARD_TO_CONVERSATIONS", "FORWARD_TO_PSTN"
NO_SETUP = "Nothing is set up for calls to this number."


class VoiceAction(WireInput):
    type: str = Field(max_length=100)
    pstn_number: str | None = Field(None, max_length=100)


class VoiceSetup(Marked):
    action: VoiceAction


def show_voice(configuration: Configuration) -> dict[str, Any] | None:
    """None for what this interface has no word for."""
    if configuration.action == "conversations":
        return {"action": {"type": TO_CONVERSATIONS}}
    if configuration.action == "phone" and configuration.target is not None:
        return {"action": {"type": TO_PHONE, "pstnNumber": bare(configuration.target)}}
    return None


def shown_voice(configuration: Configuration | None) -> dict[str, Any]:
    """Raises NotFound where nothing is set up that could be shown."""
    setup = show_voice(configuration) if configuration is not None else None
    if setup is None:
        raise NotFound(NO_SETUP)
    return setup


def wanted_voice(number_id: UUID, setup: VoiceSetup) -> Wanted:
    """Invalid for what there is not here."""
    setup.check_marks()
    if setup.action.type == TO_CONVERSATIONS:
        return Wanted(number_id=number_id, channel="voice", action="conversations")
    if setup.action.type != TO_PHONE:
        raise wrong("action.type", f"Calls can go to {TO_CONVERSATIONS} or {TO_PHONE}.")
    if not setup.action.pstn_number:
        raise wrong("action.pstnNumber", "Say which number calls are put through to.")
    target = "+" + setup.action.pstn_number.strip().removeprefix("+")
    return Wanted(number_id=number_id, channel="voice", action="phone", target=target)
