"""Wakes things in this process when facts of certain kinds are committed; nothing depends on it
but speed, since whoever is woken looks at the database."""

from collections.abc import Callable

from hubbub.kernel.events import Recorded
from hubbub.kernel.tail import Tail

Heard = Callable[[Recorded], None]


class Signals:
    """One reading of the log for all who want to hear of it."""

    def __init__(self, tail: Tail) -> None:
        self._tail = tail
        self._heard: dict[str, list[Heard]] = {}

    def on(self, kinds: frozenset[str], heard: Heard) -> Callable[[], None]:
        """Call `heard` for each fact of these kinds; the answer stops it again."""
        for kind in kinds:
            self._heard.setdefault(kind, []).append(heard)

        def stop() -> None:
            for kind in kinds:
                self._heard[kind].remove(heard)

        return stop

    async def run(self) -> None:
        """Until cancelled."""
        position, _ = await self._tail.head()
        async for batch in self._tail.batches(position):
            for event in batch.events:
                for heard in list(self._heard.get(event.kind, ())):
                    heard(event)
