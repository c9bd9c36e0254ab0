"""What stands in the three formats: everything, in order, escaped, in any alphabet."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from hubbub.features.conversations.transcripts import wording
from hubbub.features.conversations.transcripts.hypertext import as_html
from hubbub.features.conversations.transcripts.letters import legible
from hubbub.features.conversations.transcripts.printing import as_pdf, families
from hubbub.features.conversations.transcripts.structured import as_json
from tests.features.conversations.transcripts.samples import (
    assigned,
    chunks,
    failed,
    head,
    message,
)

if TYPE_CHECKING:
    from hubbub.features.conversations.shapes import Item

HOSTILE = '<script>alert(1)</script><img src=x onerror="x()">&amp; \' "'
PAGE_MIDDLE = 298
"""Of A4, in points."""
ALPHABETS = ("Žđčć", "Привет", "Ελλ", "こんにちは", "한국어", "你好", "มา", "😀", "₹")


async def html_of(*parts: list[Item], **options: Any) -> str:
    return b"".join([part async for part in as_html(head(**options), chunks(*parts))]).decode()


async def json_of(*parts: list[Item]) -> dict[str, Any]:
    return json.loads(b"".join([part async for part in as_json(head(), chunks(*parts))]))


async def pdf_text(*parts: list[Item], **options: Any) -> str:
    made = await as_pdf(head(**options), chunks(*parts))
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


class Seen(HTMLParser):
    """The tags of a page and what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


async def test_html_runs_nothing_and_loads_nothing() -> None:
    page = Seen(await html_of([message(HOSTILE), assigned(1), failed(HOSTILE, 2)], name=HOSTILE))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "a"}
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)
    assert page.words.count(HOSTILE) >= 5
    assert "Ben <Okafor> assigned it to Mia Kovač" in page.words
    policy = next(each for tag, each in page.tags if tag == "meta" and "http-equiv" in each)
    assert "default-src 'none'" in str(policy["content"])


async def test_html_leaves_the_direction_of_each_text_to_itself() -> None:
    page = Seen(await html_of([message("مرحبا"), message("Hello", 1)]))
    texts = [
        attributes for tag, attributes in page.tags if tag == "p" and "class" not in attributes
    ]
    assert texts == [{"dir": "auto"}, {"dir": "auto"}]


async def test_times_are_in_the_zone_that_was_asked_for_with_its_offset() -> None:
    """Zagreb goes from +01:00 to +02:00 at 01:00 UTC of that night."""
    page = await html_of([message("before"), message("after", 180)])
    assert "28 March 2026" in page
    assert "29 March 2026" in page
    assert "23:30:00 UTC+01:00" in page
    assert "03:30:00 UTC+02:00" in page
    assert "Europe/Zagreb" in page
    assert "22:30:00 UTC+00:00" in await html_of([message("before")], zone="UTC")


async def test_order_is_kept_over_chunks_and_days_are_said_once() -> None:
    page = await html_of([message("one"), message("two", 1)], [assigned(2), message("three", 3)])
    places = [page.index(word) for word in (">one<", ">two<", "assigned it", ">three<")]
    assert places == sorted(places)
    assert page.count("<h2>") == 1
    assert page.endswith("</html>\n")


async def test_a_failure_is_told_with_its_reason() -> None:
    words = "Not delivered: The number does not exist (smpp_11)"
    assert words in await html_of([failed("Hi")])
    assert words in await pdf_text([failed("Hi")])
    assert (await json_of([failed("Hi")]))["items"][0]["failure"] == {
        "code": "smpp_11", "detail": "The number does not exist.",
    }  # fmt: skip


async def test_json_has_its_documented_shape() -> None:
    found = await json_of([message('Hi 😀\n"there"')], [], [assigned(1)])
    assert list(found) == [
        "format", "version", "account", "made_by", "made_at", "time_zone", "conversation",
        "items", "complete",
    ]  # fmt: skip
    assert (found["format"], found["version"]) == ("hubbub.transcript", 1)
    assert found["complete"] is True
    first, second = found["items"]
    assert list(first) == [
        "type", "id", "position", "at", "direction", "author", "text", "status", "failure",
        "sent_at", "delivered_at", "erased_at", "erased_by",
    ]  # fmt: skip
    assert first["text"] == 'Hi 😀\n"there"'
    assert first["at"] == "2026-03-28T23:30:00+01:00"
    assert (second["type"], second["after"]) == ("change", "Mia Kovač")


async def test_json_without_its_end_is_no_json() -> None:
    parts = [part async for part in as_json(head(), chunks([message("Hi")], [message("x", 1)]))]
    with pytest.raises(json.JSONDecodeError):
        json.loads(b"".join(parts[:-1]))


async def test_a_pdf_is_text_in_any_alphabet() -> None:
    text = await pdf_text([message(each, place) for place, each in enumerate(ALPHABETS)])
    for each in ALPHABETS:
        assert each in text


async def test_a_pdf_reads_nothing_as_markup() -> None:
    wild = '#panic("x") *bold* _it_ $x^2$ = head @ref <label> `raw` \\ // #read("/etc/passwd")'
    assert wild in (await pdf_text([message(wild)], name="#x")).replace("\n", " ")


async def test_a_long_address_stays_on_the_page_of_a_pdf() -> None:
    address = "https://example.com/" + "0123456789" * 30
    lines = (await pdf_text([message(address)])).replace("\u200b", "").split("\n")
    assert address in "".join(lines)
    assert max(len(line) for line in lines) < 120


async def test_a_pdf_sets_hebrew_and_arabic_from_the_right() -> None:
    """Such a message begins at the right edge, and one in Latin letters at the left."""
    assert await start_of("Hello") < PAGE_MIDDLE
    for text in ("שלום", "مرحبا"):
        assert await start_of(text) > PAGE_MIDDLE, text


async def start_of(text: str) -> float:
    """How far from the left edge of the page the letters of a message begin, in points."""
    made = await as_pdf(head(), chunks([message(text)]))
    found: list[float] = []

    def look(operator: bytes, _: Any, matrix: list[float], tm: list[float]) -> None:
        if operator in (b"Tj", b"TJ"):
            found.append(matrix[0] * tm[4] + matrix[4])

    page = PdfReader(io.BytesIO(made)).pages[0]
    page.extract_text(visitor_operand_before=look)
    assert set(text) & set(page.extract_text())
    # After the message only the end and the two parts of the footer are set.
    return found[-4]


def test_what_no_font_draws_is_named_and_not_lost() -> None:
    assert legible("a\U000130b8b") == "a[U+130B8]b"
    family = "👨‍👩‍👧 👍🏽 🇭🇷 ❤️"
    assert legible(family) == family
    assert legible("line\nline\ttab") == "line\nline\ttab"
    assert families()[0] == "Noto Sans"
    assert families()[-1] == "Noto Emoji"


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [("Hello", False), ("123 مرحبا", True), ("😀 שלום abc", True), ("a שלום", False), ("", False)],
)
def test_direction_is_that_of_the_first_letter(text: str, is_rtl: bool) -> None:
    assert wording.is_right_to_left(text) is is_rtl


def test_control_characters_are_made_visible() -> None:
    assert wording.clean("a\x1b[2Jb\r\nc\td") == "a\ufffd[2Jb\nc\td"
