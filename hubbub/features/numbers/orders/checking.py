"""Whether an order says all that its country asks for."""

import re
from collections.abc import Collection, Mapping, Sequence

from hubbub.features.numbers.selling import Requirement
from hubbub.kernel.errors import FieldError

MOST_DETAILS = 40
MOST_TEXT = 1000
"""Of what is kept; what is asked for is shorter."""


def clean_details(details: Mapping[str, str]) -> dict[str, str]:
    """Without what cannot be seen, and without spaces at either end."""
    return {
        name: " ".join("".join(c if c.isprintable() else " " for c in text).split())
        for name, text in details.items()
    }


def what_is_wrong(
    requirements: Sequence[Requirement], details: Mapping[str, str], documents: Collection[str]
) -> list[FieldError]:
    """A sentence for each thing that is missing or not as it is asked for."""
    found = [_wrong(each, details.get(each.name, ""), documents) for each in requirements]
    return [each for each in found if each is not None]


def _wrong(asked: Requirement, text: str, documents: Collection[str]) -> FieldError | None:
    if asked.form == "document":
        if asked.name in documents:
            return None
        return FieldError(asked.name, f"Upload “{asked.title}” as PDF, PNG or JPEG.")
    if not text:
        return FieldError(asked.name, f"Fill in “{asked.title}”.")
    if len(text) > asked.most:
        return FieldError(asked.name, f"Use at most {asked.most} characters.")
    if asked.pattern is not None and not re.fullmatch(asked.pattern, text):
        hint = f" {asked.hint}" if asked.hint else ""
        return FieldError(asked.name, f"“{asked.title}” is not written as it is asked for.{hint}")
    return None
