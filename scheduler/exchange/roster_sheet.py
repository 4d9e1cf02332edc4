"""A roster as it goes on paper: its days, its shifts in order, who is on each and who is missing. Words only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.language import say

_DAY = 1440


@dataclass(frozen=True, slots=True)
class SheetDay:
    """A day of the roster. `rest` days are shaded; `mark` says why in words (休, 国庆节, 调休上班), "" for none."""

    date: date
    rest: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SheetDuty:
    """One person on a shift. `phone` is already as the asker may see it; `leader` leads the shift."""

    name: str
    unit: str
    role: str = ""
    phone: str = ""
    leader: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SheetShift:
    """One point and one span [start, end) of `date`, in minutes after its midnight. `missing` people are not there."""

    date: date
    start: int
    end: int
    point: str
    pattern: str
    crew: tuple[SheetDuty, ...] = ()
    missing: int = 0

    @property
    def time(self) -> str:
        """Its span as 07:15–08:00; an end on the next day says so."""
        end = clock_text(self.end) if self.end <= _DAY else say("次日") + clock_text(self.end - _DAY)
        return f"{clock_text(self.start)}–{end}"

    @property
    def leaders(self) -> str:
        """Who leads the shift, "" when nobody does."""
        return "、".join(duty.name for duty in self.crew if duty.leader)

    @property
    def gap(self) -> str:
        """How many are missing, in words, "" when nobody is."""
        return gap_text(self.missing)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """A roster to be printed. `note` stands below the title: its version, who made it. `made` is when."""

    title: str
    days: tuple[SheetDay, ...]
    shifts: tuple[SheetShift, ...]
    note: str
    made: datetime

    def on(self, day: date) -> tuple[SheetShift, ...]:
        """The shifts of a day, by time and then as they came."""
        return tuple(sorted((shift for shift in self.shifts if shift.date == day), key=lambda shift: shift.start))


def clock_text(minute: int) -> str:
    """Minutes after midnight as "07:15"; 1440 is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def weekday_text(day: SheetDay) -> str:
    """The day of the week with the day's mark after it: 周六 休."""
    name = (say("周一"), say("周二"), say("周三"), say("周四"), say("周五"), say("周六"), say("周日"))[
        day.date.weekday()
    ]
    return f"{name} {day.mark}".strip()


def crew_text(shift: SheetShift) -> str:
    """The names of a shift joined by 、, the leader first and named so, and what is missing."""
    return names_text([(duty.name, duty.leader) for duty in shift.crew], shift.missing)


def names_text(crew: Iterable[tuple[str, bool]], missing: int) -> str:
    """The same of (name, whether they lead) of each."""
    ordered = sorted(crew, key=lambda one: not one[1])
    names = [f"{name}（{say('带班')}）" if leads else name for name, leads in ordered]
    return "、".join([*names, gap_text(missing)] if missing else names)


def gap_text(missing: int) -> str:
    """How many are missing, in words, "" when nobody is."""
    return say("缺{count}人", count=missing) if missing else ""
