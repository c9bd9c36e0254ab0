"""Looks the whole chain of an account over: every seal, every row, every text beside a row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from hubbub.kernel.audit.anchors import Anchor
from hubbub.kernel.audit.chain import (
    BEGINNING,
    PURPOSE,
    AuditRow,
    Seal,
    entries_of,
    row_digest,
    seal_digest,
)
from hubbub.kernel.audit.findings import Verdict, What
from hubbub.kernel.audit.repository import (
    END,
    Place,
    Span,
    count_waiting,
    epochs,
    rows_between,
    rows_numbered,
    seals_after,
    texts_of,
)
from hubbub.kernel.audit.writing import HASH, salted
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.secrets import Secrets, SecretUnreadable

SEALS = 100
ROWS = 500


@dataclass(slots=True)
class Looking:
    """Where a look at one account has come to."""

    verdict: Verdict
    keys: Secrets
    spans: Mapping[int, Span]
    anchors: dict[int, Anchor] = field(default_factory=dict[int, Anchor])
    number: int = 0
    digest: bytes = BEGINNING
    epoch: int = 0
    place: Place = field(default_factory=Place)


async def verify(
    database: Database, account_id: UUID, keys: Secrets, anchors: Iterable[Anchor] = ()
) -> Verdict:
    """What became of the rows and seals of an account since they were made.

    In steps of their own transactions, as the log may be long; what is sealed while it runs is
    looked at as well.
    """
    async with database.engine() as tx:
        spans = {span.epoch: span for span in await epochs(tx)}
    kept = {each.number: each for each in anchors if each.account_id == account_id}
    looking = Looking(Verdict(account_id), keys, spans, kept)
    while True:
        async with database.engine() as tx:
            seals = await seals_after(tx, account_id, looking.number, SEALS)
        if not seals:
            break
        for seal in seals:
            _look_at_seal(looking, seal)
        for _, run in groupby(seals, key=lambda seal: seal.epoch):
            await _look_at_rows(database, looking, list(run))
    for number in sorted(looking.anchors):
        looking.verdict.found(What.ANCHOR_MISSING, seal=number)
    await _look_at_rest(database, looking)
    return looking.verdict


def _look_at_seal(looking: Looking, seal: Seal) -> None:
    verdict, number = looking.verdict, seal.number
    for missing in range(looking.number + 1, min(number, looking.number + 100)):
        verdict.found(What.SEAL_MISSING, seal=missing)
    if seal.previous != looking.digest:
        verdict.found(What.SEAL_OUT_OF_ORDER, seal=number)
    if seal.digest != seal_digest(seal) or len(entries_of(seal)) != seal.count:
        verdict.found(What.SEAL_CHANGED, seal=number)
    try:
        if not looking.keys.is_signed(seal.digest, PURPOSE, seal.signature):
            verdict.found(What.SIGNATURE_WRONG, seal=number)
    except SecretUnreadable:
        verdict.found(What.SIGNATURE_UNCHECKED, seal=number)
    anchor = looking.anchors.pop(number, None)
    if anchor is not None and anchor.digest != seal.digest:
        verdict.found(What.ANCHOR_DIFFERS, seal=number)
    looking.number, looking.digest = number, seal.digest
    verdict.seals += 1
    verdict.rows += seal.count
    verdict.sealed_until = seal.last_at


async def _look_at_rows(database: Database, looking: Looking, seals: Sequence[Seal]) -> None:
    """Compare the rows under seals of one epoch with what the seals say of them."""
    verdict, first, last = looking.verdict, seals[0], seals[-1]
    expected: dict[int, tuple[int, bytes]] = {}
    for seal in seals:
        for seq, digest in entries_of(seal).items():
            expected[seq] = (seal.number, digest)
    if first.epoch != looking.epoch:
        # Nothing may be left over where an epoch ended.
        await _expect(database, looking, END, expected)
        for epoch in sorted(looking.spans):
            if looking.epoch < epoch < first.epoch:
                looking.epoch, looking.place = epoch, Place()
                await _expect(database, looking, END, expected)
        looking.epoch, looking.place = first.epoch, Place()
    await _expect(database, looking, Place(last.last_xid, last.last_seq), expected)
    async with database.engine() as tx:
        moved = await rows_numbered(tx, verdict.account_id, list(expected))
    elsewhere = {row.seq for row in moved}
    for seq, (number, _) in expected.items():
        what = What.ROW_CHANGED if seq in elsewhere else What.ROW_MISSING
        verdict.found(what, seal=number, row=seq)


async def _expect(
    database: Database, looking: Looking, to: Place, expected: dict[int, tuple[int, bytes]]
) -> None:
    """Read the rows up to a place, and take from `expected` those that are there."""
    span = looking.spans.get(looking.epoch)
    if span is None:
        return
    while True:
        async with database.engine() as tx:
            rows = await rows_between(tx, looking.verdict.account_id, span, looking.place, to, ROWS)
            await _look_at_texts(tx, looking.verdict, rows)
        for row in rows:
            number, digest = expected.pop(row.seq, (None, b""))
            if number is None:
                looking.verdict.found(What.ROW_INSERTED, row=row.seq)
            elif digest != row_digest(row):
                looking.verdict.found(What.ROW_CHANGED, seal=number, row=row.seq)
        if rows:
            looking.place = Place(rows[-1].xid, rows[-1].seq)
        if len(rows) < ROWS:
            looking.place = to
            return


async def _look_at_texts(tx: Transaction, verdict: Verdict, rows: Sequence[AuditRow]) -> None:
    """A text that is gone was erased, which is right; one that differs was not recorded so."""
    texts = await texts_of(tx, verdict.account_id, [row.seq for row in rows])
    hashes = {row.seq: hashes_of(row) for row in rows}
    verdict.erased += sum(map(len, hashes.values())) - len(texts)
    for text in texts:
        wanted = hashes[text.audit_seq].get((text.side, text.field))
        if wanted != salted(text.salt, text.text):
            verdict.found(What.TEXT_CHANGED, row=text.audit_seq)


def hashes_of(row: AuditRow) -> dict[tuple[str, str], str]:
    """The hashes that stand in a row for texts beside it, by side and field."""
    found: dict[tuple[str, str], str] = {}
    if row.address_hash is not None:
        found["from", "address"] = row.address_hash
    for name, sides in row.changes.items():
        for side, value in _sides(sides):
            if isinstance(value, dict) and HASH in value:
                found[side, name] = str(value[HASH])  # pyright: ignore[reportUnknownArgumentType]
    return found


def _sides(sides: Any) -> Iterable[tuple[str, Any]]:
    # A row that was tampered with may hold anything.
    return sides.items() if isinstance(sides, dict) else ()


async def _look_at_rest(database: Database, looking: Looking) -> None:
    """Count what is not sealed yet: what lies after the last seal."""
    verdict = looking.verdict
    for epoch, span in sorted(looking.spans.items()):
        if epoch < looking.epoch:
            continue
        place = looking.place if epoch == looking.epoch else Place()
        async with database.engine() as tx:
            count, since = await count_waiting(tx, verdict.account_id, span, place)
        verdict.waiting += count
        verdict.waiting_since = verdict.waiting_since or since
