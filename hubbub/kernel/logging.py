"""Structured logs: JSON lines where no person looks on. They carry ids, never texts or numbers."""

import logging
import sys

import structlog

from hubbub.kernel.settings import Settings


def configure_logging(settings: Settings, process: str) -> None:
    """Set up the logs of this process, which every line names."""
    level = getattr(logging, settings.log_level.upper())
    is_seen = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if is_seen else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info if not is_seen else _pass,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, force=True)
    structlog.contextvars.bind_contextvars(process=process)


def _pass(_: object, __: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    return event
