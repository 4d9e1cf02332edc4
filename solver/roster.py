"""What is answered: who serves on which shift, and how one roster differs from another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.problem import Duty


@dataclass(frozen=True, slots=True)
class Roster:
    """A set of duties; nothing is said here about whether they keep any rule."""

    duties: frozenset[Duty] = frozenset()

    @classmethod
    def of(cls, duties: Iterable[tuple[str, str]]) -> "Roster":
        return cls(frozenset(Duty(*duty) for duty in duties))

    def by_shift(self) -> Mapping[str, list[str]]:
        """Shift id -> ids of its volunteers, sorted; a shift nobody serves on gives an empty list."""
        crews: dict[str, list[str]] = defaultdict(list)
        for duty in sorted(self.duties):
            crews[duty.shift].append(duty.volunteer)
        return crews

    def by_volunteer(self) -> Mapping[str, list[str]]:
        """Volunteer id -> ids of their shifts, sorted; somebody without duties gives an empty list."""
        months: dict[str, list[str]] = defaultdict(list)
        for duty in sorted(self.duties):
            months[duty.volunteer].append(duty.shift)
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
