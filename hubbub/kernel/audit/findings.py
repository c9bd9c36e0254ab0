"""What a look at the chain can find, in words, and the verdict that it comes to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

MOST = 200
"""Findings that are kept of one account; more are only counted."""


class What(StrEnum):
    """What is wrong, for programs."""

    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    ROW_INSERTED = "row_inserted"
    TEXT_CHANGED = "text_changed"
    SEAL_CHANGED = "seal_changed"
    SEAL_MISSING = "seal_missing"
    SEAL_OUT_OF_ORDER = "seal_out_of_order"
    SIGNATURE_WRONG = "signature_wrong"
    SIGNATURE_UNCHECKED = "signature_unchecked"
    ANCHOR_MISSING = "anchor_missing"
    ANCHOR_DIFFERS = "anchor_differs"


WORDS = {
    What.ROW_CHANGED: "This row was changed after it was sealed.",
    What.ROW_MISSING: "A row that was sealed is not there any more.",
    What.ROW_INSERTED: "This row was put among rows that had been sealed without it.",
    What.TEXT_CHANGED: "A text beside this row is not the one that was recorded.",
    What.SEAL_CHANGED: "This seal does not say what it said when it was made.",
    What.SEAL_MISSING: "This seal is not there any more.",
    What.SEAL_OUT_OF_ORDER: "This seal does not follow the one before it.",
    What.SIGNATURE_WRONG: "This seal was not made by this installation.",
    What.SIGNATURE_UNCHECKED: "This seal's signing key is not at hand, so that it is not known "
    "who made it. Put the keys of the installation back and look again.",
    What.ANCHOR_MISSING: "The log ends before this anchor: its end was cut off, or it was put "
    "back from an older backup.",
    What.ANCHOR_DIFFERS: "The log is not the one that this anchor was taken from.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; a row by its number, a seal by its own."""

    what: What
    seal: int | None = None
    row: int | None = None

    @property
    def words(self) -> str:
        return WORDS[self.what]


@dataclass(slots=True)
class Verdict:
    """What the chain of one account came to."""

    account_id: UUID
    seals: int = 0
    rows: int = 0
    sealed_until: datetime | None = None
    """When the newest sealed row was written."""
    waiting: int = 0
    waiting_since: datetime | None = None
    erased: int = 0
    """Personal values whose text was erased, as is right."""
    findings: list[Finding] = field(default_factory=list[Finding])
    more: int = 0

    def found(self, what: What, *, seal: int | None = None, row: int | None = None) -> None:
        if len(self.findings) < MOST:
            self.findings.append(Finding(what, seal, row))
        else:
            self.more += 1

    @property
    def is_intact(self) -> bool:
        """Nothing was touched, as far as could be seen."""
        return all(each.what is What.SIGNATURE_UNCHECKED for each in self.findings)

    @property
    def is_complete(self) -> bool:
        """Every seal could be looked at with its key."""
        return all(each.what is not What.SIGNATURE_UNCHECKED for each in self.findings)
