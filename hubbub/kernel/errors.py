"""The problems we tell a caller about: RFC 9457 problem details, one class for each status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of a request, in a sentence for the person who sent it."""

    field: str
    message: str


class Problem(Exception):
    """An answer that refuses, with a sentence that says what to do."""

    status: ClassVar[int] = 400
    code: str = "bad_request"
    title: ClassVar[str] = "The request cannot be answered"

    def __init__(
        self, detail: str, *, code: str | None = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.extra = dict(extra or {})

    def body(self) -> dict[str, Any]:
        """The members of the problem document."""
        return {
            "type": f"/docs/problems#{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            **self.extra,
        }


class Invalid(Problem):
    """The request is understood and breaks a rule; `errors` names the fields."""

    status = 422
    code = "invalid"
    title = "Something in the request is not valid"

    def __init__(self, errors: Sequence[FieldError], detail: str | None = None) -> None:
        super().__init__(
            detail or " ".join(error.message for error in errors),
            extra={"errors": [{"field": e.field, "message": e.message} for e in errors]},
        )


class SignedOut(Problem):
    """Nobody is signed in, or the session has ended."""

    status = 401
    code = "signed_out"
    title = "Sign in first"


class Forbidden(Problem):
    """The caller may not do this; `missing_permission` names the key where one would help."""

    status = 403
    code = "forbidden"
    title = "You may not do this"


class NotFound(Problem):
    """There is no such thing, or the caller may not see it: the two are not told apart."""

    status = 404
    code = "not_found"
    title = "Not found"


class Conflict(Problem):
    """The state of things does not allow it now."""

    status = 409
    code = "conflict"
    title = "This cannot be done now"


class TooLarge(Problem):
    status = 413
    code = "too_large"
    title = "This is too large"


class TooSlow(Problem):
    status = 408
    code = "too_slow"
    title = "This took too long"


class TooManyAttempts(Problem):
    """Too many tries; `retry_after` seconds are to be waited."""

    status = 429
    code = "too_many_attempts"
    title = "Too many attempts"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail, extra={"retry_after": retry_after})
        self.retry_after = retry_after


class Unavailable(Problem):
    """The database or another part cannot be reached; trying again later helps."""

    status = 503
    code = "unavailable"
    title = "Not available at the moment"
