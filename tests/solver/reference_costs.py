"""The costs and the reasons once more, from the words of the format alone, one duty and one seat after the other."""

from collections import Counter
from collections.abc import Iterable

from tests.solver.reference import Pair, Town, breaches, by_id, distance, is_away, meet, pairs, worse

WEIGHTS = {
    "vacancy": 1000,
    "role": 600,
    "fairness": 2,
    "support": 20,
    "travel": 5,
    "wish": 1,
    "continuity": 4,
    "dropped": 300,
    "added": 100,
}
REASONS = ("barred", "reach", "away", "overlap", "rest", "caps", "office")


def weight(town: Town, name: str) -> int:
    return int(town.get("policy", {}).get(name, WEIGHTS[name]))


def cost(town: Town, duties: Iterable[Pair]) -> int:
    return sum(costs(town, duties).values())


def costs(town: Town, duties: Iterable[Pair]) -> dict[str, int]:
    """All ten costs of any roster by name."""
    duties = set(duties)
    amounts = dict.fromkeys([*WEIGHTS, "breaches"], 0)
    for shift in town["shifts"]:
        crew = {who for other, who in duties if other == shift["id"]}
        _add(amounts, gaps(town, shift, crew))
    for volunteer in town["volunteers"]:
        amounts["fairness"] += unfairness(town, volunteer, {shift for shift, who in duties if who == volunteer["id"]})
    for duty in duties:
        _add(amounts, price(town, duty))
    for duty in pairs(town, "published") - duties:
        amounts["dropped"] += 0 if _kept_from(town, duty) else weight(town, "dropped")
    amounts["breaches"] = 10_000 * sum(breaches(town, pairs(town, "pinned")).values())
    return amounts


def _add(amounts: dict[str, int], more: dict[str, int]) -> None:
    for name, amount in more.items():
        amounts[name] += amount


def gaps(town: Town, shift: Town, crew: Iterable[str]) -> dict[str, int]:
    """What the empty seats of one shift cost."""
    people, priority = by_id(town, "volunteers"), by_id(town, "points")[shift["point"]].get("priority", 1)
    crew = set(crew)
    empty = max(0, shift["headcount"] - len(crew))
    return {
        "vacancy": weight(town, "vacancy") * priority * empty,
        "role": weight(town, "role") * priority * sum(_missing(shift, [people[who] for who in crew]).values()),
    }


def _missing(shift: Town, crew: Iterable[Town]) -> dict[str, int]:
    held = Counter(role for person in crew for role in person.get("roles", []))
    return {role: need - held[role] for role, need in shift.get("roles", {}).items() if need > held[role]}


def unfairness(town: Town, volunteer: Town, served: set[str]) -> int:
    load = sum(shift.get("load", 1) for shift in town["shifts"] if shift["id"] in served)
    share: int = volunteer.get("carried", 0) + load - volunteer.get("target", 0)
    return weight(town, "fairness") * share**2


def price(town: Town, duty: Pair) -> dict[str, int]:
    """What one duty costs by itself, whatever the others are."""
    shift, volunteer = by_id(town, "shifts")[duty[0]], by_id(town, "volunteers")[duty[1]]
    point, usual = by_id(town, "points")[shift["point"]], volunteer.get("usual", [])
    stewards, published = point.get("stewards", []), pairs(town, "published")
    wishes = sum(wish[2] for wish in volunteer.get("wishes", []) if meet(shift["span"], wish))
    return {
        "support": weight(town, "support") * bool(stewards and volunteer["unit"] not in stewards),
        "travel": weight(town, "travel") * ((distance(volunteer, point) or 0) // 500),
        "wish": weight(town, "wish") * wishes,
        "continuity": weight(town, "continuity") * bool(usual and point["id"] not in usual),
        "added": weight(town, "added") * bool(published and duty not in published),
    }


def _kept_from(town: Town, duty: Pair) -> bool:
    shift, volunteer = by_id(town, "shifts")[duty[0]], by_id(town, "volunteers")[duty[1]]
    return duty in pairs(town, "barred") or is_away(volunteer, shift)


def vacancies(town: Town, duties: Iterable[Pair]) -> dict[str, tuple[int, dict[str, int]]]:
    """Shift -> missing people and missing holders by role, for every shift that misses any."""
    people, duties = by_id(town, "volunteers"), set(duties)
    found = {}
    for shift in town["shifts"]:
        crew = [people[who] for other, who in duties if other == shift["id"]]
        found[shift["id"]] = (max(0, shift["headcount"] - len(crew)), _missing(shift, crew))
    return {shift: gap for shift, gap in found.items() if gap != (0, {})}


def why(town: Town, duties: Iterable[Pair], shift: str) -> dict[str, int]:
    """Everybody who is not on the shift, counted by the first reason; reasons that hold for nobody are missing."""
    duties = set(duties)
    seats, roles = vacancies(town, duties).get(shift, (0, {}))
    reasons: Counter[str] = Counter()
    for volunteer in town["volunteers"]:
        duty = (shift, volunteer["id"])
        if duty in duties:
            continue
        broken = worse(town, duties, duties | {duty})
        helps = not roles or seats or roles.keys() & set(volunteer.get("roles", []))
        reasons[next((rule for rule in REASONS if rule in broken), "free" if helps else "role")] += 1
    return dict(reasons)
