"""Whatever the database's superuser does to the sealed log is found, and named where it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.audit.anchors import anchor_at, read_anchor
from hubbub.kernel.audit.repository import last_seals
from hubbub.kernel.audit.sealing import seal_everything
from hubbub.kernel.audit.writing import erase_values
from tests.kernel.audit.conftest import KEYS, ROWS_EACH, SEALS
from tests.kernel.audit.rings import ring_of

if TYPE_CHECKING:
    from hubbub.kernel.audit.anchors import Anchor
    from tests.kernel.audit.conftest import Log

SECOND = "(SELECT seq FROM audit ORDER BY seq OFFSET 4 LIMIT 1)"
LAST = "(SELECT max(seq) FROM audit)"
COPY = """
INSERT INTO audit OVERRIDING SYSTEM VALUE
SELECT account_id, {seq}, at, event_seq, kind, subject_id, actor_kind, actor_id, data, xid, area,
       object_kind, object_id, person_id, address_hash, changes
FROM audit WHERE seq = {of}
"""
COLUMNS = {
    "at": "at + interval '1 microsecond'", "kind": "'user.created'", "area": "'conversations'",
    "object_kind": "'role'", "object_id": "gen_random_uuid()", "event_seq": "event_seq + 1",
    "subject_id": "gen_random_uuid()", "actor_kind": "'system'", "actor_id": "NULL",
    "person_id": "NULL", "address_hash": "NULL", "data": """'{"number": 2}'""",
    "changes": "'{}'", "xid": "(xid::text::bigint - 1)::text::xid8",
    "account_id": "gen_random_uuid()",
}  # fmt: skip
"""Every column of a row, and something else for it to say."""


async def test_an_untouched_log_is_intact_and_counts_everything(log: Log) -> None:
    await log.write("later")
    verdict = await log.look()
    assert verdict.findings == []
    assert (verdict.seals, verdict.rows) == (SEALS, SEALS * ROWS_EACH)
    assert verdict.waiting == 1
    assert verdict.waiting_since is not None
    assert await log.seal() == 1
    assert (await log.look()).waiting == 0


@pytest.mark.parametrize("where", [SECOND, LAST], ids=["inside", "in the last seal"])
@pytest.mark.parametrize("column", COLUMNS)
async def test_a_changed_row_is_named(log: Log, column: str, where: str) -> None:
    seq = log.rows()[4 if where == SECOND else -1]
    log.tamper(f"UPDATE audit SET {column} = {COLUMNS[column]} WHERE seq = {where}")
    findings = (await log.look()).findings
    assert {each.row for each in findings} == {seq}
    wanted = "row_missing" if column == "account_id" else "row_changed"
    assert wanted in {each.what.value for each in findings}


def test_every_column_is_tampered_with(log: Log) -> None:
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'audit'"
    assert {row[0] for row in log.ask(columns)} == {*COLUMNS, "seq"}


@pytest.mark.parametrize("place", [0, 4, -1])
async def test_a_deleted_row_is_named(log: Log, place: int) -> None:
    seq = log.rows()[place]
    log.tamper(f"DELETE FROM audit WHERE seq = {seq}")
    [finding] = (await log.look()).findings
    assert (finding.what.value, finding.row) == ("row_missing", seq)


async def test_an_inserted_row_is_named(log: Log) -> None:
    log.tamper(COPY.format(seq=LAST + " + 1000", of=SECOND))
    [finding] = (await log.look()).findings
    assert (finding.what.value, finding.row) == ("row_inserted", log.rows()[-1])


async def test_two_rows_in_each_others_place_are_found(log: Log) -> None:
    first, second = log.rows()[3:5]
    log.tamper(
        "ALTER TABLE audit ALTER seq DROP IDENTITY",
        f"UPDATE audit SET seq = -1 WHERE seq = {first}",
        f"UPDATE audit SET seq = {first} WHERE seq = {second}",
        f"UPDATE audit SET seq = {second} WHERE seq = -1",
    )
    assert {each.row for each in (await log.look()).findings} == {first, second}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM audit_seals WHERE number = 2", "seal_missing"),
        ("DELETE FROM audit_seals WHERE number = 1", "seal_missing"),
        ("UPDATE audit_seals SET count = count - 1 WHERE number = 2", "seal_changed"),
        ("UPDATE audit_seals SET sealed_at = now() WHERE number = 4", "seal_changed"),
        ("UPDATE audit_seals SET last_at = now() WHERE number = 4", "seal_changed"),
        ("UPDATE audit_seals SET entries = entries || '\\x00' WHERE number = 4", "seal_changed"),
        ("UPDATE audit_seals SET digest = sha256('x') WHERE number = 4", "seal_changed"),
        ("UPDATE audit_seals SET previous = sha256('x') WHERE number = 3", "seal_out_of_order"),
        ("UPDATE audit_seals SET signature = 'k0001.00' WHERE number = 4", "signature_wrong"),
        ("UPDATE audit_seals SET signature = 'k9.00' WHERE number = 4", "signature_unchecked"),
    ],
)
async def test_a_touched_seal_is_found(log: Log, statement: str, found: str) -> None:
    log.tamper(statement)
    assert found in await log.found()


async def test_two_seals_in_each_others_place_are_found(log: Log) -> None:
    log.tamper(
        "UPDATE audit_seals SET number = -number WHERE number IN (2, 3)",
        "UPDATE audit_seals SET number = number + 5 WHERE number < 0",
    )
    assert {"seal_changed", "seal_out_of_order"} <= await log.found()


async def test_a_rewritten_end_needs_the_key_of_the_installation(log: Log) -> None:
    forger = ring_of("k0001", bytes(32))
    log.tamper(
        f"UPDATE audit SET kind = 'user.created' WHERE seq = {LAST}",
        "DELETE FROM audit_seals WHERE number = 4",
        "UPDATE consumers SET xid = 0, seq = 0 WHERE name = 'seal:audit'",
    )
    await seal_everything(log.database, forger)
    assert await log.found() == {"signature_wrong"}
    assert {each.what.value for each in (await log.look(forger)).findings} == {"signature_wrong"}


async def anchor_of(log: Log) -> Anchor:
    async with log.database.engine() as tx:
        return anchor_at((await last_seals(tx, [log.account]))[log.account])


async def test_a_cut_off_end_shows_by_an_anchor_kept_elsewhere(log: Log) -> None:
    anchor = read_anchor(str(await anchor_of(log)))
    assert (await log.look(KEYS, anchor)).findings == []
    log.tamper(
        "DELETE FROM audit WHERE seq > (SELECT last_seq FROM audit_seals WHERE number = 3)",
        "DELETE FROM audit_seals WHERE number = 4",
    )
    assert await log.found() == set()  # nothing inside tells: that is what anchors are for
    [finding] = (await log.look(KEYS, anchor)).findings
    assert (finding.what.value, finding.seal) == ("anchor_missing", 4)
    await log.write("another end")
    assert await log.seal() == 1
    [finding] = (await log.look(KEYS, anchor)).findings
    assert finding.what.value == "anchor_differs"


def test_what_is_no_anchor_is_refused() -> None:
    for text in ("", "hubbub-audit:1:2:3", "hubbub-audit:" + "0" * 32 + ":x:" + "0" * 64):
        assert read_anchor(text) is None


async def test_a_text_beside_a_row_can_be_erased_and_not_replaced(log: Log) -> None:
    log.tamper(f"UPDATE audit_values SET text = 'Eve' WHERE audit_seq = {LAST} AND side = 'after'")
    [finding] = (await log.look()).findings
    assert (finding.what.value, finding.row) == ("text_changed", log.rows()[-1])


async def test_erasing_a_person_leaves_the_chain_whole(log: Log) -> None:
    [(whose,)] = log.ask(f"SELECT object_id FROM audit WHERE seq = {LAST}")
    async with log.database.transaction(log.account) as tx:
        assert await erase_values(tx, whose) == 1
    verdict = await log.look()
    assert verdict.findings == []
    assert verdict.erased == 1
    assert log.ask(f"SELECT text FROM audit_values WHERE audit_seq = {LAST}") == [("203.0.113.9",)]


async def test_the_row_holds_no_personal_text(log: Log) -> None:
    [(text,)] = log.ask(f"SELECT audit::text FROM audit WHERE seq = {LAST}")
    assert "Ana" not in text
    assert "203.0.113.9" not in text


async def test_without_the_key_the_chain_is_whole_but_not_proved(log: Log) -> None:
    verdict = await log.look(ring_of("k0002", bytes(32)))
    assert verdict.is_intact
    assert not verdict.is_complete
