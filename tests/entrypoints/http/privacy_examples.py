"""The examples of the routes of personal data, of what is kept for how long, and of stuck work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubbub.access import may
from tests.entrypoints.http.example import MISSING, OK, Example, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import Account

OF_ALL = frozenset({403, 404})
"""What needs a second permission, for whoever has just one; else, of another account, nothing."""
CHANGED = frozenset({200, 409})
"""The rule has another version once somebody has changed it."""
PERSON = {"person_id": "person"}
SUBJECT = "01920000000070008000000000000001"


def sends(**body: Any) -> Callable[[Account, int], Any]:
    return lambda _, __: body


def of_all(body: Callable[[Account, int], Any] | None = None, /, **ids: str) -> Example:
    """What also needs the right to all conversations."""
    return Example(OF_ALL, body, ids, also=(may.MANAGE_ALL,))


OF_PRIVACY: dict[tuple[str, str], Example] = {
    ("GET", "/api/people/{person_id}/privacy"): of_all(**PERSON),
    ("POST", "/api/people/{person_id}/exports"): of_all(**PERSON),
    ("GET", "/api/people/{person_id}/exports/{job_id}/file"): of_all(**PERSON, job_id="key"),
    ("POST", "/api/people/{person_id}/erasure"): of_all(sends(number="+385911234567"), **PERSON),
    ("PUT", "/api/people/{person_id}/hold"): of_all(sends(held=True), **PERSON),
    ("GET", "/api/stuck-work"): plain(),
    ("POST", "/api/stuck-work/retries"): Example(OK, sends()),
    ("POST", "/api/stuck-work/skips"): Example(
        MISSING, sends(reader="routing", subject_id=SUBJECT, number=1, reason="Old")
    ),
    ("PUT", "/api/conversations/{conversation_id}/hold"): of_all(
        sends(held=True), conversation_id="conversation"
    ),
    ("GET", "/api/account/exports"): Example(OF_ALL),
    ("POST", "/api/account/exports"): Example(OF_ALL),
    ("GET", "/api/account/exports/{job_id}/file"): Example(
        OF_ALL, None, {"job_id": "key"}, also=(may.MANAGE_ALL, may.GRANT_ANY)
    ),
    ("GET", "/api/retention"): plain(),
    ("POST", "/api/retention/preview"): plain(texts_days=30),
    ("PUT", "/api/retention"): Example(CHANGED, sends(texts_days=30, version=0)),
}
