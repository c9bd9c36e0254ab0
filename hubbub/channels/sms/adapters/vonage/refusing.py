"""What Vonage's refusals mean, in sentences for whoever wrote the text or set the carrier up."""

from typing import Final

import msgspec

from hubbub.channels.sms.adapters.carrier import Answer, Refused
from hubbub.channels.sms.adapters.json_api import Meaningless, pause_of, quoted, read

ACCESS: Final = {
    401: "Vonage refuses the API key or the secret. Copy both from its dashboard again.",
    402: "There is not enough credit in this Vonage account.",
    403: "This Vonage account may not do that. Its dashboard says what it is allowed.",
}
"""By the status of the answer; about the account, so that the next text fares no better."""
TOO_FAST: Final = "Vonage asks for fewer requests a second."
SENTENCES: Final = {
    "1120": "Vonage does not allow this sender. Register it in its dashboard.",
    "1170": "Vonage says that this is no phone number.",
    "1240": "This customer has answered STOP, so that nothing may be sent to this number.",
}
"""By the code at the end of the address that explains an error of its Messages API."""


class Problem(msgspec.Struct, frozen=True, rename="kebab"):
    """As the Messages API says it, or the Numbers API."""

    type: str | None = None
    title: str | int | None = None
    detail: str | None = None
    error_code: str | int | None = None
    error_code_label: str | None = None

    @property
    def code(self) -> str | None:
        ending = (self.type or "").rpartition("#")[2] if "#" in (self.type or "") else ""
        return ending[:50] or None


def refusal(answer: Answer) -> Refused:
    """A no, whatever its body is like."""
    try:
        problem = read(answer.body, Problem)
    except Meaningless:
        problem = Problem()
    code = problem.code or str(answer.status)
    if answer.status == 429:
        return Refused(TOO_FAST, code, passes=True, pause=pause_of(answer))
    if answer.status in ACCESS:
        return Refused(ACCESS[answer.status], code, is_ours=True)
    words = problem.detail or problem.title or problem.error_code_label
    said = quoted(str(words or "")) or f"error {code}"
    return Refused(SENTENCES.get(code) or f"Vonage refused it: {said}.", code)
