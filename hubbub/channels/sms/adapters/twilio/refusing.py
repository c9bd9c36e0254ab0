"""What Twilio's refusals mean, in sentences for whoever wrote the text or set the carrier up."""

from dataclasses import dataclass
from typing import Final

import msgspec

from hubbub.channels.sms.adapters.carrier import Answer, Refused, Unanswered

ACCESS: Final = frozenset({20003, 20005, 20006, 20008, 20404, 21609, 90010})
"""About the account or this installation, so that the next text fares no better."""
PASSING: Final = frozenset({20429, 14107, 21611, 30001, 30022, 20503})
SENTENCES: Final = {
    20003: "Twilio refuses the account SID or the auth token. Copy both from its console again.",
    20005: "Twilio has suspended this account. Sign in to its console to see why.",
    20006: "This Twilio account may not do that. Its console says what it is allowed.",
    20008: "These are test credentials of Twilio, which send nothing. Enter the live ones.",
    20404: "Twilio knows no such account. Check the account SID.",
    21211: "Twilio says that this is no phone number.",
    21212: "Twilio does not know the sender that this comes from.",
    21408: "This Twilio account may not text to that country. Allow it under Geo permissions.",
    21267: "A trial account of Twilio cannot send from a name. Send it from a number.",
    21422: "Somebody else has bought this number. Choose another one.",
    21602: "An empty text cannot be sent.",
    21603: "The number that this is sent from is missing.",
    21606: "The sender that this comes from cannot text, or is not of this Twilio account.",
    21608: "A trial account of Twilio texts only to numbers that were verified in its console.",
    21609: "Twilio cannot reach this installation. Set HUBBUB_PUBLIC_URL to its public address.",
    21610: "This customer has answered STOP, so that nothing may be sent to this number.",
    21611: "Twilio has too many texts of this number waiting.",
    21612: "Twilio cannot bring texts from this sender there. Some countries let no names in.",
    21614: "This is no mobile number.",
    21617: "Twilio takes at most 1,600 characters in one text. Send it in several answers.",
    21631: "This country asks for an address. Give the SID of one that is in Twilio's console.",
    21649: "This country asks for a bundle. Give the SID of one that Twilio has approved.",
    21651: "The address does not fit this number. Give the SID of one in the right country.",
    90010: "This Twilio account is not active. Sign in to its console to see why.",
}


@dataclass(frozen=True, slots=True)
class _Problem:
    code: int | None = None
    message: str | None = None


def check_answer(answer: Answer) -> None:
    """Raises Refused for a no, and Unanswered where nobody can say."""
    if 200 <= answer.status < 300:
        return
    problem = _problem(answer)
    code = problem.code or answer.status
    if answer.status == 429 or code in PASSING:
        sentence = SENTENCES.get(code, "Twilio asks for fewer requests a second.")
        raise Refused(sentence, str(code), passes=True, pause=_pause(answer))
    if answer.status >= 500:
        # It may have been carried out before it went wrong.
        raise Unanswered(f"Twilio answered {answer.status}.", written=True)
    is_ours = answer.status == 401 or code in ACCESS
    if is_ours and code not in SENTENCES:
        code = 20003
    said = (problem.message or "").strip()[:200]
    sentence = SENTENCES.get(code) or f"Twilio refused it: {said or f'error {code}'}"
    raise Refused(sentence, str(code), is_ours=is_ours)


def _problem(answer: Answer) -> _Problem:
    try:
        return msgspec.json.decode(answer.body, type=_Problem)
    except msgspec.MsgspecError:
        return _Problem()


def _pause(answer: Answer) -> float | None:
    asked = answer.headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdigit() else None
