"""What is answered: who serves on which shift, and how one roster differs from another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from solver.problem import Duty


@dataclass(frozen=True)
class Roster:
    """A set of duties; nothing is said here about whether they keep any rule."""

    duties: frozenset[Duty] = frozenset()

    @classmethod
    def of(cls, duties: Iterable[tuple[str, str]]) -> "Roster":
        return cls(frozenset(Duty(*duty) for duty in duties))

    @cached_property
    def ordered(self) -> tuple[Duty, ...]:
        """The duties by shift, then volunteer."""
        return tuple(sorted(self.duties))

    @cached_property
    def by_shift(self) -> Mapping[str, list[str]]:
        """Shift id -> ids of its volunteers, sorted; a shift nobody serves on is missing."""
        crews: dict[str, list[str]] = {}
        for shift, volunteer in self.ordered:
            crews.setdefault(shift, []).append(volunteer)
        return crews

    @cached_property
    def by_volunteer(self) -> Mapping[str, list[str]]:
        """Volunteer id -> ids of their shifts, sorted; somebody without duties is missing."""
        months: dict[str, list[str]] = {}
        for shift, volunteer in self.ordered:
            months.setdefault(volunteer, []).append(shift)
        return months


@dataclass(frozen=True, slots=True)
class Difference:
    """What turns one roster into another."""

    added: frozenset[Duty]
    removed: frozenset[Duty]

    @property
    def people(self) -> frozenset[str]:
        """Ids of everybody whose duties change."""
        return frozenset(duty.volunteer for duty in self.added | self.removed)


def difference(before: Roster, after: Roster) -> Difference:
    return Difference(added=after.duties - before.duties, removed=before.duties - after.duties)
