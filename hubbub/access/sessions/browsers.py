"""Names the browser and the system of a request in a few words, for the list of sessions."""

import re

BROWSERS = (
    ("Edge", re.compile(r"Edg(?:A|iOS)?/(\d+)")),
    ("Opera", re.compile(r"OPR/(\d+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"(?:Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+).*Safari/")),
)
SYSTEMS = (
    ("iPhone or iPad", re.compile(r"iPhone|iPad")),
    ("Android", re.compile(r"Android")),
    ("Windows", re.compile(r"Windows")),
    ("macOS", re.compile(r"Mac OS X|Macintosh")),
    ("Linux", re.compile(r"Linux|X11")),
)


def browser_of(user_agent: str | None) -> str | None:
    """`Firefox 131 on Linux`; None where the request does not say. It can be forged, so that it
    is only ever shown."""
    agent = (user_agent or "")[:500]
    browser = next(
        (f"{name} {found[1]}" for name, shape in BROWSERS if (found := shape.search(agent))), None
    )
    system = next((name for name, shape in SYSTEMS if shape.search(agent)), None)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system
