"""Makes a letter of a template: the words of every mail stand in `words/<language>.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from hubbub.kernel.mail.letters import Letter, one_line

FIELD = re.compile(r"\{(\w+)\}")
LONGEST_VALUE = 300
BODY = "margin:0;padding:24px;background:#f4f5f8;color:#14181f;font:15px/1.55 sans-serif"
CARD = (
    "max-width:520px;margin:0 auto;padding:28px 32px;background:#ffffff;border-radius:12px;"
    "border:1px solid #e3e6ec"
)
BUTTON = (
    "display:inline-block;padding:11px 20px;border-radius:8px;background:#2a5cdb;color:#ffffff;"
    "font-weight:600;text-decoration:none"
)
QUOTE = (
    "margin:0 0 14px;padding:10px 16px;border-left:3px solid #2a5cdb;white-space:pre-wrap;"
    "overflow-wrap:anywhere"
)
QUIET = "margin:18px 0 0;color:#5b6472;font-size:13px"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it: where, in which language, and with which clock."""

    name: str
    address: str
    language: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one mail. `{name}` stands for a value; the button leads to `{link}`."""

    subject: str
    heading: str
    paragraphs: list[str]
    facts: list[list[str]] = field(default_factory=list[list[str]])
    button: str | None = None
    after: list[str] = field(default_factory=list[str])


def languages() -> list[str]:
    """Those that mails are written in."""
    folder = files("hubbub.kernel.mail") / "words"
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir())


def language_for(wanted: str | None) -> str:
    """The closest one that there is: of `de-AT` German, of what is missing English."""
    short = (wanted or "en").split("-")[0].lower()
    return short if short in languages() else "en"


@cache
def words(language: str) -> Mapping[str, Any]:
    """The file of a language."""
    text = (files("hubbub.kernel.mail") / "words" / f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def template(kind: str, language: str) -> Template:
    return Template(**words(language)["mails"][kind])


def render(
    kind: str, reader: Reader, values: Mapping[str, str | datetime], quoted: str | None = None
) -> Letter:
    """The letter in the reader's language, moments by his clock. `quoted` is somebody else's text,
    which stands under the paragraphs as it was written."""
    language = language_for(reader.language)
    told = {name: _told(value, language, reader.time_zone) for name, value in values.items()}
    found = template(kind, language)
    return Letter(
        name=reader.name,
        address=reader.address,
        subject=one_line(_fill(found.subject, told)),
        text=_text(found, told, quoted),
        html=_html(found, told, language, quoted),
        language=language,
    )


def moment(at: datetime, language: str, time_zone: str | None) -> str:
    """A moment as people read it, with the zone that it is told in."""
    zone = _zone(time_zone)
    local = at.astimezone(zone)
    dates = words(language)["dates"]
    return _fill(
        dates["pattern"],
        {
            "weekday": dates["weekdays"][local.weekday()],
            "day": str(local.day),
            "month": dates["months"][local.month - 1],
            "year": str(local.year),
            "clock": f"{local:%H:%M}",
            "zone": str(getattr(zone, "key", "UTC")),
        },
    )


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (OSError, ValueError, LookupError):
        return UTC


def _told(value: str | datetime, language: str, time_zone: str | None) -> str:
    if isinstance(value, datetime):
        return moment(value, language, time_zone)
    return one_line(value)[:LONGEST_VALUE]


def _fill(text: str, values: Mapping[str, str]) -> str:
    return FIELD.sub(lambda found: values[found[1]], text)


def _text(found: Template, values: Mapping[str, str], quoted: str | None) -> str:
    parts = [_fill(found.heading, values), *(_fill(each, values) for each in found.paragraphs)]
    if quoted is not None:
        parts.append("\n".join(f"> {line}" for line in quoted.splitlines()))
    if found.facts:
        parts.append("\n".join(f"{name}: {_fill(value, values)}" for name, value in found.facts))
    if found.button:
        parts.append(f"{_fill(found.button, values)}:\n{values['link']}")
    parts += [_fill(each, values) for each in found.after]
    return "\n\n".join(parts) + "\n"


def _html(found: Template, values: Mapping[str, str], language: str, quoted: str | None) -> str:
    safe = {name: escape(value) for name, value in values.items()}
    parts = [f'<h1 style="margin:0 0 14px;font-size:21px">{_fill(found.heading, safe)}</h1>']
    parts += [f'<p style="margin:0 0 12px">{_fill(each, safe)}</p>' for each in found.paragraphs]
    if quoted is not None:
        parts.append(f'<blockquote style="{QUOTE}">{escape(quoted)}</blockquote>')
    rows = "".join(
        f'<tr><td style="padding:3px 18px 3px 0;color:#5b6472">{escape(name)}</td>'
        f"<td><b>{_fill(value, safe)}</b></td></tr>"
        for name, value in found.facts
    )
    if rows:
        parts.append(f'<table style="margin:6px 0 16px">{rows}</table>')
    if found.button:
        button = f'<a style="{BUTTON}" href="{safe["link"]}">{_fill(found.button, safe)}</a>'
        parts.append(f'<p style="margin:20px 0">{button}</p>')
    parts += [f'<p style="{QUIET}">{_fill(each, safe)}</p>' for each in found.after]
    head = f'<meta charset="utf-8"><title>{_fill(found.subject, safe)}</title>'
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head>'
        f'<body style="{BODY}"><div style="{CARD}">{"".join(parts)}</div></body></html>'
    )
