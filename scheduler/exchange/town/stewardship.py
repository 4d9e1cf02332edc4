"""The sheet 分包: which unit answers for which point, from a day to a day."""

from scheduler.exchange import words
from scheduler.exchange.records import Record, StewardshipRecord
from scheduler.exchange.town.column import Column, Row, Sheet, in_order, last_day, one_of, several


def _records(row: Row) -> tuple[Record, ...]:
    in_order(row)
    return tuple(
        row.record(StewardshipRecord, unit=unit, point=point) for unit in row["unit"] for point in row["point"]
    )


STEWARDSHIPS = Sheet(
    "stewardships",
    "分包",
    ("包联", "分包表", "包联表", "责任分工", "stewardship"),
    (
        Column(
            title="单位",
            field="unit",
            read=several,
            aliases=("单位名称", "责任单位", "分包单位", "包联单位", "包保单位", "部门", "单位编号", "单位代码"),
            required=True,
            note="单位名称或编号；几个单位轮流的，写在同一格用顿号隔开，或分几行写。",
            width=28,
            example="示例单位甲、示例单位乙",
        ),
        Column(
            title="点位",
            field="point",
            read=several,
            aliases=(
                "点位名称",
                "路口",
                "路段",
                "分包点位",
                "包联点位",
                "值守点位",
                "执勤路口",
                "执勤点位",
                "岗位名称",
                "岗点",
                "点位编号",
            ),
            required=True,
            note="点位名称或编号；一个单位包几处的，用顿号隔开。",
            width=32,
            example="新华路与金光道交叉口",
        ),
        Column(
            title="起始日期",
            field="from_day",
            read=words.day,
            aliases=("开始日期", "起始", "开始", "自"),
            note="从哪天起，如 2026-12-1；不填表示一直以来。",
            width=14,
            example="2026-12-01",
        ),
        Column(
            title="截止日期",
            field="until_day",
            read=last_day,
            aliases=("结束日期", "截止", "结束", "至", "终止日期"),
            note="到哪天止，含当天；不填表示长期。",
            width=14,
            example="2027-06-30",
        ),
        Column(
            title="责任",
            field="part",
            read=one_of(lead="主责 主责单位 牵头 牵头单位", assist="协助 协助单位 配合 协办"),
            aliases=("主责协助", "责任类型", "分工"),
            note="主责或协助，不填为主责。",
            choices=("主责", "协助"),
            width=10,
            example="主责",
        ),
        Column(
            title="每班人数",
            field="headcount",
            read=words.text,
            aliases=("人数", "每班次人数", "值守人数", "执勤人数", "上岗人数", "需要人数"),
            offered=False,
        ),
        Column(
            title="时段",
            field="spans",
            read=words.spans,
            aliases=("时间", "值守时间", "执勤时间", "值守时段", "执勤时段", "上岗时间", "起止时间"),
            offered=False,
        ),
    ),
    _records,
)
