"""Grids, teams, units, points, themes, patterns and stewardship of a plan, written."""

from collections.abc import Mapping, Sequence
from typing import Any

from scheduler.services.imports.findings import Face, Item
from scheduler.services.imports.writing import Writer
from scheduler.store.base import Base
from scheduler.store.grids import Grid
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import Team
from scheduler.store.units import Unit


def write_grids(writer: Writer, items: Sequence[Item]) -> None:
    _write_tree(writer, Grid, items)


def write_units(writer: Writer, items: Sequence[Item]) -> None:
    _write_tree(writer, Unit, items)


def write_teams(writer: Writer, items: Sequence[Item]) -> None:
    writer.write(Team, [(item, _coded(item)) for item in items])


def write_themes(writer: Writer, items: Sequence[Item]) -> None:
    writer.write(Theme, [(item, _coded(item)) for item in items])


def write_points(writer: Writer, items: Sequence[Item]) -> None:
    refers = {"kind": writer.kinds, "grid": writer.grids}
    writer.write(Point, [(item, _numbered(_coded(item), refers)) for item in items])


def write_patterns(writer: Writer, items: Sequence[Item]) -> None:
    writer.write(ShiftPattern, [(item, _numbered(_coded(item), {"theme": writer.themes})) for item in items])


def write_stewardships(writer: Writer, items: Sequence[Item]) -> None:
    rows = []
    for item in items:
        columns = dict(item.after)
        if item.row_id is None:
            unit, point, first = item.key
            columns |= {"unit_id": writer.units[unit], "point_id": writer.points[point], "from_day": first}
        rows.append((item, columns))
    writer.write(Stewardship, rows)


def _write_tree(writer: Writer, table: type[Base], items: Sequence[Item]) -> None:
    """First all without what is above them, then that: a parent may come after its child in the file."""
    flat = [(item, {name: value for name, value in _coded(item).items() if name != "parent"}) for item in items]
    writer.write(table, flat)
    ids = writer.ids(table)
    above = [
        (ids[item.key], {"parent_id": ids.get(item.after["parent"])})
        for item in items
        if "parent" in item.after and (item.row_id is not None or item.after["parent"] is not None)
    ]
    writer.update(table, above)


def _coded(item: Item) -> dict[str, Any]:
    """The columns of a row; a new one also has its code."""
    return dict(item.after) if item.row_id is not None else {"code": item.key, **item.after}


def _numbered(columns: Face, refers: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Columns with the number instead of the code for each field in `refers`."""
    plain = {name: value for name, value in columns.items() if name not in refers}
    codes = {name: columns[name] for name in refers if name in columns}
    return plain | {f"{name}_id": code and refers[name][code] for name, code in codes.items()}
