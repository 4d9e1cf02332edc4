"""A problem with a value that the format does not allow is refused, by its path, its value and what is allowed."""

from collections.abc import Callable
from typing import Any

import pytest

BILLION = 10**9

# what each place refuses besides what no whole number may be
WHOLE = {
    "days": [0, -1],
    "units[0].most_out": [-1],
    "points[0].priority": [-1],
    "volunteers[0].reach": [-1],
    "volunteers[0].rest": [-1],
    "volunteers[0].caps.day": [-1],
    "volunteers[0].caps.week": [-1],
    "volunteers[0].caps.total": [-1],
    "volunteers[0].caps.weekends": [-1],
    "volunteers[0].carried": [-BILLION - 1],
    "volunteers[0].target": [-BILLION - 1],
    "volunteers[0].away[0][0]": [-BILLION - 1],
    "volunteers[0].away[0][1]": [-BILLION - 1],
    "volunteers[0].wishes[0][0]": [-BILLION - 1],
    "volunteers[0].wishes[0][1]": [-BILLION - 1],
    "volunteers[0].wishes[0][2]": [-BILLION - 1],
    "rest_days[0]": [-1, 28],
    "shifts[0].span[0]": [-1, 1440 * 28],
    "shifts[0].span[1]": [-1],
    "shifts[0].headcount": [0, -1],
    "shifts[0].load": [-1],
    "shifts[0].roles.leader": [-1],
    "policy.vacancy": [-1],
    "policy.role": [-1],
    "policy.fairness": [-1],
    "policy.support": [-1],
    "policy.travel": [-1],
    "policy.wish": [-1],
    "policy.continuity": [-1],
    "policy.dropped": [-1],
    "policy.added": [-1],
}
NOT_WHOLE = [BILLION + 1, 3.0, "4", True, None]

TEXTS = [
    "name",
    "start",
    "units[0].id",
    "units[0].name",
    "points[0].id",
    "points[0].name",
    "points[0].kind",
    "points[0].stewards[0]",
    "volunteers[0].id",
    "volunteers[0].name",
    "volunteers[0].unit",
    "volunteers[0].roles[0]",
    "volunteers[0].usual[0]",
    "shifts[0].id",
    "shifts[0].point",
    "published[0][0]",
    "pinned[0][1]",
    "barred[0][1]",
]
NOT_TEXT: list[Any] = [7, None, ["u01"], {"id": "u01"}, False, "\ud800", "u\udfff01"]

LISTS = [
    "rest_days",
    "units",
    "points",
    "points[0].stewards",
    "volunteers",
    "volunteers[0].at",
    "volunteers[0].roles",
    "volunteers[0].away",
    "volunteers[0].wishes",
    "volunteers[0].usual",
    "shifts",
    "published",
    "pinned",
    "barred",
]
NOT_A_LIST: list[Any] = [None, {}, "", 5]

OBJECTS = [
    "units[0]",
    "points[1]",
    "volunteers[0]",
    "volunteers[0].caps",
    "shifts[0]",
    "shifts[0].roles",
    "policy",
]
NOT_AN_OBJECT: list[Any] = [None, [], "x"]

ROWS: dict[str, list[Any]] = {
    "units[0].at": [[], [116.7], [116.7, 39.5, 4.0], "116.7,39.5", None, {"lon": 116.7, "lat": 39.5}],
    "points[0].at": [[116.7], None],
    "volunteers[0].at[0]": [[], [116.7], 116.7, None],
    "volunteers[0].away[0]": [[], [1440], [1440, 2880, 0], [2880, 2880], [2880, 1440], None],
    "volunteers[0].wishes[0]": [[], [1, 2], [1, 2, 3, 4], [9, 9, 1], [9, 8, 1], None],
    "shifts[0].span": [[], [420], [420, 510, 600], [420, 420], [510, 420], "07:00-08:30", None],
    "published[0]": [[], ["s0001"], ["s0001", "v0001", "v0002"], "s0001", {"s0001": "v0001"}, None],
    "pinned[0]": [["s0002"], None],
    "barred[0]": [["v0002"], None],
}

DEGREES: dict[str, list[Any]] = {
    "units[0].at[0]": [180.5, -180.5, "116.7", True, None],
    "units[0].at[1]": [90.5, -90.5, "39.5", False, None],
    "points[0].at[0]": [181],
    "points[0].at[1]": [-91],
    "volunteers[0].at[0][0]": [400],
    "volunteers[0].at[0][1]": [116.7],
}

DATES = ["2026-02-30", "2026-2-03", "20261130", "2026-W49-1", "2026-11-30T00:00", " 2026-11-30", "２０２６-11-30"]
DATES += ["0000-01-01", "2026/11/30", "2026-11-30\n", ""]

CASES = (
    [(place, value) for place, others in WHOLE.items() for value in NOT_WHOLE + others]
    + [(place, value) for place in TEXTS for value in NOT_TEXT]
    + [(place, value) for place in LISTS for value in NOT_A_LIST]
    + [(place, value) for place in OBJECTS for value in NOT_AN_OBJECT]
    + [(place, value) for table in (ROWS, DEGREES) for place, values in table.items() for value in values]
    + [("start", value) for value in DATES]
    + [("format", value) for value in ("redvest-problem/2", "redvest-answer/1", "", 1, None)]
)


@pytest.mark.parametrize(("place", "value"), [pytest.param(*case, id=f"{case[0]} {case[1]!a}") for case in CASES])
def test_a_wrong_value_is_refused_by_its_path(
    with_changes: Callable[..., bytes], faults_of: Callable[[bytes], tuple[str, ...]], place: str, value: Any
) -> None:
    data = with_changes({place: value})

    faults = faults_of(data)

    assert faults[0].startswith(f"{place}: ")
    assert "; allowed: " in faults[0]
    assert all(fault.isprintable() for fault in faults)


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (
            "volunteers[0].caps.week",
            "4",
            'volunteers[0].caps.week: "4"; allowed: a whole number from 0 to 1000000000',
        ),
        ("units[0].most_out", None, "units[0].most_out: null; allowed: a whole number from 0 to 1000000000"),
        ("shifts[0].load", True, "shifts[0].load: true; allowed: a whole number from 0 to 1000000000"),
        (
            "rest_days[3]",
            28,
            "rest_days[3]: 28; allowed: a whole number from 0 to 27, a day of the horizon",
        ),
        (
            "shifts[1].span",
            [1950, 1860],
            "shifts[1].span: [1950, 1860]; allowed: a span that ends after it starts",
        ),
        ("points[0].at", [1], "points[0].at: [1]; allowed: [longitude, latitude]"),
        ("name", "\ud800", 'name: "\\ud800"; allowed: a string without lone surrogates'),
    ],
)
def test_a_line_names_the_path_the_value_and_what_is_allowed(
    with_changes: Callable[..., bytes],
    faults_of: Callable[[bytes], tuple[str, ...]],
    place: str,
    value: object,
    line: str,
) -> None:
    data = with_changes({place: value})

    faults = faults_of(data)

    assert faults == (line,)


def test_a_long_value_is_shown_by_its_beginning(
    with_changes: Callable[..., bytes], faults_of: Callable[[bytes], tuple[str, ...]]
) -> None:
    data = with_changes({"days": ["x" * 1000, {"y" * 1000: list(range(1000))}] * 1000})

    (fault,) = faults_of(data)

    assert fault.startswith('days: ["xxxx')
    assert len(fault) < 200
