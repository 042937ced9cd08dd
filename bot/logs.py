"""Logs: events with numbers and plain words, never a name, a text or a token."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "[hidden]"
ALLOWED = frozenset({
    "event", "level", "timestamp", "logger", "exception", "bot", "kind", "state", "outcome",
    "priority", "attempt", "attempts", "count", "row", "update_id", "chat", "participant",
    "session", "course", "municipality", "staff", "method", "status", "seconds", "retry_after",
    "error", "port", "revision", "worker",
})  # fmt: skip
"""What may be written down; every other value is hidden. Things are named by their number here."""

QUIET = ("httpx", "httpcore", "aiohttp", "apscheduler", "telegram", "uvicorn.error")
"""Libraries whose everyday lines say addresses, and with them the token."""


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every log line to `stream` (stderr): for people on a terminal, else as JSON."""
    out = stream or sys.stderr
    for_people = out.isatty()
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        tell_where,
        hide_the_personal,
    ]
    _configure_structlog(shared, out, level, for_people=for_people)
    _configure_libraries(shared, out, level, for_people=for_people)


def hide_the_personal(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the value of every key that is not known to be harmless."""
    return {key: value if _is_harmless(key) else HIDDEN for key, value in event.items()}


def tell_where(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say of an exception what it is and where it arose; its message may quote a person's row."""
    fault = event.pop("exc_info", None)
    if isinstance(fault, tuple):
        fault = fault[1]
    if fault is True:
        fault = sys.exception()
    if isinstance(fault, BaseException):
        event["exception"] = "\n".join(_whereabouts(fault))
    return event


def without_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take from what asyncio says the tasks and arguments that it shows, exceptions among them."""
    if event.get("logger") == "asyncio":
        event["event"] = re.split(r"[\n(:<]", str(event["event"]), maxsplit=1)[0].strip()
    return event


def _whereabouts(fault: BaseException | None) -> Iterator[str]:
    while fault is not None:
        yield f"{type(fault).__module__}.{type(fault).__qualname__}"
        for frame in traceback.extract_tb(fault.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        fault = fault.__cause__ or fault.__context__


def _is_harmless(key: str) -> bool:
    return key in ALLOWED or key.startswith("_")


def _configure_structlog(
    shared: list[Processor], out: TextIO, level: str, *, for_people: bool
) -> None:
    structlog.configure(
        processors=[*shared, *_renderers(for_people=for_people)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )


def _configure_libraries(
    shared: list[Processor], out: TextIO, level: str, *, for_people: bool
) -> None:
    handler = logging.StreamHandler(out)
    renderers = _renderers(for_people=for_people)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, without_values, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    access = logging.getLogger("uvicorn.access")
    access.handlers, access.propagate = [], False


def _renderers(*, for_people: bool) -> list[Processor]:
    if for_people:
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    return [structlog.processors.JSONRenderer()]
