"""Logs: one line an event, and nothing of people in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from scheduler import logs

PHONE = "13800001111"
SECRET = "Zk3l_9Qw-" * 5


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = handlers, level
    structlog.reset_defaults()


def test_an_event_is_a_line_of_json() -> None:
    out = io.StringIO()
    logs.configure(to=out)

    structlog.get_logger().info("request", method="GET", status=200)

    told = json.loads(out.getvalue())
    assert told.pop("at").endswith("Z")
    assert told == {"level": "info", "event": "request", "method": "GET", "status": 200}


def test_on_a_terminal_it_is_keys_and_values() -> None:
    out = Terminal()
    logs.configure(to=out)

    structlog.get_logger().info("request", method="GET")

    assert "level='info' event='request' method='GET'" in out.getvalue()


def test_what_is_below_the_level_is_not_written() -> None:
    out = io.StringIO()
    logs.configure("warning", to=out)

    structlog.get_logger().info("request")

    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        pytest.param(f"no answer from {PHONE}", "no answer from 1**********", id="a phone"),
        pytest.param(f"+86 {PHONE}", "1**********", id="a phone with its country"),
        pytest.param(f"GET /l/{SECRET}", "GET /l/***", id="a secret in an address"),
        pytest.param("(sqlite3.IntegrityError) failed\n[parameters: ('张三',)]", "failed", id="values of a statement"),
        pytest.param(
            "duplicate key\nDETAIL:  Key (name)=(张三) already exists.", "duplicate key", id="a server's detail"
        ),
    ],
)
def test_a_fault_keeps_its_traceback_and_nothing_of_people(message: str, kept: str) -> None:
    out = io.StringIO()
    logs.configure(to=out)

    try:
        raise ValueError(message)
    except ValueError as error:
        structlog.get_logger().error("fault", exc_info=error)

    told = json.loads(out.getvalue())["traceback"]
    assert "test_a_fault_keeps" in told
    assert kept in told
    assert not any(theirs in told for theirs in ("张三", PHONE, SECRET))


def test_what_a_library_warns_of_comes_in_the_same_form() -> None:
    out = io.StringIO()
    logs.configure(to=out)

    logging.getLogger("somebody.else").warning("no route to %s", PHONE)
    logging.getLogger("somebody.else").info("chatter")

    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(line["level"], line["event"]) for line in told] == [("warning", "no route to 1**********")]
