"""A town's file that was written from records and is read again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scheduler.exchange.importing import read_town
from scheduler.exchange.origin import Origin
from scheduler.exchange.records import (
    AbsenceRecord,
    GridStep,
    PatternRecord,
    PlaceRecord,
    PointRecord,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Sheet
from scheduler.exchange.town_file import Reading
from scheduler.exchange.town_workbook import town_workbook
from scheduler.exchange.written import CELLS, Cells

TODAY = date(2026, 11, 22)
MADE = datetime(2026, 11, 22, tzinfo=UTC)
NOWHERE = Origin("", 0)
NOTHING: frozenset[str] = frozenset()

UNITS = (
    UnitRecord(code="U1", coded=True, name="城区分指挥部", origin=NOWHERE, given=NOTHING),
    UnitRecord(
        code="U2", coded=True, name="市财政局", parent="城区分指挥部", at=(116.7041, 39.5232), came_in="wgs84",
        most_out_percent=30, contact="办公室", ended_on=date(2027, 3, 1), origin=NOWHERE, given=NOTHING,
    ),
    UnitRecord(code="市水务局", coded=False, name="市水务局", most_out_percent=1, origin=NOWHERE, given=NOTHING),
)  # fmt: skip
POINTS = (
    PointRecord(
        code="P1", coded=True, name="新华路与金光道交叉口", kind="路口",
        grid=(GridStep("district", "广阳区"), GridStep("street", "新开路街道"), GridStep("community", "和平社区")),
        path=((116.701, 39.521),), came_path=((116.701, 39.521),), came_in="wgs84", priority=3, headcount="4",
        ended_on=date(2027, 1, 1), origin=NOWHERE, given=NOTHING,
    ),
    PointRecord(
        code="P2", coded=True, name="银河路北段", kind="路段", path=((116.70, 39.52), (116.70, 39.53)),
        came_path=((116.70, 39.52), (116.70, 39.53)), came_in="wgs84", length=1111.9, headcount="每50米1人,至少8人",
        origin=NOWHERE, given=NOTHING,
    ),
    PointRecord(code="=1+1", coded=True, name="@康乐小区", kind="小区", origin=NOWHERE, given=NOTHING),
)  # fmt: skip
STEWARDSHIPS = (
    StewardshipRecord(unit="市财政局", point="P1", origin=NOWHERE, given=NOTHING),
    StewardshipRecord(
        unit="U1", point="P2", from_day=date(2026, 12, 1), until_day=date(2027, 7, 1), part="assist",
        origin=NOWHERE, given=NOTHING,
    ),
)  # fmt: skip
VOLUNTEERS = (
    VolunteerRecord(
        code="V1", coded=True, name="张三", unit="市财政局", phone="13800000000", teams=("一队", "二队"),
        roles=("带班领导", "引导员"),
        places=(PlaceRecord("office", (116.7, 39.52), "wgs84"), PlaceRecord("home", (116.71, 39.53), "wgs84")),
        birth_year=1985, party_member=True, kind="elder", guardian_note="2026-09", cap_day=1, cap_week=3,
        cap_total=10, cap_weekends=0, rest=660, reach=2500.5,
        availability=((0, 420, 540), (0, 1080, 1260), (5, 0, 1440)), usual=("P1", "P2"),
        joined_on=date(2026, 1, 1), left_on=date(2027, 1, 1), origin=NOWHERE, given=NOTHING,
    ),
    VolunteerRecord(code="市水务局-李四", coded=False, name="李四", unit="市水务局", origin=NOWHERE, given=NOTHING),
)  # fmt: skip
ABSENCES = (
    # In the town it is eight hours later: the whole of 1 and 2 December, then 14:00 to 18:30 on the 4th.
    AbsenceRecord(
        volunteer="V1", starts=datetime(2026, 11, 30, 16, tzinfo=UTC), ends=datetime(2026, 12, 2, 16, tzinfo=UTC),
        reason="出差", origin=NOWHERE, given=NOTHING,
    ),
    AbsenceRecord(
        volunteer="李四", unit="市水务局", starts=datetime(2026, 12, 4, 6, tzinfo=UTC),
        ends=datetime(2026, 12, 4, 10, 30, tzinfo=UTC), origin=NOWHERE, given=NOTHING,
    ),
)  # fmt: skip
PATTERNS = (
    PatternRecord(
        code="B1", coded=True, name="早晚高峰", day_kinds=("workday", "makeup"), weekdays=(1, 3, 5),
        from_day=date(2026, 12, 1), until_day=date(2027, 1, 1), point_kinds=("路口", "路段"), points=("康乐小区",),
        spans=((435, 495), (1035, 1095)), summer_spans=((420, 480),), summer_from="06-01", summer_until="10-01",
        headcount="4", roles={"带班领导": 1, "引导员": 2}, load=2, rain_cancels=True, counts_hours=False,
        counts_fairness=False, active=False, theme="文明交通月", replaces=("B2",), origin=NOWHERE, given=NOTHING,
    ),
    PatternRecord(
        code="夜班", coded=False, name="夜班", day_kinds=("rest", "holiday"), spans=((1320, 1800), (1200, 1440)),
        origin=NOWHERE, given=NOTHING,
    ),
)  # fmt: skip
TOWN = Reading(UNITS, POINTS, STEWARDSHIPS, VOLUNTEERS, ABSENCES, PATTERNS)


def read_back(town: Reading, folder: Path) -> Reading:
    file = folder / "town.xlsx"
    file.write_bytes(town_workbook("某市", town, made=MADE))
    return read_town(file, today=TODAY)


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    assert read_back(TOWN, tmp_path) == TOWN


def test_an_empty_town_comes_back_empty(tmp_path: Path) -> None:
    assert read_back(Reading(), tmp_path) == Reading()


def test_the_same_records_are_the_same_file() -> None:
    assert town_workbook("某市", TOWN, made=MADE) == town_workbook("某市", TOWN, made=MADE)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_every_column_that_is_offered_is_written(sheet: Sheet) -> None:
    cells: Cells = CELLS[sheet.key](getattr(TOWN, sheet.key)[0])
    assert set(cells) | {"office", "home"} >= {column.field for column in sheet.columns if column.offered}


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        pytest.param(("workday", "makeup"), "工作日", id="the days that offices work"),
        pytest.param(("workday",), "普通工作日", id="those without the make-up days"),
        pytest.param(("workday", "rest", "holiday", "makeup"), "每天", id="every day"),
        pytest.param(("rest", "holiday"), "休息日、节假日", id="the days off"),
        pytest.param(("rest", "makeup"), "调休上班日、休息日", id="Saturdays and Sundays however they fall"),
    ],
)
def test_kinds_of_day_are_written_in_the_words_that_are_read(kinds: tuple[str, ...], words: str) -> None:
    pattern = PatternRecord(
        code="B", coded=True, name="早班", day_kinds=kinds, spans=((435, 495),), origin=NOWHERE, given=NOTHING
    )

    assert CELLS["patterns"](pattern)["day_kinds"] == words
