"""A mark in the log of each person who was erased: kept elsewhere, it outlives a restore."""

import re
from collections.abc import Iterable
from uuid import UUID

MARK = re.compile(r"hubbub-erased:([0-9a-f]{32}):([0-9a-f]{32})", re.ASCII)


def mark_of(account_id: UUID, person_id: UUID) -> str:
    """Ids alone, which tell of nobody once he is erased."""
    return f"hubbub-erased:{account_id.hex}:{person_id.hex}"


def marks_in(lines: Iterable[str]) -> set[tuple[UUID, UUID]]:
    """(account, person) of every mark, in logs of any form."""
    return {
        (UUID(hex=account_id), UUID(hex=person_id))
        for line in lines
        for account_id, person_id in MARK.findall(line)
    }
