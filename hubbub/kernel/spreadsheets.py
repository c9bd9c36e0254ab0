"""CSV (RFC 4180) that spreadsheet programs open as data and never as formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

BOM = b"\xef\xbb\xbf"
"""Without it, spreadsheet programs take UTF-8 for something else."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[object]]) -> bytes:
    """These rows as lines. Text that would be read as a formula begins with an apostrophe."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_cell(each) for each in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    text = str(value).replace("\0", "")
    return f"'{text}" if text.startswith(FORMULA) else text
