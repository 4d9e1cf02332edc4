"""A problem is refused for keys that lack, are unknown or stand twice, for ids that clash or lead nowhere, and more.

Every fault is listed, up to twenty.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

Change = Callable[..., bytes]
FaultsOf = Callable[[bytes], tuple[str, ...]]

REQUIRED = {
    "": ["format", "name", "start", "days", "rest_days", "units", "points", "volunteers", "shifts"],
    "units[1].": ["id", "name", "at"],
    "points[1].": ["id", "name", "kind", "at"],
    "volunteers[1].": ["id", "unit", "at"],
    "shifts[1].": ["id", "point", "span", "headcount"],
}


@pytest.mark.parametrize("place", [place + key for place, keys in REQUIRED.items() for key in keys])
def test_a_missing_key_is_refused_by_its_path(with_changes: Change, faults_of: FaultsOf, place: str) -> None:
    data = with_changes({place: ...})

    faults = faults_of(data)

    assert faults[0] == f"{place}: missing; allowed: this key must be given"


@pytest.mark.parametrize(
    "place",
    [
        "comment",
        "Format",
        "units[0].most-out",
        "points[0].名称",
        "volunteers[0].caps.month",
        "volunteers[0].phone",
        "shifts[0].start",
        "policy.rest",
    ],
)
def test_an_unknown_key_is_refused_by_its_path(with_changes: Change, faults_of: FaultsOf, place: str) -> None:
    data = with_changes({place: 1})

    (fault,) = faults_of(data)

    assert fault.startswith(f"{place}: 1; allowed: only the keys ")


def test_an_odd_key_cannot_spoil_its_line(faults_of: FaultsOf, town: dict[str, Any]) -> None:
    town["units"][0]['a "b"\n.c'] = 1

    (fault,) = faults_of(json.dumps(town).encode())

    assert fault.startswith(r'units[0]["a \"b\"\u000a.c"]: 1; allowed: only the keys id, name, at, most_out')


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"days": 28', '"days": 28, "days": 28', "days"),
        ('"days": 28', '"days": 28, "d\\u0061ys": 28', "days"),
        ('"units": [', '"units": [], "units": [', "units"),
        ('"most_out": 8', '"most_out": 8, "most_out": 9', "units[0].most_out"),
        ('"priority": 3', '"priority": 3, "priority": 3', "points[0].priority"),
        ('"reach": 3000', '"reach": 3000, "reach": 2000', "volunteers[0].reach"),
        ('"week": 4', '"week": 4, "week": 4', "volunteers[0].caps.week"),
        ('"load": 1', '"load": 1, "load": 1', "shifts[0].load"),
        ('"leader": 1', '"leader": 1, "leader": 0', "shifts[0].roles.leader"),
        ('"role": 600', '"role": 600, "role": 600', "policy.role"),
    ],
)
def test_a_repeated_key_is_refused_by_its_path(
    faults_of: FaultsOf, town: dict[str, Any], old: str, new: str, path: str
) -> None:
    text = json.dumps(town)
    assert text.count(old) == 1

    (fault,) = faults_of(text.replace(old, new).encode())

    assert fault == f"{path}: this key is given more than once; allowed: each key only once in its object"


# what is put where, and the paths refused for it, in turn
LAWS: dict[str, tuple[dict[str, object], list[str]]] = {
    "two units of one id": ({"units[1]": {"id": "u01", "name": "", "at": [0, 0]}, "volunteers[1].unit": "u01",
                             "points[0].stewards": []}, ["units[1].id"]),
    "two points of one id": ({"points[1].id": "p01", "shifts[1].point": "p01"}, ["points[1].id"]),
    "two volunteers of one id": ({"volunteers[1].id": "v0001", "barred": []}, ["volunteers[1].id"]),
    "two shifts of one id": ({"shifts[1].id": "s0001", "pinned": []}, ["shifts[1].id"]),
    "a third of one id": ({"units[1].id": "u01", "units[2]": {"id": "u01", "name": "", "at": [0, 0]}},
                          ["units[1].id", "units[2].id", "points[0].stewards[1]", "volunteers[1].unit"]),
    "an unknown steward": ({"points[0].stewards[1]": "u99"}, ["points[0].stewards[1]"]),
    "a steward who is a point": ({"points[0].stewards[1]": "p01"}, ["points[0].stewards[1]"]),
    "an unknown unit": ({"volunteers[0].unit": "u99"}, ["volunteers[0].unit"]),
    "a unit in other letters": ({"volunteers[0].unit": "U01"}, ["volunteers[0].unit"]),
    "an unknown usual point": ({"volunteers[0].usual[0]": "p99"}, ["volunteers[0].usual[0]"]),
    "an unknown point": ({"shifts[0].point": "p99"}, ["shifts[0].point"]),
    "an unknown published shift": ({"published[0][0]": "s0099"}, ["published[0][0]"]),
    "an unknown published volunteer": ({"published[0][1]": "v0099"}, ["published[0][1]"]),
    "a pair the wrong way round": ({"published[0]": ["v0001", "s0001"]}, ["published[0][0]", "published[0][1]"]),
    "an unknown pinned shift": ({"pinned[0][0]": "s0099"}, ["pinned[0][0]"]),
    "an unknown pinned volunteer": ({"pinned[0][1]": "v0099"}, ["pinned[0][1]"]),
    "an unknown barred shift": ({"barred[0][0]": "s0099"}, ["barred[0][0]"]),
    "an unknown barred volunteer": ({"barred[0][1]": "v0099"}, ["barred[0][1]"]),
    "no units at all": ({"units": [], "points[0].stewards": []}, ["volunteers[0].unit", "volunteers[1].unit"]),
    "a rest day twice": ({"rest_days": [5, 6, 5]}, ["rest_days[2]"]),
    "a steward twice": ({"points[0].stewards": ["u01", "u07", "u01"]}, ["points[0].stewards[2]"]),
    "a usual point twice": ({"volunteers[0].usual": ["p01", "p01"]}, ["volunteers[0].usual[1]"]),
    "a role twice": ({"volunteers[0].roles": ["guide", "leader", "guide"]}, ["volunteers[0].roles[2]"]),
    "a published duty twice": ({"published[1]": ["s0001", "v0001"]}, ["published[1]"]),
    "a pinned duty twice": ({"pinned[1]": ["s0002", "v0001"]}, ["pinned[1]"]),
    "a barred duty twice": ({"barred[1]": ["s0001", "v0002"]}, ["barred[1]"]),
    "a pin that is barred": ({"pinned[1]": ["s0001", "v0002"]}, ["pinned[1]"]),
    "a role need above headcount": ({"shifts[0].roles.guide": 3}, ["shifts[0].roles.guide"]),
    "two role needs above headcount": ({"shifts[1].roles": {"guide": 2, "leader": 1, "police": 9}},
                                       ["shifts[1].roles.guide", "shifts[1].roles.police"]),
    "a shift on the day after the last": ({"days": 14, "shifts[1].span": [20160, 20161]}, ["shifts[1].span[0]"]),
    "a rest day after the last": ({"days": 13}, ["rest_days[3]"]),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "paths"), LAWS.values(), ids=LAWS.keys())
def test_what_contradicts_itself_is_refused(
    with_changes: Change, faults_of: FaultsOf, changes: dict[str, object], paths: list[str]
) -> None:
    data = with_changes(changes)

    faults = faults_of(data)

    assert [fault.split(": ")[0] for fault in faults] == paths


def test_all_faults_are_listed_and_ids_that_lead_nowhere_come_last(with_changes: Change, faults_of: FaultsOf) -> None:
    data = with_changes({
        "days": ..., "units[0].id": 7, "volunteers[0].caps.week": None, "shifts[0].load": "x",
        "shifts[0].roles.guide": 3, "policy.role": -1, "comment": "",
    })  # fmt: skip

    paths = [fault.split(": ")[0] for fault in faults_of(data)]

    first, last = paths[:7], paths[7:]
    assert sorted(first) == [
        "comment", "days", "policy.role", "shifts[0].load", "shifts[0].roles.guide", "units[0].id",
        "volunteers[0].caps.week",
    ]  # fmt: skip
    assert last == ["points[0].stewards[0]", "volunteers[0].unit"]


@pytest.mark.parametrize(("faulty", "listed"), [(19, 19), (20, 20), (21, 20), (500, 20)])
def test_twenty_faults_are_listed_at_most(with_changes: Change, faults_of: FaultsOf, faulty: int, listed: int) -> None:
    data = with_changes({"rest_days": [-1] * faulty})

    faults = faults_of(data)

    assert [fault.split(": ")[0] for fault in faults] == [f"rest_days[{i}]" for i in range(listed)]


def test_twenty_ids_that_lead_nowhere_are_listed_at_most(with_changes: Change, faults_of: FaultsOf) -> None:
    data = with_changes({"volunteers[0].usual": [f"x{i}" for i in range(30)]})

    assert len(faults_of(data)) == 20
