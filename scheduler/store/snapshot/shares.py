"""Fair shares: how much of a roster's load each person should take, after what they have carried already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from solver.problem import DAY, Caps, Span


@dataclass(frozen=True, slots=True)
class Slot:
    """A span in which some shift of the roster lies, with its day, its week and its weekend, None on workdays."""

    span: Span
    day: int
    week: int
    weekend: int | None


def slots_of(spans: Iterable[Span], weekends: Mapping[int, int]) -> tuple[Slot, ...]:
    """The different spans, in order."""
    days = [(span, span.start // DAY) for span in sorted(set(spans))]
    return tuple(Slot(span, day, day // 7, weekends.get(day)) for span, day in days)


def most_duties(slots: Sequence[Slot], caps: Caps, away: Sequence[Span]) -> int:
    """How many duties somebody could take at most by their caps and absences (`away` in order, not meeting)."""
    free = _free(slots, away)
    if caps.weekends is not None:
        loved = Counter(slot.weekend for slot in free if slot.weekend is not None).most_common(caps.weekends)
        kept = {weekend for weekend, _ in loved} | {None}
        free = [slot for slot in free if slot.weekend in kept]
    weeks: dict[int, int] = defaultdict(int)
    for day, count in Counter(slot.day for slot in free).items():
        weeks[day // 7] += _at_most(count, caps.day)
    return _at_most(sum(_at_most(count, caps.week) for count in weeks.values()), caps.total)


def fair_shares(carried: Sequence[int], most: Sequence[int], total: int) -> list[int]:
    """What each takes of `total`, so that everybody ends as level as what each can take at most allows.

    Water fills the lowest first: whoever carried less takes more, up to one common level of carried + share. A rest
    that does not go round goes to the first in line. Where all together cannot take `total`, each takes the most.
    """
    if sum(most) <= total:
        return list(most)
    low, high = min(carried), max(a + b for a, b in zip(carried, most, strict=True)) + 1
    while high - low > 1:
        level = (low + high) // 2
        low, high = (level, high) if sum(_up_to(level, carried, most)) <= total else (low, level)
    shares = _up_to(low, carried, most)
    left = total - sum(shares)
    for n, share in enumerate(shares):
        if left and share < most[n] and carried[n] + share == low:
            shares[n], left = share + 1, left - 1
    return shares


def credited(carried: Sequence[int], there: Sequence[float]) -> list[int]:
    """What was carried, with a newcomer credited with what others carried before they came.

    `there` is the share of the look-back, 0 to 1, in which each was there. Without the credit somebody new would
    have to catch up with everybody's last three months at once.
    """
    present = sum(there)
    even = sum(carried) / present if present else 0.0
    return [load + round(even * (1 - share)) for load, share in zip(carried, there, strict=True)]


def _free(slots: Sequence[Slot], away: Sequence[Span]) -> list[Slot]:
    free, gone = [], 0
    for slot in slots:
        while gone < len(away) and away[gone].end <= slot.span.start:
            gone += 1
        if gone == len(away) or not away[gone].meets(slot.span):
            free.append(slot)
    return free


def _up_to(level: int, carried: Sequence[int], most: Sequence[int]) -> list[int]:
    return [min(max(level - load, 0), can) for load, can in zip(carried, most, strict=True)]


def _at_most(count: int, cap: int | None) -> int:
    return count if cap is None else min(count, cap)
