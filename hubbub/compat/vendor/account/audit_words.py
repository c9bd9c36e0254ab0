"""What the audit tells, in the words of this wire: an action, an item and a sentence."""

from collections.abc import Iterable

from hubbub.access.audit.shapes import ShownEntry

ACTIONS = {
    "accepted": "Accept", "added": "Add", "changed": "Change", "created": "Create",
    "deleted": "Delete", "device": "Login", "downloaded": "Download", "ended": "Logout",
    "exported": "Export", "given": "Assign", "in": "Login", "invited": "Request",
    "linked": "Add", "made": "Create", "named": "Create", "out": "Logout", "removed": "Remove",
    "reset": "Remove", "revoked": "Cancel", "taken": "Remove", "used": "Verify",
}  # fmt: skip
"""By the last word of a kind; whatever is not here is an update."""
OTHERWISE = "Update"

ITEMS = {
    "api_key": "ApiKey", "recovery_code": "TFA", "recovery_codes": "TFA", "second_factor": "TFA",
    "user.password_changed": "Password",
}  # fmt: skip
"""By the first word of a kind, or by all of it, where the item is not just this word."""


def action_of(kind: str) -> str:
    return ACTIONS.get(kind.rpartition(".")[2].rpartition("_")[2], OTHERWISE)


def item_of(kind: str) -> str:
    noun = kind.partition(".")[0]
    return ITEMS.get(kind) or ITEMS.get(noun) or noun.replace("_", " ").title().replace(" ", "")


def kinds_for(kinds: Iterable[str], action: str | None, item: str | None) -> tuple[str, ...]:
    """Those that this action and this item stand for."""
    return tuple(
        kind for kind in kinds if _is(action, action_of(kind)) and _is(item, item_of(kind))
    )


def _is(wanted: str | None, word: str) -> bool:
    return not wanted or wanted.strip().casefold() == word.casefold()


def describe(entry: ShownEntry) -> str:
    """What was done, to what, and which fields of it changed."""
    words = entry.kind.replace(".", " ").replace("_", " ").replace("api ", "API ")
    told = f"{words[0].upper()}{words[1:]}: {entry.object.name or entry.object.id.hex}"
    fields = ", ".join(each.field.replace("_", " ") for each in entry.changes)
    return f"{told} ({fields})" if fields else told
