"""A small good town and a good answer with every key of their formats in them, to be spoilt at one place."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from solver.files import Refused, parse_problem

TOWN = """
{"format": "redvest-problem/1", "name": "开发区 2026-12", "start": "2026-11-30", "days": 28,
 "rest_days": [5, 6, 12, 13],
 "units": [{"id": "u01", "name": "市财政局", "at": [116.7041, 39.5232], "most_out": 8},
           {"id": "u07", "name": "市城管局", "at": [116.69, 39.53]}],
 "points": [{"id": "p01", "name": "新华路–金光道口", "kind": "intersection", "at": [116.701, 39.521], "priority": 3,
             "stewards": ["u01", "u07"]},
            {"id": "p02", "name": "某小区", "kind": "community", "at": [116.71, 39.53]}],
 "volunteers": [{"id": "v0001", "name": "张三", "unit": "u01", "at": [[116.7041, 39.5232]], "reach": 3000,
                 "roles": ["leader", "guide"], "carried": 3, "target": 12, "rest": 660, "usual": ["p01"],
                 "caps": {"day": 1, "week": 4, "total": 14, "weekends": 2}, "away": [[1440, 2880]],
                 "wishes": [[10200, 10320, 8], [9060, 9240, -3]]},
                {"id": "v0002", "unit": "u07", "at": []}],
 "shifts": [{"id": "s0001", "point": "p01", "span": [420, 510], "headcount": 2, "load": 1,
             "roles": {"leader": 1, "guide": 1}},
            {"id": "s0002", "point": "p02", "span": [1860, 1950], "headcount": 1}],
 "published": [["s0001", "v0001"]], "pinned": [["s0002", "v0001"]], "barred": [["s0001", "v0002"]],
 "policy": {"vacancy": 1000, "role": 600, "fairness": 2, "support": 20, "travel": 5, "wish": 1, "continuity": 4,
            "dropped": 300, "added": 100}}
"""

ANSWER = """
{"format": "redvest-answer/1", "problem": "00ff", "status": "feasible", "cost": 18234, "bound": 18011.5, "gap": 0.01223,
 "costs": {"vacancy": 3000, "role": 0, "fairness": 15120, "support": 40, "travel": 65, "wish": -5, "continuity": 4,
           "dropped": 0, "added": 0, "breaches": 10000},
 "breaches": [{"rule": "reach", "amount": 1, "shifts": ["s0001"], "volunteer": "v0001", "unit": null}],
 "duties": [["s0001", "v0001"], ["s0002", "v0001"]],
 "vacancies": [{"shift": "s0420", "missing": 1, "roles": {"leader": 1}, "why": {"reach": 2, "free": 0},
                "relax": [{"path": "volunteers[17].reach", "from": 3000, "to": 3400, "saves": 1600}]},
               {"shift": "s0421", "missing": 2, "roles": {}}],
 "changes": {"away": [["v0001", -60, 2880]], "barred": [["s0001", "v0002"]], "published": []},
 "seconds": 41.2, "seed": 1, "workers": 2, "trace": [[2.1, 40120, null], [8, 19002, 17990]]}
"""


def put(document: Any, place: str, value: object) -> None:
    """Sets `place` (volunteers[0].caps.week) to `value`; `...` takes it out."""
    *way, last = [int(i) if i else key for i, key in re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)]
    for step in way:
        document = document[step]
    if value is ...:
        del document[last]
    elif isinstance(document, list) and last == len(document):
        document.append(value)
    else:
        document[last] = value


@pytest.fixture
def town() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(TOWN)
    return document


@pytest.fixture
def with_changes(town: dict[str, Any]) -> Callable[..., bytes]:
    """The good town's file with values put at places: with_changes({"days": 0})."""

    def change(changes: dict[str, object]) -> bytes:
        for place, value in changes.items():
            put(town, place, value)
        return json.dumps(town).encode()

    return change


@pytest.fixture
def faults_of() -> Callable[[bytes], tuple[str, ...]]:
    """The lines with which a problem's bytes are refused."""

    def refuse(data: bytes) -> tuple[str, ...]:
        with pytest.raises(Refused) as refused:
            parse_problem(data)
        return refused.value.faults

    return refuse


@pytest.fixture
def answer_with() -> Callable[[str, object], bytes]:
    """The good answer's file with a value put at a place; `...` takes it out."""

    def change(place: str, value: object) -> bytes:
        document = json.loads(ANSWER)
        put(document, place, value)
        return json.dumps(document).encode()

    return change


@pytest.fixture
def answer() -> str:
    return ANSWER
