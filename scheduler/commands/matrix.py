"""The matrix: a row a day, a column a point, names in the cells; as many points side by side as the terminal holds."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scheduler.language import say
from scheduler.services.days import Day
from scheduler.services.ours.cut import besides
from scheduler.services.views import OFF, RosterView, ShiftView
from scheduler.services.wording import clock_text, weekday_text
from scheduler.store.calendar import DayKind, DaySource

_NARROW, _WIDE = 19, 30
_DATE = 15

Cells = Mapping[tuple[date, str], list[ShiftView]]


def show_matrix(console: Console, view: RosterView, only: date | None = None) -> None:
    """One table after another until every point had its column; `only` one day, and the points with a shift on it."""
    cells: dict[tuple[date, str], list[ShiftView]] = defaultdict(list)
    shifts = [shift for shift in view.shifts if only in (None, shift.day)]
    names = {shift.point: shift.point_name for shift in sorted(shifts, key=lambda shift: shift.point)}
    for shift in shifts:
        cells[shift.day, shift.point].append(shift)
    days = [day for day in view.days if only in (None, day.day) and any((day.day, point) in cells for point in names)]
    points, fit = list(names), max(1, (console.width - _DATE) // (_NARROW + 1))
    for n in range(0, len(points), fit):
        block = points[n : n + fit]
        shown = {point: names[point] for point in block}
        console.print(_table(shown, days, cells, roles=view.roles, width=_width(console, len(block))))
    if any(seat.locked for shift in shifts for seat in shift.crew):
        console.print(say("* 已锁定"), style="dim")


def _width(console: Console, columns: int) -> int:
    return min(_WIDE, (console.width - _DATE) // columns - 1)


def _table(names: Mapping[str, str], days: list[Day], cells: Cells, *, roles: Mapping[str, str], width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column(say("日期"), no_wrap=True)
    for point, name in names.items():
        table.add_column(f"{escape(name)}\n[dim]{escape(point)}[/dim]", width=width, overflow="fold")
    for day in days:
        style = "cyan" if day.kind in OFF else None
        row = [_cell(cells.get((day.day, point), []), roles, width) for point in names]
        table.add_row(day_label(day), *row, style=style)
    return table


def day_label(day: Day) -> str:
    """12-05 六 休; 调 marks a make-up workday, ? a day of which only a guess is known."""
    mark = "休" if day.kind in OFF else "调" if day.kind is DayKind.MAKEUP else ""
    guess = "?" if day.source is DaySource.PROVISIONAL else ""
    return f"{day.day:%m-%d} {weekday_text(day.day)} {say(mark) if mark else ''}{guess}".rstrip()


def _cell(shifts: list[ShiftView], roles: Mapping[str, str], width: int) -> str:
    """One line a shift, longer ones folded between names; the hour is left out nowhere."""
    lines: list[str] = []
    for shift in shifts:
        names = [f"{seat.name}{'*' if seat.locked else ''}" for seat in shift.crew]
        named = [escape(name) for name in (*names, besides(shift)) if name]
        lines += _folded(clock_text(shift.start), named, _gap(shift, roles), width)
    return "\n".join(lines)


def _gap(shift: ShiftView, roles: Mapping[str, str]) -> str:
    if shift.missing:
        return say("缺{count}人", count=shift.missing)
    return say("、").join(say("缺{role}", role=roles.get(role, role)) for role in shift.missing_roles)


def _folded(hour: str, names: list[str], gap: str, width: int) -> list[str]:
    lines, line = [], hour
    for word in [*names, *([gap] if gap else [])]:
        if cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = " " * len(hour)
        line += f" [bold red]{word}[/bold red]" if word == gap and gap else f" {word}"
    return [*lines, line]
