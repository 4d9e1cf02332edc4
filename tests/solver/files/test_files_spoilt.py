"""Whatever is done to a file, it is read or refused in printable lines; nothing else ever happens."""

import gc
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from solver.files import Refused, parse_answer, parse_problem, write_problem

ODD = [
    "null", "true", "0", "-1", "1000000001", "1e30", "1.5", "NaN", "1e999", '""', '"\\ud800"', '"u01"', '"v0001"',
    "[]", "{}", "[[]]", "[null]", "[1, 2]", "[5, 5]", '["s0001", "v0001"]', "[{}]", '{"a": 1, "a": 1}',
    "[" * 40 + "]" * 40,
]  # fmt: skip
SIGNS = '{}[]",:0 -e.\\'


def places(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object in a document with each of its steps."""
    steps = list(document) if isinstance(document, dict) else range(len(document))
    for step in steps:
        yield document, step
        if isinstance(document[step], dict | list):
            yield from places(document[step])


def spoil(text: str, random: Random) -> str:
    """The text with one to three of its values changed, doubled or taken out, and sometimes a slip of the pen."""
    document = json.loads(text)
    for _ in range(random.choice([1, 1, 2, 3])):
        holder, step = random.choice(list(places(document)))
        match random.randrange(5):
            case 0:
                del holder[step]
            case 1 if isinstance(holder, list):
                holder.append(holder[step])
            case _:
                holder[step] = f"ODD {random.randrange(len(ODD))}"
    spoilt = json.dumps(document)
    for i, odd in enumerate(ODD):
        spoilt = spoilt.replace(f'"ODD {i}"', odd)
    cut = random.randrange(len(spoilt))
    slip = random.random() < 0.2
    return spoilt[:cut] + random.choice(SIGNS) + spoilt[cut + random.randrange(3) :] if slip else spoilt


def assert_is_refusal(refused: Refused) -> None:
    assert 1 <= len(refused.faults) <= 20
    assert all(fault.isprintable() and "; allowed: " in fault and len(fault) < 400 for fault in refused.faults)


@pytest.mark.parametrize("seed", range(20))
def test_a_spoilt_problem_is_read_or_refused(town: dict[str, Any], seed: int) -> None:
    random, text = Random(seed), json.dumps(town)
    for _ in range(50):
        try:
            problem = parse_problem(spoil(text, random).encode())
        except Refused as refused:
            assert_is_refusal(refused)
        else:
            assert parse_problem(write_problem(problem)) == problem


@pytest.mark.parametrize("seed", range(10))
def test_a_spoilt_answer_is_read_or_refused(answer: str, seed: int) -> None:
    random = Random(seed)
    for _ in range(50):
        try:
            parse_answer(spoil(answer, random).encode())
        except Refused as refused:
            assert_is_refusal(refused)


@pytest.mark.parametrize("changes", [pytest.param({}, id="a good file"), pytest.param({"days": 0}, id="a bad one")])
def test_reading_leaves_the_garbage_collector_as_it_was(
    with_changes: Callable[..., bytes], changes: dict[str, object]
) -> None:
    assert gc.isenabled()
    data = with_changes(changes)

    try:
        parse_problem(data)
    except Refused as refused:
        assert_is_refusal(refused)

    assert gc.isenabled()
