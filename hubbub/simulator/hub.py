"""Tells open pages that something changed, so that they fetch it; a slow page is cut off."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Final

_MOST_PAGES: Final = 50
_MOST_BEHIND: Final = 200
_HEARTBEAT: Final = 15.0


class Hub:
    """Topics are `phone:<number>`, `numbers`, `knobs` and `mails`."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[str | None]] = set()

    def changed(self, topic: str) -> None:
        """Says so to every page; one too far behind is closed and comes back by itself."""
        for page in list(self._pages):
            if page.qsize() >= _MOST_BEHIND:
                self._pages.discard(page)
                page.put_nowait(None)
            else:
                page.put_nowait(topic)

    def close(self) -> None:
        """Ends every stream."""
        for page in self._pages:
            page.put_nowait(None)
        self._pages.clear()

    @property
    def is_full(self) -> bool:
        """Whether no further page may listen."""
        return len(self._pages) >= _MOST_PAGES

    async def stream(self) -> AsyncGenerator[str]:
        """Server-sent events: one `changed` a topic, and a comment now and then."""
        page: asyncio.Queue[str | None] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield "retry: 1000\nevent: hello\ndata: {}\n\n"
            while True:
                try:
                    async with asyncio.timeout(_HEARTBEAT):
                        topic = await page.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if topic is None:
                    return
                yield f"event: changed\ndata: {topic}\n\n"
        finally:
            self._pages.discard(page)
