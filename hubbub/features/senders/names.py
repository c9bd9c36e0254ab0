"""Names that texts come from instead of a number: what carriers let through, and one way only."""

import re

from hubbub.kernel.errors import FieldError, Invalid

MOST = 11
"""The alphanumeric address of GSM 03.40 holds no more."""
ALLOWED = re.compile(r"[A-Za-z0-9 ._&-]+", re.ASCII)
LETTER = re.compile(r"[A-Za-z]", re.ASCII)


def clean_name(text: str) -> str:
    """The name with single spaces; Invalid, with a sentence, for what no phone would show."""
    cleaned = " ".join(text.split())
    problem = _problem(cleaned)
    if problem is not None:
        raise Invalid([FieldError("name", problem)])
    return cleaned


def _problem(name: str) -> str | None:
    if not name:
        return "Give the name that phones show."
    if len(name) > MOST:
        return f"Use at most {MOST} characters; this has {len(name)}."
    if ALLOWED.fullmatch(name) is None:
        return "Use letters from A to Z, digits, spaces and the signs - . _ & only."
    if LETTER.search(name) is None:
        return "Use at least one letter, or phones take it for a number."
    return None


def is_name(address: str) -> bool:
    """Whether an address of ours is a name, which nobody can write to: numbers have no letters."""
    return LETTER.search(address) is not None
