"""What Telnyx's refusals mean, in sentences for whoever wrote the text or set the carrier up."""

from typing import Final

import msgspec

from hubbub.channels.sms.adapters.carrier import Answer, Refused
from hubbub.channels.sms.adapters.json_api import Meaningless, pause_of, quoted, read

ACCESS: Final = frozenset({"10009", "10010", "20100", "40312", "40314", "40333"})
"""About the account or its messaging profile, so that the next text fares no better."""
PASSING: Final = frozenset({"10011", "40011", "40318", "40320", "40333"})
SENTENCES: Final = {
    "10009": "Telnyx refuses the API key. Copy it from its portal again.",
    "10010": "This Telnyx API key may not do that. Telnyx's portal says what it is allowed.",
    "10011": "Telnyx asks for fewer requests a second.",
    "20100": "There is not enough credit in this Telnyx account.",
    "40300": "This customer has answered STOP, so that nothing may be sent to this number.",
    "40301": "This phone cannot take such a text.",
    "40302": "Telnyx says that this text is too long. Send it in several answers.",
    "40305": "Telnyx cannot send from this sender: it is not in the messaging profile.",
    "40306": "The messaging profile at Telnyx has no such sender name. Add it there.",
    "40309": "The messaging profile at Telnyx does not allow texts to that country. Add it.",
    "40310": "Telnyx says that this is no phone number.",
    "40312": "The messaging profile at Telnyx is switched off. Switch it on in its portal.",
    "40314": "Telnyx has switched off texts for this account. Ask its support.",
    "40315": "Telnyx holds this sender back, since too many of its texts were not delivered.",
    "40318": "Telnyx has too many texts of this number waiting.",
    "40320": "Telnyx is still setting up the number that this is sent from.",
    "40322": "Telnyx does not carry texts that say this.",
    "40333": "The daily limit of spending at Telnyx is reached. It can be raised in its portal.",
}


class Problem(msgspec.Struct, frozen=True):
    code: str | int = ""
    title: str | None = None


class _Problems(msgspec.Struct, frozen=True):
    errors: list[Problem] = []


def refusal(answer: Answer) -> Refused:
    """A no, whatever its body is like."""
    problem = _first(answer)
    code = str(problem.code)[:20] or str(answer.status)
    is_ours = answer.status == 401 or code in ACCESS
    if answer.status == 401 and code not in SENTENCES:
        code = "10009"
    passes = answer.status == 429 or code in PASSING
    if answer.status == 429 and code not in SENTENCES:
        code = "10011"
    said = quoted(problem.title) or f"error {code}"
    sentence = SENTENCES.get(code) or f"Telnyx refused it: {said}."
    return Refused(sentence, code, passes=passes, pause=pause_of(answer), is_ours=is_ours)


def _first(answer: Answer) -> Problem:
    try:
        return next(iter(read(answer.body, _Problems).errors), Problem())
    except Meaningless:
        return Problem()
