"""What must hold of any installation, whatever was done to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

GAPS = """
SELECT account_id::text, subject_id::text, count(*)::int, min(version)::int, max(version)::int
FROM events GROUP BY account_id, subject_id, kind LIKE 'agent.%%'
HAVING count(*) <> max(version) - min(version) + 1 OR count(*) <> count(DISTINCT version)
"""
"""Subjects whose versions are not one after the other; an agent has the id of the user he is, and
versions of his own."""
HELD = """
SELECT name, split_part(holder, ':', 2)::int FROM leases
WHERE until > clock_timestamp() AND holder IS NOT NULL
"""


def held_by_the_dead(rows: Callable[[str], list[tuple[Any, ...]]]) -> list[str]:
    """Leases that nobody who lives on this machine will give back."""
    return [name for name, pid in rows(HELD) if not _lives(pid)]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
