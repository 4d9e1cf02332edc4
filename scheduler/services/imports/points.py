"""Points of the file against points of the town."""

from collections.abc import Collection, Iterable, Mapping

from scheduler.errors import Invalid
from scheduler.exchange.records import PointRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.formulas import people, plain
from scheduler.services.imports.findings import Face, Findings, Item
from scheduler.services.imports.grids import Grids
from scheduler.services.imports.naming import directory, identify, listing, outside
from scheduler.services.imports.town import Town

BLANK: Face = {
    "grid": None, "shape": "point", "path": (), "came_in": "wgs84", "came_path": (), "length": None,
    "priority": 1, "headcount": None, "ended_on": None,
}  # fmt: skip
_AS_TYPED = ("length", "priority", "headcount", "ended_on")


def spoken_points(town: Town, findings: Findings, records: Iterable[PointRecord]) -> dict[str, PointRecord]:
    """By code every record of a point that the asker may know of; others are refused."""
    spoken: dict[str, PointRecord] = {}
    for record in records:
        try:
            code = identify(record, town.points)
        except Unreadable as unreadable:
            findings.refuse(record, "code" if record.coded else "name", record.code, unreadable.advice)
            continue
        if findings.claims("point", code, record, "name"):
            spoken[code] = record
    return spoken


def point_names(town: Town, spoken: Mapping[str, PointRecord]) -> Directory:
    """What points may be called, those of the file among them."""
    return directory("点位", town.points, {code: record.name for code, record in spoken.items()})


def compare_points(
    town: Town, findings: Findings, spoken: Mapping[str, PointRecord], *, claimed: Collection[str]
) -> None:
    """Notes every point in `findings`. `claimed` are those that the file gives to units of the asker's."""
    kinds, grids = directory("点位类别", town.kinds, {}), Grids(town, findings)
    for code, record in spoken.items():
        try:
            face = _face(town, record, kinds, grids)
        except _Refused as refused:
            findings.refuse(record, refused.column, refused.value, refused.advice)
            continue
        grid = face.get("grid")
        if code not in town.points.faces and not (town.everywhere or grids.mine(str(grid)) or code in claimed):
            findings.refuse(record, "name", record.name, outside())
            continue
        whole = {**BLANK, **town.points.faces.get(code, {}), **face}
        face["shape"] = "line" if len(whole["path"]) > 1 or whole["length"] is not None else "point"
        _check_headcount(town, findings, record, whole)
        if code in town.points.faces:
            item = Item("point", code, record.name, face, row_id=town.points.ids[code])
            findings.compare(item, town.points.faces[code])
        else:
            findings.add(Item("point", code, record.name, {**BLANK, **face}))
        findings.tick()


class _Refused(Exception):  # noqa: N818 (what a cell is, not what went wrong here)
    def __init__(self, column: str, value: object, advice: str) -> None:
        super().__init__(advice)
        self.column, self.value, self.advice = column, value, advice


def _face(town: Town, record: PointRecord, kinds: Directory, grids: Grids) -> dict[str, object]:
    face: dict[str, object] = {"name": record.name, "kind": _kind(town, record, kinds)}
    if "grid" in record.given:
        try:
            face["grid"] = grids.code_of(record.grid)
        except Unreadable as unreadable:
            raise _Refused("grid", "/".join(step.name for step in record.grid), unreadable.advice) from unreadable
    if "path" in record.given:
        face |= {"path": record.path, "came_path": record.came_path, "came_in": record.came_in or "wgs84"}
        if len(record.path) > 1:
            face["length"] = record.length
    face |= {field: getattr(record, field) for field in _AS_TYPED if field in record.given}
    if record.headcount is not None:
        try:
            face["headcount"] = plain(record.headcount)
        except Invalid as invalid:
            raise _Refused("headcount", record.headcount, str(invalid)) from invalid
    return face


def _kind(town: Town, record: PointRecord, kinds: Directory) -> str:
    try:
        return kinds.code_of(record.kind)
    except Unreadable as unreadable:
        advice = say("没有这个点位类别，可用的有：{names}", names=listing(town.kinds))
        raise _Refused("kind", record.kind, advice) from unreadable


def _check_headcount(town: Town, findings: Findings, record: PointRecord, whole: Face) -> None:
    formula = whole["headcount"] or town.kinds.faces[whole["kind"]]["headcount"]
    try:
        people(formula, whole["length"])
    except Invalid as invalid:
        findings.refuse(record, "headcount", formula, str(invalid))
