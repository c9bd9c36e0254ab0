"""The way over HTTP: whole texts within the carrier's limit, and whether it lets us in."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from hubbub.channels.sms.adapters.carrier import Line, Refused, Text, Unanswered
from hubbub.channels.sms.handing_over import Late
from hubbub.channels.sms.outgoing_repository import Outgoing, PartId
from hubbub.channels.sms.references import reference_of
from hubbub.channels.sms.smpp.link import LinkReport, LinkState
from hubbub.channels.sms.smpp.pacing import Pace, jittered

log = structlog.get_logger()

CHECK_EVERY: Final = 300.0
FIRST_RETRY: Final = 1.0
LONGEST_RETRY: Final = 60.0


class OverHttp:
    """`Way`. `run` looks whether the carrier lets us in, until cancelled."""

    def __init__(self, line: Line, per_second: int, tell: Callable[[LinkReport], None]) -> None:
        self._line = line
        self._tell = tell
        self._pace = Pace(float(per_second), sleep=self._sleep)
        self._bound = asyncio.Event()
        self._look = asyncio.Event()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        failures = 0
        self._tell(LinkReport(LinkState.CONNECTING))
        while True:
            self._look.clear()
            problem = await self._check()
            if problem is None:
                failures, pause = 0, CHECK_EVERY
                self._bound.set()
                self._tell(LinkReport(LinkState.BOUND))
            else:
                failures += 1
                pause = jittered(failures, FIRST_RETRY, LONGEST_RETRY)
                self._bound.clear()
                self._tell(LinkReport(LinkState.RETRYING, problem, pause))
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._look.wait()

    def stop(self) -> None:
        """What waits for its turn is not sent any more."""
        self._bound.clear()
        self._stopping.set()

    async def bound(self) -> None:
        await self._bound.wait()

    async def submit(self, text: Outgoing, part: PartId, late: Late) -> str:  # noqa: ARG002
        await self._pace.turn()
        if not self._bound.is_set():
            raise Unanswered("The carrier does not let us in at the moment.", written=False)
        whole = Text(reference_of(part), text.number, text.phone, text.text, text.seconds)
        try:
            named = await self._line.send(whole)
        except Refused as refused:
            if refused.passes:
                self._pace.throttled()
            if refused.is_ours:
                self._doubt()
            raise
        except Unanswered as error:
            if not error.written:
                self._doubt()
            raise
        except Exception as error:
            # A mistake of ours in reading what it said must not leave the text nowhere.
            log.exception("sms.line_failed")
            raise Unanswered("What it answered cannot be understood.", written=True) from error
        self._pace.accepted()
        return named

    def _doubt(self) -> None:
        """Nothing more is handed over until it was looked at."""
        self._bound.clear()
        self._look.set()

    async def _check(self) -> str | None:
        try:
            await self._line.check()
        except (Refused, Unanswered) as error:
            return str(error)
        except Exception:
            log.exception("sms.line_failed")
            return "What it answered cannot be understood."
        return None

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
            raise Unanswered("The line is being closed.", written=False)
