"""What somebody wants a custom role to be, made clean or refused with a word on each field."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.catalogue import UnknownPermissionError, permission
from hubbub.access.custom_roles.repository import name_in_use
from hubbub.access.users.repository import StoredRole
from hubbub.kernel.errors import FieldError, Invalid

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """A role as it is sent: nothing of it is trusted yet."""

    name: str
    description: str
    permissions: Sequence[str]
    add: frozenset[UUID] = frozenset()
    remove: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class CleanDraft:
    name: str
    description: str
    keys: int


def clean(draft: Draft, roles: Mapping[UUID, StoredRole], own: UUID | None) -> CleanDraft:
    """Raises Invalid for a name that is empty, too long or another role's, for a description
    that is too long, and for permissions that do not exist."""
    name, description = clean_text(draft.name), clean_lines(draft.description)
    errors: list[FieldError] = []
    if not 1 <= len(name) <= LONGEST_NAME:
        errors.append(FieldError("name", f"Give a name of 1 to {LONGEST_NAME} characters."))
    if len(description) > LONGEST_DESCRIPTION:
        message = f"Use at most {LONGEST_DESCRIPTION} characters."
        errors.append(FieldError("description", message))
    keys, unknown = known_keys(draft.permissions)
    errors += unknown
    if errors:
        raise Invalid(errors)
    if any(same(name, each.role.name) for id_, each in roles.items() if id_ != own):
        raise name_in_use(name)
    return CleanDraft(name, description, keys)


def same(name: str, other: str) -> bool:
    """Whether two names are one to whoever reads them."""
    return unicodedata.normalize("NFKC", name).casefold() == (
        unicodedata.normalize("NFKC", other).casefold()
    )


def clean_text(text: str) -> str:
    """One line, without control characters and needless spaces."""
    printable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(printable.split())


def clean_lines(text: str) -> str:
    return "\n".join(clean_text(line) for line in text.strip().splitlines())


def known_keys(permissions: Collection[str]) -> tuple[int, list[FieldError]]:
    """The bitset of these keys, and a word on each that does not exist."""
    bits = 0
    errors: list[FieldError] = []
    for key in permissions:
        try:
            bits |= permission(key).mask
        except UnknownPermissionError as error:
            errors.append(FieldError("permissions", str(error)))
    return bits, errors[:20]
