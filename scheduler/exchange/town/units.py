"""The sheet 单位: units and the commands above them."""

from dataclasses import replace

from scheduler.exchange import words
from scheduler.exchange.records import Record, UnitRecord
from scheduler.exchange.town.column import CODE, Column, Row, Sheet, coded
from scheduler.exchange.town.places import converted, longitude_and_latitude, system, typed_pair


def _records(row: Row) -> tuple[Record, ...]:
    pair = row.get("at") or typed_pair(row)
    came_in = (row.get("system") or "wgs84") if pair else None
    at = converted(pair, came_in) if pair and came_in else None
    without = ("longitude", "latitude", "system")
    return (row.record(UnitRecord, without=without, **coded(row), at=at, came_in=came_in),)


UNITS = Sheet(
    "units",
    "单位",
    ("单位名单", "单位表", "部门", "units"),
    (
        replace(CODE, aliases=(*CODE.aliases, "单位编号", "单位代码")),
        Column(
            title="单位名称",
            field="name",
            read=words.name,
            aliases=("单位", "名称", "部门", "部门名称", "责任单位"),
            required=True,
            note="全称或惯用简称；其他各表提到单位时用同样的写法，或用编号。",
            width=24,
            example="市住房和城乡建设局",
        ),
        Column(
            title="上级单位",
            field="parent",
            read=words.name,
            aliases=("指挥部", "分指挥部", "主管单位", "上级", "上级单位编号", "上级编号"),
            note="指挥部或分指挥部的名称或编号，没有就空着。",
            width=20,
            example="城区分指挥部",
        ),
        Column(
            title="坐标",
            field="at",
            read=words.coordinate,
            aliases=("经纬度", "办公地点坐标", "位置"),
            fills=("at", "came_in"),
            note="办公地点：经度,纬度。用来就近安排，可不填。",
            width=24,
            example="116.7041,39.5232",
        ),
        *longitude_and_latitude("at", "came_in"),
        system("at", "came_in"),
        Column(
            title="最多外出比例",
            field="most_out_percent",
            read=words.percent,
            aliases=("外出比例", "最多同时外出", "最大外出比例"),
            note="工作日同一时刻最多有百分之多少的人在外值守，保证窗口有人；不填按全市统一设置。",
            width=14,
            example="30%",
        ),
        Column(
            title="联系人",
            field="contact",
            read=words.text,
            aliases=("联系方式", "负责人", "联络员"),
            note="谁来协调这个单位的排班，可不填。",
            width=16,
            example="办公室",
        ),
        Column(
            title="停用日期",
            field="ended_on",
            read=words.day,
            aliases=("撤销日期", "停用"),
            note="从这一天起不再参加，平时空着。",
            width=14,
        ),
    ),
    _records,
)
