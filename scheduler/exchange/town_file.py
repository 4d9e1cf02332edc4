"""The town's file as a whole: the records of its six sheets, what is wrong in it, what was left unread."""

from dataclasses import dataclass

from scheduler.errors import Fault
from scheduler.exchange.records import (
    AbsenceRecord,
    PatternRecord,
    PointRecord,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)

KEYS = ("units", "points", "stewardships", "volunteers", "absences", "patterns")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. Only one without `faults` may be taken in; `warnings` are lines for whoever imports
    to look at, `notes` such as ask for nothing."""

    units: tuple[UnitRecord, ...] = ()
    points: tuple[PointRecord, ...] = ()
    stewardships: tuple[StewardshipRecord, ...] = ()
    volunteers: tuple[VolunteerRecord, ...] = ()
    absences: tuple[AbsenceRecord, ...] = ()
    patterns: tuple[PatternRecord, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(len(getattr(self, key)) for key in KEYS)
