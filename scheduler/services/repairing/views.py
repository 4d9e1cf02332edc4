"""What a repair looks like to people, before it is made."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A volunteer who leaves a shift, or comes to it; `title` is when and where, `text` why they, "" for leaving."""

    shift: str
    title: str
    volunteer: str
    name: str
    unit_name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class StandInView:
    """Somebody who could come, the rules allowing it; `change` is what the roster's cost changes by, `text` what
    speaks for them: 当晚有空，距 600 米，本单位中负担最轻."""

    volunteer: str
    name: str
    unit: str
    unit_name: str
    change: int
    metres: int
    duties: int
    text: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A shift that `wanted` so many people, `missing` of them still; `stand_ins` are up to five alternatives, the
    cheapest first, each as if nobody had come yet."""

    shift: str
    title: str
    wanted: int
    missing: int
    stand_ins: tuple[StandInView, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a repair would change of version `version`. `gone` cannot be any more, `moved` leave a shift so that they
    can step in at another, `come` are new. `people` besides the absent are disturbed.

    Costs are the whole roster's: `before`, `left` with nobody in their stead, `cost` after; no roster that leaves
    everybody else where they are costs less than `bound`, None where there was no time for it. `late`: time ran out,
    it is the best until then.
    """

    code: str
    version: int
    gone: tuple[Change, ...]
    moved: tuple[Change, ...]
    come: tuple[Change, ...]
    seats: tuple[Seat, ...]
    people: int
    before: int
    left: int
    cost: int
    bound: int | None
    late: bool

    @property
    def change(self) -> int:
        return self.cost - self.before

    @property
    def missing(self) -> int:
        return sum(seat.missing for seat in self.seats)

    @property
    def counts(self) -> Mapping[str, int]:
        return {"gone": len(self.gone), "moved": len(self.moved), "come": len(self.come)}
