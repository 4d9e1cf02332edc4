"""The sheet 点位: the intersections, road segments, communities and other places that are staffed."""

from dataclasses import replace

from scheduler.exchange import words
from scheduler.exchange.records import PointRecord, Record
from scheduler.exchange.town.column import CODE, Column, Row, Sheet, coded
from scheduler.exchange.town.grids import grid
from scheduler.exchange.town.places import converted, longitude_and_latitude, system, typed_pair
from scheduler.geo import line_metres

KINDS = ("路口", "路段", "小区", "公园广场", "农贸市场", "超市商场", "医院", "学校", "公交站", "政务大厅")


def _priority(value: object) -> int:
    return words.whole(value, least=1, most=9)


def _records(row: Row) -> tuple[Record, ...]:
    pair = typed_pair(row)
    came_path = row.get("path") or ((pair,) if pair else ())
    came_in = (row.get("system") or "wgs84") if came_path else None
    path = tuple(converted(pair, came_in) for pair in came_path if came_in)
    length = row.get("length") or (round(line_metres(path), 1) if len(path) > 1 else None)
    return (
        row.record(
            PointRecord,
            without=("longitude", "latitude", "system"),
            **coded(row),
            path=path,
            came_path=came_path,
            came_in=came_in,
            length=length,
        ),
    )


_PLACE = ("path", "came_path", "came_in")

POINTS = Sheet(
    "points",
    "点位",
    ("点位名单", "点位表", "路口", "points"),
    (
        replace(CODE, aliases=(*CODE.aliases, "点位编号")),
        Column(
            title="点位名称",
            field="name",
            read=words.name,
            aliases=("点位", "名称", "路口", "路口名称", "路段", "路段名称", "值守点位"),
            required=True,
            note="其他各表提到点位时用同样的写法，或用编号。",
            width=28,
            example="新华路与金光道交叉口",
        ),
        Column(
            title="类别",
            field="kind",
            read=words.name,
            aliases=("点位类别", "类型", "点位类型"),
            required=True,
            note="点位类别的名称：路口、路段、小区……清单可以在系统里增改。",
            choices=KINDS,
            example="路口",
        ),
        Column(
            title="网格",
            field="grid",
            read=grid,
            aliases=("所属网格", "所在网格", "辖区"),
            note="从大到小用 / 隔开：区/街道/社区。",
            width=28,
            example="广阳区/新开路街道/和平社区",
        ),
        Column(
            title="坐标",
            field="path",
            read=words.path,
            aliases=("经纬度", "位置"),
            fills=_PLACE,
            note="经度,纬度；路段依次写出各拐点，用分号隔开。不填则不按远近安排。",
            width=34,
            example="116.7010,39.5210",
        ),
        *longitude_and_latitude(*_PLACE),
        system(*_PLACE),
        Column(
            title="长度",
            field="length",
            read=words.metres,
            aliases=("路段长度", "长度米"),
            measured=True,
            note="路段长度，如 850米 或 1.2公里；不填则按坐标量出。",
            example="",
        ),
        Column(
            title="优先级",
            field="priority",
            read=_priority,
            aliases=("重要程度", "重要性"),
            note="1 到 9，9 最重要：人手不够时先保重要的。不填为 1。",
            choices=tuple("123456789"),
            width=10,
            example=3,
        ),
        Column(
            title="每班人数",
            field="headcount",
            read=words.text,
            aliases=("人数", "每班次人数", "值守人数", "需要人数"),
            note="一个数，或“每50米1人，至少8人”这样的算法；不填按类别的标准。",
            width=22,
            example="4",
        ),
        Column(
            title="停用日期",
            field="ended_on",
            read=words.day,
            aliases=("撤销日期", "停用"),
            note="从这一天起不再值守，平时空着。",
            width=14,
        ),
    ),
    _records,
)
