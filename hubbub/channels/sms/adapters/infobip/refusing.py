"""What Infobip's refusals mean, in sentences for whoever wrote the text or set the carrier up."""

from typing import Final

import msgspec

from hubbub.channels.sms.adapters.carrier import Answer, Refused
from hubbub.channels.sms.adapters.json_api import Meaningless, pause_of, quoted, read

ACCESS: Final = frozenset(
    {"REJECTED_NOT_ENOUGH_CREDITS", "REJECTED_PREPAID_PACKAGE_EXPIRED", "REJECTED_SOURCE"}
)
"""About the account, so that the next text fares no better."""
PASSING: Final = frozenset({"REJECTED_FLOODING_FILTER", "REJECTED_SYSTEM_ERROR"})
SENTENCES: Final = {
    "401": "Infobip refuses the API key. Copy it, and the base URL, from its portal again.",
    "403": "This Infobip API key may not do that. Its scopes are set in Infobip's portal.",
    "429": "Infobip asks for fewer requests a second.",
    "REJECTED_DESTINATION": "This number is on the blocklist of the Infobip account.",
    "REJECTED_DESTINATION_NOT_REGISTERED": (
        "A trial account of Infobip texts only to numbers that were verified in its portal."
    ),
    "REJECTED_DND": "This customer is on a do-not-disturb list, so that nothing may be sent.",
    "REJECTED_FLOODING_FILTER": "Infobip has too many texts to this number just now.",
    "REJECTED_INVALID_DESTINATION": "Infobip says that this is no phone number.",
    "REJECTED_MESSAGE_TOO_LONG": "Infobip says that this text is too long. Send several answers.",
    "REJECTED_NETWORK": "This Infobip account may not text to that network. Ask its support.",
    "REJECTED_NOT_ENOUGH_CREDITS": "There is not enough credit in this Infobip account.",
    "REJECTED_PREFIX_MISSING": "Infobip says that the country code of this number is missing.",
    "REJECTED_PREPAID_PACKAGE_EXPIRED": "The prepaid package at Infobip has run out.",
    "REJECTED_ROUTE_NOT_AVAILABLE": "Infobip has no way to bring texts to that network.",
    "REJECTED_SENDER": "Infobip does not allow this sender. Register it in its portal.",
    "REJECTED_SOURCE": "Infobip does not allow this account to send. Ask its support.",
    "REJECTED_SYSTEM_ERROR": "Infobip has a fault just now.",
}


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """Of a text, or of what went wrong with it."""

    group_id: int | None = None
    id: int | None = None
    name: str | None = None


class _Exception(msgspec.Struct, frozen=True, rename="camel"):
    message_id: str | None = None
    text: str | None = None


class _RequestError(msgspec.Struct, frozen=True, rename="camel"):
    service_exception: _Exception | None = None


class _Problem(msgspec.Struct, frozen=True, rename="camel"):
    """Infobip has two ways to say no; this is either."""

    error_code: str | None = None
    description: str | None = None
    request_error: _RequestError | None = None

    @property
    def code(self) -> str | None:
        older = self.request_error and self.request_error.service_exception
        return self.error_code or (older.message_id if older else None)

    @property
    def words(self) -> str | None:
        older = self.request_error and self.request_error.service_exception
        return quoted(self.description or (older.text if older else None))


def refusal(answer: Answer) -> Refused:
    """A no, whatever its body is like."""
    problem = _problem(answer)
    code = (problem.code or str(answer.status))[:50]
    is_ours = answer.status in (401, 403)
    said = problem.words or f"error {code}"
    sentence = SENTENCES.get(str(answer.status)) or f"Infobip refused it: {said}."
    passes = answer.status == 429
    return Refused(sentence, code, passes=passes, pause=pause_of(answer), is_ours=is_ours)


def rejection(status: Status) -> Refused:
    """The same, in what is an answer like any other."""
    code = (status.name or "REJECTED")[:50]
    sentence = SENTENCES.get(code) or f"Infobip refused it: {quoted(code)}."
    return Refused(sentence, code, passes=code in PASSING, is_ours=code in ACCESS)


def _problem(answer: Answer) -> _Problem:
    try:
        return read(answer.body, _Problem)
    except Meaningless:
        return _Problem()
