"""Odd tiny towns from a seed: whatever the format allows and an ordinary town never has."""

from random import Random

from solver.problem import DAY
from tests.solver.reference import Pair, Town
from tests.solver.towns import HOME, KILOMETRE, WEIGHTS

LARGEST = 10**9
_ROLES = ("leader", "guide")


def random_town(seed: int, *, most_people: int = 4, most_shifts: int = 5, huge: bool = False) -> Town:
    """The same seed, the same town. `huge`: weights, loads and what is carried go up to a thousand million."""
    random = Random(seed)
    days = random.choice((1, 2, 3, 9, 15))
    units = [_unit(random, n) for n in range(random.choice((1, 1, 2)))]
    points = [_point(random, n, units) for n in range(_count(random, 3))]
    people = [_person(random, n, units, points, days=days, huge=huge) for n in range(_count(random, most_people))]
    first = random.randrange(days)
    count = _count(random, most_shifts) if points else 0
    shifts = [_shift(random, n, points, (first, days), huge=huge) for n in range(count)]
    everyone = [[shift["id"], person["id"]] for shift in shifts for person in people]
    pinned = _some(random, everyone, (0, 0, 0, 1, 2, 3))
    return {
        "format": "redvest-problem/1",
        "name": f"odd town {seed}",
        "start": "2026-12-02",
        "days": days,
        "rest_days": [day for day in range(days) if random.random() < 0.4],
        "units": units,
        "points": points,
        "volunteers": people,
        "shifts": shifts,
        "pinned": pinned,
        "barred": _some(random, [pair for pair in everyone if pair not in pinned], (0, 0, 1, 2)),
        "published": _some(random, everyone, (0, 0, 1, 3, 4)),
        **({"policy": _policy(random, huge=huge)} if random.random() < 0.8 else {}),
    }


def random_roster(random: Random, town: Town) -> set[Pair]:
    """Any duties, mostly with the pins; legal only by accident."""
    share, pins = random.choice((0.0, 0.2, 0.5, 1.0)), random.random() < 0.9
    everyone = {(shift["id"], person["id"]) for shift in town["shifts"] for person in town["volunteers"]}
    chosen = {pair for pair in sorted(everyone) if random.random() < share}
    return chosen | {(shift, who) for shift, who in town["pinned"] if pins}


def _count(random: Random, most: int) -> int:
    return random.randint(1, most) if random.random() < 0.96 else 0


def _some(random: Random, pairs: list[list[str]], counts: tuple[int, ...]) -> list[list[str]]:
    return random.sample(pairs, min(len(pairs), random.choice(counts)))


def _place(random: Random) -> list[float]:
    steps = random.choice((0, 0, 0, 0.3, 0.6, 1, 1, 1.5, 2, 7))
    return [HOME[0], HOME[1] + steps * KILOMETRE]


def _homes(random: Random) -> list[list[float]]:
    """One place mostly; the same place twice, two places, or none at all."""
    place = _place(random)
    return random.choice([*[[place]] * 6, [place, place], [place, _place(random)], []])


def _unit(random: Random, n: int) -> Town:
    limit = random.choice((None, None, None, 0, 1, 1, 2))
    return {"id": f"u{n}", "name": "", "at": _place(random)} | ({} if limit is None else {"most_out": limit})


def _point(random: Random, n: int, units: list[Town]) -> Town:
    return {
        "id": f"p{n}",
        "name": f"点位{n}",
        "kind": random.choice(("intersection", "")),
        "at": _place(random),
        "priority": random.choice((0, 1, 1, 2, 3)),
        "stewards": [unit["id"] for unit in units if random.random() < 0.4],
    }


def _person(random: Random, n: int, units: list[Town], points: list[Town], *, days: int, huge: bool) -> Town:
    most = LARGEST if huge and random.random() < 0.7 else 4
    caps = ("day", "week", "total", "weekends")
    keys = {
        "roles": [role for role in _ROLES if random.random() < 0.5],
        "carried": random.randint(-most, most),
        "target": random.randint(-most, most),
        "caps": {name: random.choice((0, 1, 1, 2, 3)) for name in caps if random.random() < 0.4},
        "rest": random.choice((30, 660, 1500, 4000)),
        "away": [_span(random, days) for _ in range(random.choice((1, 2)))],
        "wishes": [[*_span(random, days), random.choice((8, 1, 0, -3, -50))] for _ in range(random.choice((1, 2)))],
        "usual": [point["id"] for point in points if random.random() < 0.3],
        "reach": random.choice((0, 1000, 1001, 2000, LARGEST, LARGEST)),
    }
    chosen = {key: value for key, value in keys.items() if random.random() < 0.4}
    return {"id": f"v{n}", "unit": random.choice(units)["id"], "at": _homes(random), **chosen}


def _shift(random: Random, n: int, points: list[Town], days: tuple[int, int], *, huge: bool) -> Town:
    first, end = days
    day = min(end - 1, first + random.choice((0, 0, 1, 2, 7)))
    start = DAY * day + random.choice((0, 420, 420, 480, 510, 1020, 1350, 1439))
    headcount = random.choice((1, 1, 2, 3))
    return {
        "id": f"s{n}",
        "point": random.choice(points)["id"],
        "span": [start, start + random.choice((1, 60, 60, 90, 90, 90, 120, 480, 1440, 4000))],
        "headcount": headcount,
        "roles": {role: random.randint(0, headcount) for role in _ROLES if random.random() < 0.4},
        "load": random.choice((0, 1, 1, 2, 5, *((LARGEST, random.randrange(LARGEST)) if huge else ()))),
    }


def _span(random: Random, days: int) -> list[int]:
    start = random.choice((-100, 0, 420, 450, 510, *(DAY * random.randrange(days) + m for m in (0, 450, 1430))))
    return [start, start + random.choice((1, 30, 60, 60, 1440, 5000))]


def _policy(random: Random, *, huge: bool) -> dict[str, int]:
    amounts = (0, 1, 3, 20, 300, 1000, *((LARGEST, random.randrange(LARGEST)) if huge else ()))
    return {name: random.choice(amounts) for name in WEIGHTS if random.random() < 0.7}
