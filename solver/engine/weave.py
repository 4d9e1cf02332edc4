"""Everybody's contract, and the paths of all contracts put one after another."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from solver.engine.contracts import Contract
from solver.engine.packed import Packed
from solver.engine.paths import Paths, paths
from solver.engine.schedules import Woven
from solver.kinds import Index, Whole

# Beyond so many contracts those that few share are taken without what their pins use up.
_MOST_CONTRACTS = 64
_MOST_EDGES = 400_000
# So many edges in all are walked in a second, and so many times they will have to be.
_WORK = 3_000_000_000


def weave(packed: Packed) -> tuple[Woven, int] | None:
    """Everybody's legal months and the most duties in any; None where they are too many to be walked."""
    contracts = _contracts(packed)
    people = len(contracts)
    most_edges = max(2_000, min(_MOST_EDGES, _WORK // max(1, people)))
    number: dict[Contract, int] = {}
    found: list[Paths] = []
    for contract in contracts:
        if contract not in number:
            made = paths(contract, packed.cells, fair=packed.fairness > 0, most_edges=most_edges)
            if made is None:
                return None
            number[contract] = len(found)
            found.append(made)
    of = np.array([number[contract] for contract in contracts], dtype=np.int32)
    return _joined(of, found), max((one.most for one in found), default=0)


def _contracts(packed: Packed) -> list[Contract]:
    """Everybody's rest and caps less what their pins use; without the pins where too few share the same."""
    bare = [_contract(packed, i, pinned=False) for i in range(len(packed.limits.rest))]
    exact = [_contract(packed, i, pinned=True) if n else bare[i] for i, n in enumerate(packed.limits.in_all.tolist())]
    often = {contract for contract, _ in Counter(exact).most_common(_MOST_CONTRACTS)}
    return [one if one in often else plain for one, plain in zip(exact, bare, strict=True)]


def _contract(packed: Packed, i: int, *, pinned: bool) -> Contract:
    limits = packed.limits
    weeks, week, total, weekends = (
        limits.in_week.shape[1],
        *(int(c[i]) for c in (limits.week, limits.total, limits.weekends)),
    )
    if not pinned:
        return Contract(int(limits.rest[i]), int(limits.day[i]), (week,) * weeks, total, weekends)
    used = np.flatnonzero(limits.in_weekend[i]).tolist()
    return Contract(
        int(limits.rest[i]),
        int(limits.day[i]),
        tuple(max(0, week - n) for n in limits.in_week[i].tolist()),
        max(0, total - int(limits.in_all[i])),
        max(0, weekends - len(used)),
        frozenset(used),
    )


def _joined(of: Index, found: Sequence[Paths]) -> Woven:
    return Woven(
        of=of,
        week_at=_at([len(one.week_first) - 1 for one in found]),
        week_first=_shifted([one.week_first for one in found], [len(one.week_from) for one in found]),
        week_from=_end_to_end([one.week_from for one in found]),
        week_cell=_end_to_end([one.week_cell for one in found]),
        month_at=_at([len(one.month_first) - 1 for one in found]),
        month_first=_shifted([one.month_first for one in found], [len(one.month_from) for one in found]),
        month_from=_end_to_end([one.month_from for one in found]),
        month_node=_end_to_end([one.month_node for one in found]),
        last_at=_at([len(one.last) for one in found]),
        last=_end_to_end([one.last for one in found]),
        load=np.concatenate([one.load for one in found]).astype(np.int64),
    )


def _at(sizes: list[int]) -> Whole:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _shifted(firsts: list[Index], sizes: list[int]) -> Whole:
    """Each list of first edges, its end included, with the edges of the lists before it counted in."""
    return np.concatenate([first + at for first, at in zip(firsts, _at(sizes)[:-1], strict=True)]).astype(np.int64)


def _end_to_end(parts: list[Index]) -> Index:
    return np.concatenate(parts).astype(np.int32)
