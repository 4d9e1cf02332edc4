"""A roster as it goes on paper, in words."""

from collections.abc import Mapping
from datetime import datetime

from scheduler import clock
from scheduler.exchange.roster_sheet import RosterSheet, SheetDay, SheetDuty, SheetShift
from scheduler.language import say
from scheduler.services.days import Day
from scheduler.services.views import OFF, RosterView, Seat, ShiftView
from scheduler.store.calendar import DayKind

LEADER = "leader"


def roster_sheet(view: RosterView, phones: Mapping[str, str], *, made: datetime) -> RosterSheet:
    """The sheet of `view`; `phones` by volunteer code, as they are to be shown."""
    return RosterSheet(
        title=view.name,
        days=tuple(sheet_day(day) for day in view.days),
        shifts=tuple(sheet_shift(view, shift, phones) for shift in view.shifts),
        note=note_of(view, made),
        made=made,
    )


def note_of(view: RosterView, made: datetime) -> str:
    """Which version it is, whether that was published, when the sheet was made: paper outlives rosters."""
    if view.published_version is None:
        state = say("未发布")
    elif view.version == view.published_version:
        state = say("已发布")
    else:
        state = say("未发布，已发布的是第 {version} 版", version=view.published_version)
    when = f"{made.astimezone(clock.TOWN):%Y-%m-%d %H:%M}"
    text = say("第 {version} 版（{state}）　{when} 制表", version=view.version, state=state, when=when)
    return f"{view.code}　{text}"


def sheet_day(day: Day) -> SheetDay:
    """A day with its mark in words."""
    marks = {DayKind.REST: say("休"), DayKind.MAKEUP: say("调休上班"), DayKind.HOLIDAY: day.name or say("节假日")}
    return SheetDay(day.day, rest=day.kind in OFF, mark=marks.get(day.kind, ""))


def sheet_shift(view: RosterView, shift: ShiftView, phones: Mapping[str, str]) -> SheetShift:
    """One shift of `view` in words; `phones` as for the sheet."""
    return SheetShift(
        date=shift.day,
        start=shift.start,
        end=shift.end,
        point=shift.point_name,
        pattern=shift.pattern,
        crew=tuple(_duty(view, seat, phones) for seat in shift.crew),
        missing=shift.missing,
    )


def _duty(view: RosterView, seat: Seat, phones: Mapping[str, str]) -> SheetDuty:
    return SheetDuty(
        name=seat.name,
        unit=seat.unit_name,
        role=view.roles.get(seat.role, seat.role) if seat.role else "",
        phone=phones.get(seat.volunteer, ""),
        leader=seat.role == LEADER,
    )
