"""Many facts at once, of any kinds: written together, and hooks run together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from psycopg.types.json import Jsonb

from hubbub.kernel.audit.changes import NONE, Changes
from hubbub.kernel.audit.writing import write_audits
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import MOST_DEPTH, Event, Hook, Origin, Subject, entry_of, hooks

INSERT = """
INSERT INTO events (account_id, kind, subject_id, version, within_id,
                    actor_kind, actor_id, cause, depth, data)
SELECT %(account)s, f.kind, f.subject_id, f.version, f.within_id,
       f.actor_kind, f.actor_id, f.cause, f.depth, f.data
FROM unnest(%(kinds)b::text[], %(subjects)b::uuid[], %(versions)b::bigint[], %(within)b::uuid[],
            %(actor_kinds)b::text[], %(actors)b::uuid[], %(causes)b::bigint[], %(depths)b::int[],
            %(data)b::jsonb[])
     WITH ORDINALITY AS f (kind, subject_id, version, within_id, actor_kind, actor_id, cause,
                           depth, data, place)
ORDER BY f.place
RETURNING subject_id, version, seq
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What `record` is given of one fact."""

    event: Event
    subject: Subject
    by: Origin
    changes: Changes = NONE


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


async def record_all(tx: Transaction, facts: Sequence[Fact]) -> None:
    """What `record` does for each of these, in their order; the hooks come after all of them."""
    if not facts:
        return
    for fact in facts:
        if fact.by.depth > MOST_DEPTH:
            raise RuntimeError(f"{fact.event.kind} was caused by {fact.by.depth} facts: a loop")
    numbers = {(row[0], row[1]): row[2] for row in await tx.rows(INSERT, _columns(tx, facts))}
    if len(numbers) != len(facts):
        raise ValueError("two facts about one subject cannot make the same version of it")
    seqs = [numbers[fact.subject.id, fact.subject.version] for fact in facts]
    audited = [
        (entry_of(fact.event, fact.subject, fact.by, seq, fact.event.data()), fact)
        for fact, seq in zip(facts, seqs, strict=True)
        if fact.event.is_audited
    ]
    if audited:
        await write_audits(tx, [(entry, fact.changes, fact.by.address) for entry, fact in audited])
    tx.has_events = True
    await _run_hooks(tx, facts, seqs)


def _columns(tx: Transaction, facts: Sequence[Fact]) -> dict[str, Any]:
    return {
        "account": tx.account,
        "kinds": [fact.event.kind for fact in facts],
        "subjects": [fact.subject.id for fact in facts],
        "versions": [fact.subject.version for fact in facts],
        "within": [fact.subject.within for fact in facts],
        "actor_kinds": [fact.by.kind for fact in facts],
        "actors": [fact.by.id for fact in facts],
        "causes": [fact.by.cause for fact in facts],
        "depths": [fact.by.depth for fact in facts],
        "data": [Jsonb(fact.event.data()) for fact in facts],
    }


async def _run_hooks(tx: Transaction, facts: Sequence[Fact], seqs: Sequence[int]) -> None:
    known = hooks()
    told: dict[str, list[Told]] = {}
    for fact, seq in zip(facts, seqs, strict=True):
        if fact.event.kind in known:
            following = replace(fact.by, cause=seq, depth=fact.by.depth + 1)
            told.setdefault(fact.event.kind, []).append(Told(fact.event, fact.subject, following))
    for kind, found in told.items():
        for hook in known[kind]:
            await _run(hook, tx, found)


async def _run(hook: Hook, tx: Transaction, told: Sequence[Told]) -> None:
    many = _TOGETHER.get(hook)
    if many is not None:
        await many(tx, told)
        return
    for each in told:
        await hook(tx, each.event, each.subject, each.following)
