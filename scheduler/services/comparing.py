"""Comparing two versions of a roster, or two rosters: who gains and loses which duties, what moved, what it costs."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.looking import look
from scheduler.services.roster_parts import WHOLE, Part
from scheduler.services.rosters import find
from scheduler.services.views import RosterView, Score, ShiftView


@dataclass(frozen=True, slots=True)
class Ref:
    """A roster's code and one of its versions, None for the newest."""

    code: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The volunteer went from one shift to another."""

    volunteer: str
    name: str
    source: ShiftView
    target: ShiftView


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Two volunteers took each other's place: `one` was on `shift` and is on `other_shift` now."""

    one: str
    one_name: str
    shift: ShiftView
    other: str
    other_name: str
    other_shift: ShiftView


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that changes for one volunteer, moves and exchanges included."""

    volunteer: str
    name: str
    unit: str
    removed: tuple[ShiftView, ...]
    added: tuple[ShiftView, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """From `before` to `after`, which have no more of the shifts than are needed to tell what differs. `costs`
    {rule: change}, the unchanged left out; None where one was never judged."""

    before: RosterView
    after: RosterView
    people: tuple[Person, ...]
    moved: tuple[Moved, ...]
    exchanged: tuple[Exchanged, ...]
    costs: Mapping[str, int] | None

    @property
    def same(self) -> bool:
        return not self.people


_Key = tuple[str, datetime, datetime, str]
_Held = dict[str, dict[_Key, ShiftView]]
_Who = TypeVar("_Who")


def compare(session: Session, who: Asker, before: Ref, after: Ref) -> Comparison:
    """Duties are the same where person, point and hours are, so that rosters of the same weeks compare as well.

    Raises NotFound for a roster or version that is not there.
    """
    was, now = _both(session, who, before, after)
    had, have, names = _held(was), _held(now), _names(was) | _names(now)
    people = tuple(
        Person(
            code,
            *names[code],
            removed=_only(had.get(code, {}), have.get(code, {})),
            added=_only(have.get(code, {}), had.get(code, {})),
        )
        for code in sorted(names)
        if had.get(code, {}).keys() != have.get(code, {}).keys()
    )
    exchanged = _exchanged(people)
    paired = {code for swap in exchanged for code in (swap.one, swap.other)}
    moved = tuple(
        Moved(one.volunteer, one.name, one.removed[0], one.added[0])
        for one in people
        if _one_for_one(one) and one.volunteer not in paired
    )
    return Comparison(was, now, people, moved, exchanged, change_of_costs(was.score, now.score))


def _both(session: Session, who: Asker, before: Ref, after: Ref) -> tuple[RosterView, RosterView]:
    """Of two versions of one roster, only the shifts of those whose duties differ."""
    part = WHOLE
    if before.code == after.code:
        newest = find(session, who, after.code).version
        versions = (newest if ref.version is None else ref.version for ref in (before, after))
        part = Part(between=(next(versions), next(versions)))
    was, now = (look(session, who, ref.code, ref.version, part=part) for ref in (before, after))
    return was, now


def _held(view: RosterView) -> _Held:
    held: _Held = defaultdict(dict)
    for shift in view.shifts:
        for seat in shift.crew:
            held[seat.volunteer][_key(shift)] = shift
    return held


def _key(shift: ShiftView) -> _Key:
    return shift.point, shift.starts_at, shift.ends_at, shift.pattern


def _names(view: RosterView) -> dict[str, tuple[str, str]]:
    return {seat.volunteer: (seat.name, seat.unit_name) for shift in view.shifts for seat in shift.crew}


def _only(held: Mapping[_Key, ShiftView], other: Mapping[_Key, ShiftView]) -> tuple[ShiftView, ...]:
    return tuple(sorted((held[key] for key in held.keys() - other.keys()), key=lambda shift: shift.starts_at))


def exchanges(changed: Iterable[tuple[_Who, Hashable, Hashable]]) -> Iterator[tuple[_Who, _Who]]:
    """Of people who gave one duty and took one, (who, gave, took), the pairs of whom each took what the other gave."""
    waiting: dict[tuple[Hashable, Hashable], deque[_Who]] = defaultdict(deque)
    for who, gave, took in changed:
        if others := waiting[took, gave]:
            yield others.popleft(), who
        else:
            waiting[gave, took].append(who)


def _exchanged(people: Iterable[Person]) -> tuple[Exchanged, ...]:
    changed = [(one, _key(one.removed[0]), _key(one.added[0])) for one in people if _one_for_one(one)]
    return tuple(
        Exchanged(one.volunteer, one.name, one.removed[0], other.volunteer, other.name, other.removed[0])
        for one, other in exchanges(changed)
    )


def _one_for_one(person: Person) -> bool:
    return len(person.removed) == len(person.added) == 1


def change_of_costs(was: Score | None, now: Score | None) -> Mapping[str, int] | None:
    """{rule: change}, the unchanged left out; None where one was never judged."""
    if was is None or now is None:
        return None
    changes = {rule: now.costs[rule] - cost for rule, cost in was.costs.items()}
    return {rule: change for rule, change in changes.items() if change}
