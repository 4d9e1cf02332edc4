"""A roster as a list, a person a line; or person by person, with the days of each."""

from collections import defaultdict
from datetime import date

from rich.console import Console
from rich.text import Text

from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services.ours.cut import besides
from scheduler.services.views import RosterView, Seat, ShiftView
from scheduler.services.wording import weekday_text


def show_list(console: Console, view: RosterView, only: date | None = None) -> None:
    """Date, time, point, role, name, unit, and what the shift is called; an empty seat has a line too."""
    table = listing(say("日期"), say("时间"), say("点位"), say("角色"), say("姓名"), say("单位"), say("班次"))
    for shift in view.shifts:
        if only in (None, shift.day):
            when, code = f"{shift.day:%m-%d} {weekday_text(shift.day)}", Text(shift.code)
            for seat in shift.crew:
                role = view.roles.get(seat.role, seat.role) if seat.role else ""
                name = f"{seat.name}{'*' if seat.locked else ''}"
                table.add_row(*map(Text, (when, shift.time, shift.point_name, role, name, seat.unit_name)), code)
            if besides(shift):
                table.add_row(*map(Text, (when, shift.time, shift.point_name, "", besides(shift), "")), code)
            for _ in range(shift.missing):
                table.add_row(
                    *map(Text, (when, shift.time, shift.point_name, "")), Text(say("空岗"), style="red"), "", code
                )
    console.print(table)


def show_people(console: Console, view: RosterView, only: date | None = None) -> None:
    """Whoever has a duty: how many, and when and where."""
    held: dict[str, list[tuple[ShiftView, Seat]]] = defaultdict(list)
    for shift in view.shifts:
        if only in (None, shift.day):
            for seat in shift.crew:
                held[seat.volunteer].append((shift, seat))
    table = listing(say("编号"), say("姓名"), say("单位"), say("次数"), say("值守"))
    for code in sorted(held):
        duties = say("、").join(_brief(shift) for shift, _ in held[code])
        seat = held[code][0][1]
        table.add_row(*map(Text, (code, seat.name, seat.unit_name, str(len(held[code])), duties)))
    console.print(table)


def _brief(shift: ShiftView) -> str:
    return f"{shift.day.month}/{shift.day.day} {shift.time.partition('–')[0]} {shift.point_name}"
