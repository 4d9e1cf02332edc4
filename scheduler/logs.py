"""What the program tells those who look after it: one line an event, without names, phones or secrets."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from typing import TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1\d{10}(?!\d)")
_SECRET = re.compile(r"(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{40,}")
_VALUES = re.compile(r"^.*(?:\b(?:DETAIL|CONTEXT|parameters)|描述|详细信息): .*$", re.MULTILINE)
_PAIRS = structlog.processors.KeyValueRenderer(key_order=["at", "level", "event"])


def configure(level: str = "info", *, to: TextIO | None = None) -> None:
    """Write events of `level` and above to `to`, None for standard error: JSON lines, or key=value on a terminal.

    What libraries tell by the standard library comes out in the same form, from warnings on.
    """
    out = to or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _tell_fault,
    ]
    shown: Processor = _as_pairs if out.isatty() else _as_json
    structlog.configure(
        processors=[*shared, shown],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_foreign(shown)))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def hears(level: int) -> bool:
    """Whether events of that level, in the numbers of `logging`, are written at all."""
    return bool(structlog.get_config()["wrapper_class"].is_enabled_for(None, level))


def without_people(text: str) -> str:
    """The text without what may be somebody's: phones masked, secrets and the values of an SQL statement left out."""
    return _SECRET.sub("***", _PHONE.sub("1**********", _VALUES.sub("(values left out)", text)))


def _foreign(shown: Processor) -> list[Processor]:
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _scrub_event, shown]


def _as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return orjson.dumps(event, default=str).decode()


def _as_pairs(logger: WrappedLogger, method: str, event: EventDict) -> str:
    told = event.pop("traceback", "")
    line = _PAIRS(logger, method, event)
    return f"{line}\n{told}" if told else line


def _scrub_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Libraries put into their sentences what they like."""
    event["event"] = without_people(str(event["event"]))
    return event


def _tell_fault(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The traceback of `exc_info` as text, without what its messages give away of people."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["traceback"] = without_people("".join(_lines(error)))
    return event


def _lines(error: BaseException) -> Iterator[str]:
    yield from traceback.TracebackException.from_exception(error).format()
