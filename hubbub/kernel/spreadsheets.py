"""CSV that a spreadsheet can open without harm, and reads what people export from theirs."""

import csv
import io
from collections.abc import Iterable

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet takes for a formula."""
DELIMITERS = ",;\t"


class UnreadableError(Exception):
    """This is no table; the text says why."""


def line_of(cells: Iterable[str]) -> str:
    """One line, formulas made harmless with an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(
        [f"'{cell}" if cell.startswith(RISKY) else cell for cell in cells]
    )
    return out.getvalue()


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
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell
