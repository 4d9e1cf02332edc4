"""An answer of another shape than the format's is refused by the path of each fault."""

from collections.abc import Callable
from typing import Any

import pytest

from solver.files import Refused, parse_answer

KEYS = ["format", "problem", "status", "cost", "bound", "gap", "costs", "breaches", "duties", "vacancies", "changes",
        "seconds", "seed", "workers", "trace", "costs.vacancy", "costs.breaches", "vacancies[0].shift",
        "vacancies[0].missing", "vacancies[0].roles", "vacancies[0].relax[0].saves", "changes.away",
        "changes.barred", "changes.published"]  # fmt: skip

WRONG: dict[str, list[Any]] = {
    "format": ["redvest-problem/1", None],
    "problem": [7],
    "status": ["infeasible", None],
    "cost": [18234.0, "18234", True, None],
    "bound": ["18011", True],
    "gap": ["0"],
    "costs": [[], None],
    "costs.vacancy": [1.5, None],
    "costs.other": [1],
    "breaches": [{}, None],
    "breaches[0]": ["reach"],
    "breaches[0].volunteer": ["\ud800"],
    "duties": [{}, "s0001:v0001", None],
    "duties[0]": [["s0001"], "s0001", {"shift": "s0001", "volunteer": "v0001"}],
    "duties[0][0]": [1, None],
    "vacancies[0]": [[]],
    "vacancies[0].missing": [1.0],
    "vacancies[0].roles": [[]],
    "vacancies[0].roles.leader": [None],
    "vacancies[0].why.reach": ["2"],
    "vacancies[0].because": [1],
    "vacancies[0].relax": [{}],
    "vacancies[0].relax[0].path": [5],
    "changes.away[0]": [["v0001", [0, 1]], ["v0001", 5, 5], ["v0001", 9, 8]],
    "changes.barred[0]": ["s0001:v0002"],
    "changes.pinned": [[]],
    "seconds": ["41", None],
    "seed": [1.5],
    "workers": [None],
    "trace": [None],
    "trace[0]": [[2.1, 40120]],
    "trace[0][1]": [1.5],
    "comment": ["unknown"],
}


@pytest.mark.parametrize(
    ("place", "value"),
    [pytest.param(place, ..., id=f"without {place}") for place in KEYS]
    + [pytest.param(place, value, id=f"{place} {value!a}") for place, values in WRONG.items() for value in values],
)
def test_an_answer_of_another_shape_is_refused(
    answer_with: Callable[[str, object], bytes], place: str, value: Any
) -> None:
    with pytest.raises(Refused) as refused:
        parse_answer(answer_with(place, value))

    (fault,) = refused.value.faults
    assert fault.startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("18234", "NaN", "cost"),
        ("18011.5", "Infinity", "bound"),
        ("0.01223", "1e999", "gap"),
        ("3400", "NaN", "vacancies[0].relax[0].to"),
        ('"rule": "reach"', '"rule": "reach", "rule": "rest"', "breaches[0].rule"),
        ('"seed": 1', '"seed": 1, "seed": 2', "seed"),
        ("3400", "[" * 40 + "]" * 40, "vacancies[0].relax[0].to" + "[0]" * 27),
    ],
)
def test_an_answer_is_refused_for_slips_of_its_text(answer: str, old: str, new: str, path: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_answer(answer.replace(old, new, 1).encode())

    assert [fault.split(": ")[0] for fault in refused.value.faults] == [path]
