"""Many facts of one kind at once: two statements however many there are, and hooks run together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction
from hubbub.kernel.events import MOST_DEPTH, Event, Hook, Origin, Subject, hooks

E = TypeVar("E", bound=Event)

INSERT = """
INSERT INTO events (account_id, kind, subject_id, version, within_id,
                    actor_kind, actor_id, cause, depth, data)
SELECT %(account)s, %(kind)s, f.subject_id, f.version, f.within_id,
       %(actor_kind)s, %(actor_id)s, %(cause)s, %(depth)s, f.data
FROM unnest(%(subjects)s::uuid[], %(versions)s::bigint[], %(within)s::uuid[], %(data)s::jsonb[])
     WITH ORDINALITY AS f (subject_id, version, within_id, data, place)
ORDER BY f.place
RETURNING subject_id, seq
"""
AUDIT = """
INSERT INTO audit (account_id, event_seq, kind, subject_id, actor_kind, actor_id, data)
SELECT %(account)s, f.seq, %(kind)s, f.subject_id, %(actor_kind)s, %(actor_id)s, f.data
FROM unnest(%(seqs)s::bigint[], %(subjects)s::uuid[], %(data)s::jsonb[])
     WITH ORDINALITY AS f (seq, subject_id, data, place)
ORDER BY f.place
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that was just written, and the origin of what follows from it."""

    event: Event
    subject: Subject
    following: Origin


ManyHook = Callable[[Transaction, Sequence[Told]], Awaitable[None]]
_TOGETHER: dict[Hook, ManyHook] = {}


def together(hook: Hook, many: ManyHook) -> None:
    """Where many facts are written at once, run `many` once instead of `hook` for each."""
    _TOGETHER[hook] = many


async def record_many(tx: Transaction, facts: Sequence[tuple[E, Subject]], by: Origin) -> None:
    """What `record` does, for facts of one kind about as many different subjects."""
    if not facts:
        return
    if by.depth > MOST_DEPTH:
        raise RuntimeError(f"{facts[0][0].kind} was caused by {by.depth} facts in a row: a loop")
    kind = facts[0][0].kind
    values = _values(tx, facts, by)
    seqs: dict[UUID, int] = {row[0]: row[1] for row in await tx.rows(INSERT, values)}
    if len(seqs) != len(facts):
        raise ValueError("facts written together must be about different subjects")
    if facts[0][0].is_audited:
        in_order = [seqs[subject.id] for _, subject in facts]
        await tx.execute(AUDIT, {**values, "seqs": in_order})
    tx.has_events = True
    told = [
        Told(event, subject, replace(by, cause=seqs[subject.id], depth=by.depth + 1))
        for event, subject in facts
    ]
    for hook in hooks().get(kind, ()):
        await _run(hook, tx, told)


def _values(tx: Transaction, facts: Sequence[tuple[E, Subject]], by: Origin) -> dict[str, Any]:
    return {
        "account": tx.account,
        "kind": facts[0][0].kind,
        "subjects": [subject.id for _, subject in facts],
        "versions": [subject.version for _, subject in facts],
        "within": [subject.within for _, subject in facts],
        "data": [Jsonb(event.data()) for event, _ in facts],
        "actor_kind": by.kind,
        "actor_id": by.id,
        "cause": by.cause,
        "depth": by.depth,
    }


async def _run(hook: Hook, tx: Transaction, told: Sequence[Told]) -> None:
    many = _TOGETHER.get(hook)
    if many is not None:
        await many(tx, told)
        return
    for each in told:
        await hook(tx, each.event, each.subject, each.following)
