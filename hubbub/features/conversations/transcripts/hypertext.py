"""A transcript as one HTML page that needs nothing else: no script, no picture, light and dark."""

from collections.abc import AsyncGenerator, AsyncIterable
from datetime import date
from html import escape

from hubbub.features.conversations.shapes import Item, ShownChange, ShownMessage
from hubbub.features.conversations.transcripts import wording
from hubbub.features.conversations.transcripts.shapes import Head

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f29; --quiet: #5b6474; --line: #dfe3ea;
  --in: #f1f3f7; --out: #e3eafe; --bad: #b3261e; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --quiet: #a1a9b8; --line: #333a47;
  --in: #232937; --out: #23366b; --bad: #ffb4ab; --paper: #161a22; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.3; }
h2 { margin: 2rem 0 .75rem; padding-block-end: .25rem; border-block-end: 1px solid var(--line);
  font-size: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
dt, .about, .state, .change { color: var(--quiet); }
dd { margin: 0; }
article { margin: 0 0 .75rem; padding: .55rem .8rem; border-radius: .6rem; background: var(--in);
  break-inside: avoid; }
article.out { margin-inline-start: 2.5rem; background: var(--out); }
article.in { margin-inline-end: 2.5rem; }
article p { margin: .15rem 0 0; white-space: pre-wrap; }
.about, .state, .change { font-size: .82rem; font-variant-numeric: tabular-nums; }
.about b { color: var(--ink); font-size: .95rem; }
.bad { color: var(--bad); font-weight: 600; }
.change { margin: 0 0 .75rem; }
@media print { body { padding: 0; max-width: none; } article { border: 1px solid var(--line); } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
OPENING = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1 dir="auto">{title}</h1>
<dl>
{facts}
</dl>
"""
CLOSING = '<p class="change">End of the transcript.</p>\n</body>\n</html>\n'
"""What is cut off does not end like this."""


async def as_html(head: Head, chunks: AsyncIterable[list[Item]]) -> AsyncGenerator[bytes]:
    """The page, part by part."""
    yield opening(head).encode()
    day: date | None = None
    async for items in chunks:
        parts: list[str] = []
        for item in items:
            at = item.at if isinstance(item, ShownChange) else item.created_at
            local = at.astimezone(head.zone)
            if local.date() != day:
                day = local.date()
                parts.append(f"<h2>{wording.day(local)}</h2>\n")
            parts.append(entry(item, head))
        yield "".join(parts).encode()
    yield CLOSING.encode()


def opening(head: Head) -> str:
    facts = "\n".join(
        f'<dt>{escape(label)}</dt><dd dir="auto">{escape(value)}</dd>'
        for label, value in wording.facts(head)
    )
    title = escape(wording.title(head))
    return OPENING.format(policy=POLICY, title=title, style=STYLE, facts=facts)


def entry(item: Item, head: Head) -> str:
    """One message or change."""
    if isinstance(item, ShownChange):
        at = item.at.astimezone(head.zone)
        time = f'<time datetime="{at.isoformat()}">{wording.clock(at, head.zone)}</time>'
        return f'<p class="change" dir="auto">{escape(wording.sentence(item))} · {time}</p>\n'
    return _message(item, head)


def _message(message: ShownMessage, head: Head) -> str:
    at = message.created_at.astimezone(head.zone)
    state = wording.state(message, head.zone)
    troubled = " bad" if message.status in {"failed", "unknown"} else ""
    return (
        f'<article class="{"in" if message.direction == "inbound" else "out"}">'
        f'<div class="about"><b><bdi>{escape(wording.author(message.author))}</bdi></b> '
        f"({wording.direction(message)}) · "
        f'<time datetime="{at.isoformat()}">{wording.clock(at, head.zone)}</time></div>'
        f'<p dir="auto">{escape(wording.body(message, head.zone))}</p>'
        + (f'<div class="state{troubled}">{escape(state)}</div>' if state else "")
        + "</article>\n"
    )
