"""A transcript as PDF: real text in any alphabet, set by Typst in a thread, one at a time."""

import asyncio
from collections.abc import AsyncIterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

import msgspec
import typst

from hubbub.features.conversations.shapes import Item, ShownChange
from hubbub.features.conversations.transcripts import wording
from hubbub.features.conversations.transcripts.letters import (
    FIRST,
    FOLDER,
    LAST,
    breakable,
    legible,
)
from hubbub.features.conversations.transcripts.shapes import Head
from hubbub.kernel.errors import Unavailable

MOST_ITEMS = 20_000
"""Ten thousand messages take five seconds and 240 MB for as long."""
MOST_WAITING = 8
LAYOUT = Path(__file__).with_name("layout.typ").read_bytes()

_printer = ThreadPoolExecutor(1, thread_name_prefix="printing")
_waiting: set[int] = set()


class Line(TypedDict):
    """What the layout sets: a day, a change, or a message."""

    kind: str
    about: str
    author: str
    text: list[str]
    state: str
    is_troubled: bool
    is_out: bool
    is_right_to_left: bool


async def as_pdf(head: Head, chunks: AsyncIterable[list[Item]]) -> bytes:
    """The whole document. Unavailable when too many are being made already."""
    lines: list[Line] = []
    day: date | None = None
    async for items in chunks:
        for item in items:
            at = item.at if isinstance(item, ShownChange) else item.created_at
            local = at.astimezone(head.zone)
            if local.date() != day:
                day = local.date()
                lines.append(_plain("day", wording.day(local)))
            lines.append(_line(item, head))
    return await _print(head, lines)


async def _print(head: Head, lines: list[Line]) -> bytes:
    if len(_waiting) >= MOST_WAITING:
        raise Unavailable("Many transcripts are being made as PDF. Try again in a minute.")
    loop, turn = asyncio.get_running_loop(), id(lines)
    _waiting.add(turn)
    try:
        return await loop.run_in_executor(_printer, _compile, head, lines)
    finally:
        _waiting.discard(turn)


def _compile(head: Head, lines: list[Line]) -> bytes:
    given = {
        "title": legible(wording.title(head)),
        "account": legible(head.account.name),
        "facts": [
            (label, legible(value), wording.is_right_to_left(value))
            for label, value in wording.facts(head)
        ],
        "lines": lines,
        "fonts": families(),
    }
    # Whatever people wrote comes in as data, and is never read as markup.
    made = typst.compile(
        LAYOUT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"transcript": msgspec.json.encode(given).decode()},
        format="pdf",
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )


@cache
def families() -> tuple[str, ...]:
    """In the order in which they are asked for a letter."""
    found = sorted(set(_fonts().families()) - {*FIRST, *LAST})
    return (*FIRST, *found, *LAST)


def _plain(kind: str, text: str) -> Line:
    return Line(
        kind=kind, about="", author="", text=[text], state="", is_troubled=False, is_out=False,
        is_right_to_left=False,
    )  # fmt: skip


def _line(item: Item, head: Head) -> Line:
    if isinstance(item, ShownChange):
        words = f"{wording.sentence(item)} · {wording.clock(item.at, head.zone)}"
        return _plain("change", legible(words))
    text = breakable(legible(wording.body(item, head.zone)))
    return Line(
        kind="message",
        about=f"({wording.direction(item)}) · {wording.clock(item.created_at, head.zone)}",
        author=legible(wording.author(item.author)),
        text=text.split("\n"),
        state=legible(wording.state(item, head.zone)),
        is_troubled=item.status in {"failed", "unknown"},
        is_out=item.direction == "outbound",
        is_right_to_left=wording.is_right_to_left(text),
    )
