"""Whether an order says all that its country asks for."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from math import prod
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter, ValidationError
from pydantic_core import SchemaError

from hubbub.features.numbers.selling import Requirement
from hubbub.kernel.errors import FieldError

MOST_DETAILS = 40
MOST_TEXT = 1000
"""Of what is kept; what is asked for is shorter."""
MOST_PATTERN = 500
MOST_COUNTED = 5_000
"""Of one within another: counts that multiply make an engine that is as large."""
COUNTS = re.compile(r"[{,]([0-9]+)(?=[,}])")


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
    if asked.pattern is not None and not _has_form(asked.pattern, text):
        hint = f" {asked.hint}" if asked.hint else ""
        return FieldError(asked.name, f"“{asked.title}” is not written as it is asked for.{hint}")
    return None


def _has_form(pattern: str, text: str) -> bool:
    """What no form can be made of is the carrier's own to judge."""
    form = _form(pattern)
    if form is None:
        return True
    try:
        form.validate_python(text)
    except ValidationError:
        return False
    return True


@lru_cache(maxsize=500)
def _form(pattern: str) -> TypeAdapter[str] | None:
    """Pydantic's own engine needs time that grows with the text and no faster, whatever pattern a
    carrier sends; Python's could be kept busy for hours by a few signs, and all of us with it."""
    counts = [int(each) for each in COUNTS.findall(pattern) if each]
    if len(pattern) > MOST_PATTERN or prod(max(1, each) for each in counts) > MOST_COUNTED:
        return None
    try:
        return TypeAdapter(Annotated[str, StringConstraints(pattern=rf"\A(?:{pattern})\z")])
    except SchemaError:
        return None
