"""Writing a problem: the same town gives the same bytes, a record a line, and reads back equal."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from solver.files.problem_reader import FORMAT
from solver.problem import Problem, Span, Wish

_LISTS = ("units", "points", "volunteers", "shifts", "published", "pinned", "barred")


def write_problem(problem: Problem) -> bytes:
    """The file of a problem, unpacked. What equals the format's default is left out."""
    members = {"format": FORMAT} | _record(problem)
    lines = [f"{_json(key)}: {_rows(key, value)}" for key, value in members.items()]
    return ("{" + ",\n ".join(lines) + "}\n").encode()


def _rows(key: str, value: Any) -> str:
    if key not in _LISTS or not value:
        return _json(value)
    return "[\n  " + ",\n  ".join(_json(row) for row in value) + "]"


def _record(thing: Any) -> dict[str, Any]:
    values = [(field, getattr(thing, field.name)) for field in dataclasses.fields(thing)]
    plain = {field.name: _plain(value) for field, value in values if value != _default(field)}
    return plain | ({"at": _degrees(thing.at)} if "at" in plain else {})


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if callable(field.default_factory) else field.default


def _plain(value: Any) -> Any:
    match value:
        case Span(start, end):
            return [start, end]
        case Wish(Span(start, end), weight):
            return [start, end, weight]
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return dict(sorted(value.items()))
        case _ if dataclasses.is_dataclass(value):
            return _record(value)
    return value


def _degrees(at: Any) -> Any:
    """The same bytes for 116 and 116.0, which are equal."""
    return [_degrees(one) for one in at] if isinstance(at, tuple) else float(at)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
