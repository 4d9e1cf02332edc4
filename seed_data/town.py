"""A made-up town: the records of its file, and the roster that is to be made for it. Same seed, same town."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from scheduler import clock
from scheduler.exchange.origin import Origin
from scheduler.exchange.records import (
    AbsenceRecord,
    GridStep,
    PointRecord,
    Record,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)
from scheduler.exchange.town_file import Reading
from scheduler.exchange.town_workbook import town_workbook
from scheduler.geo import Pair, line_metres
from seed_data.ground import Site, near
from seed_data.names import people, phone

Made = TypeVar("Made", bound=Record)

_NOWHERE = Origin("", 0)
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_REASONS = ("出差", "年休假", "培训", "家中有事")
_LEVELS = ("district", "street", "community")


@dataclass(frozen=True, slots=True)
class Town:
    """`records` are all it has; the roster to make begins on `start` and lasts `days`."""

    name: str
    records: Reading
    start: date
    days: int

    def workbook(self) -> bytes:
        """Its file, the six sheets of the template, as .xlsx; the same town gives the same bytes."""
        return town_workbook(self.name, self.records, made=_MADE)


def made(record: Callable[..., Made], /, **values: Any) -> Made:
    """A record of that sort; where it has a code it brings it itself."""
    coded = {"coded": True} if "code" in values else {}
    return record(**values, **coded, origin=_NOWHERE, given=frozenset())


def units(named: Iterable[tuple[str, Pair]], *, command: str, **more: Any) -> tuple[UnitRecord, ...]:
    """The command U00, and below it a unit for each name and office, U01 on, all with `more`."""
    below = (
        made(UnitRecord, code=f"U{number:02d}", name=name, parent=command, at=at, came_in="wgs84", **more)
        for number, (name, at) in enumerate(named, 1)
    )
    return made(UnitRecord, code="U00", name=command), *below


def point(number: int, site: Site, kind: str, *, grid: str, **more: Any) -> PointRecord:
    """The point of that number, its grid as 区/街道/社区; a line is as long as it is."""
    name, path = site
    return made(
        PointRecord, code=f"P{number:02d}", name=name, kind=kind, path=path, came_path=path, came_in="wgs84",
        grid=tuple(GridStep(level, step) for level, step in zip(_LEVELS, grid.split("/"), strict=False)),
        length=round(line_metres(path), 1) if len(path) > 1 else None, **more,
    )  # fmt: skip


def stewards(who: Mapping[str, Iterable[str]], **more: Any) -> tuple[StewardshipRecord, ...]:
    """Stewardship of each point by the units named after it, the first of them in the lead."""
    return tuple(
        made(StewardshipRecord, unit=unit, point=at, part="assist" if place else "lead", **more)
        for at, together in who.items()
        for place, unit in enumerate(together)
    )


def crowd(random: Random, sizes: Mapping[str, int]) -> tuple[VolunteerRecord, ...]:
    """That many ordinary people of each unit; of every three one may lead, of every two one may guide."""
    of_units = [unit for unit, size in sizes.items() for _ in range(size)]
    return tuple(
        made(
            VolunteerRecord, code=f"V{number:03d}", name=name, unit=unit, phone=phone(number),
            roles=("带班领导",) * (number % 3 == 1) + ("引导员",) * (number % 2),
            birth_year=random.randrange(1969, 2003), party_member=random.random() < 0.7,
        )
        for number, (name, unit) in enumerate(zip(people(random, len(of_units)), of_units, strict=True), 1)
    )  # fmt: skip


def absences(random: Random, who: Iterable[VolunteerRecord], *, start: date, days: int) -> tuple[AbsenceRecord, ...]:
    """One stretch of one to five whole days off within [start, start + days) for each of `who`."""
    return tuple(
        away(one, start + timedelta(days=random.randrange(days - 4)), random.randint(1, 5), random.choice(_REASONS))
        for one in who
    )


def away(who: VolunteerRecord, first: date, days: int, reason: str) -> AbsenceRecord:
    """`who` is away for whole days from `first` on."""
    return made(
        AbsenceRecord, volunteer=who.code, starts=clock.at(first, 0), ends=clock.at(first, 1440 * days), reason=reason
    )


def home(random: Random, office: Pair) -> Pair:
    """Where somebody of that office may live: within some 1,200 m of it."""
    return near(random, office, 1200)
