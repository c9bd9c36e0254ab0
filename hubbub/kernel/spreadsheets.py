"""CSV (RFC 4180) that spreadsheet programs open as data and never as formulas, and what they
export, read back."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

BOM = b"\xef\xbb\xbf"
"""Without it, spreadsheet programs take UTF-8 for something else."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula can begin with; the wide ones too, for a spreadsheet set up for Japanese."""
DELIMITERS = ",;\t"


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
    return harmless(str(value).replace("\0", ""))


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


class UnreadableError(Exception):
    """This is no table; the text says why."""


def table_in(text: str, most: int) -> list[tuple[int, list[str]]]:
    """(line number, cells) of every row that is not empty. The delimiter is found out from the
    first line. Raises UnreadableError for what is no table, or has over `most` rows."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            cells = [_plain(cell) for cell in row]
            if not any(cells):
                continue
            rows.append((reader.line_num, cells))
            if len(rows) > most:
                raise UnreadableError(f"There are more than {most:,} rows. Divide the file.")
    except csv.Error as error:
        raise UnreadableError(f"Line {reader.line_num} cannot be read: {error}.") from error
    return rows


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
