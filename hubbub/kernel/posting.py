"""A request that is ready to go to whoever is told of a fact, and the fact before it has words."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hubbub.kernel.lanes import Delivery
from hubbub.kernel.outgoing import Answered, Outgoing, Wanted

UNAUTHORIZED = 401
MOST_ANSWER = 1024
"""Bytes of the answer that the log shows."""

Authorize = Callable[[Outgoing, str | None], Awaitable[str]]
"""The value of `Authorization`; another one than what was refused, if something was."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, in ids."""

    kind: str
    subject_id: UUID
    conversation_id: UUID | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """`wait` is how long it has to stand back before it goes."""

    request: Wanted
    wait: timedelta = timedelta(0)
    authorize: Authorize | None = None

    async def send(self, outgoing: Outgoing) -> Answered:
        """The answer; asked once more where the permission to ask had ended. Raises
        OutgoingRefused."""
        await asyncio.sleep(self.wait.total_seconds())
        if self.authorize is None:
            return await outgoing.send(self.request)
        value = await self.authorize(outgoing, None)
        answered = await outgoing.send(self._with(value))
        if answered.status != UNAUTHORIZED:
            return answered
        return await outgoing.send(self._with(await self.authorize(outgoing, value)))

    def _with(self, value: str) -> Wanted:
        others = {k: v for k, v in self.request.headers.items() if k.lower() != "authorization"}
        return replace(self.request, headers={**others, "Authorization": value})


@dataclass(frozen=True, slots=True)
class Bundle:
    """A request, and what it tells of: the first of it, and those that go along."""

    post: Post
    deliveries: Sequence[Delivery]
