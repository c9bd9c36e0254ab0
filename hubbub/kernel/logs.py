"""How every process logs: readable in a terminal, one JSON object a line everywhere else."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Any, Literal

import structlog

if TYPE_CHECKING:
    from structlog.typing import ExcInfo, Processor

CHATTY = ("alembic.runtime.plugins", "asyncio", "httpcore2", "httpx2", "uvicorn.access")
VALUES = re.compile(r"\n(?:DETAIL|CONTEXT|QUERY|STATEMENT): ")
"""Where PostgreSQL begins to quote what was to be stored, in a message of its own."""
Format = Literal["auto", "console", "json"]


def configure_logs(process: str, level: str = "info", form: Format = "auto") -> None:
    """Log to stderr from now on, libraries included; `process` is named in each JSON line."""
    number = logging.getLevelNamesMapping()[level.upper()]
    console = form == "console" or (form == "auto" and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if console else "iso", utc=not console),
        _naming(process),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=_endings(console=console)
        )
    )
    logging.basicConfig(handlers=[handler], level=number, force=True)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(max(number, logging.WARNING))


def _endings(*, console: bool) -> list[Processor]:
    first: Processor = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if console:
        return [first, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)]
    # Frames without their local variables: those may hold what a customer wrote.
    tracebacks = structlog.processors.ExceptionRenderer(_Traceback())
    return [first, tracebacks, structlog.processors.JSONRenderer()]


def in_short(error: BaseException) -> str:
    """What an error says of itself without what PostgreSQL adds below: the values of the row."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"


class _Traceback(structlog.tracebacks.ExceptionDictTransformer):
    """As structlog makes it, without the values of rows."""

    def __init__(self) -> None:
        super().__init__(show_locals=False)

    def __call__(self, exc_info: ExcInfo) -> list[dict[str, Any]]:
        found = super().__call__(exc_info)
        waiting = list(found)
        while waiting:
            each = waiting.pop()
            each["exc_value"] = VALUES.split(each["exc_value"])[0]
            waiting += [inner for group in each.get("exceptions") or () for inner in group]
        return found


def _naming(process: str) -> Processor:
    def name(
        _logger: object, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        if "process" not in event:
            event["process"] = process
        return event

    return name
