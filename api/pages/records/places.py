"""Units, grids, kinds of point and points, as pages show them."""

from api.pages.records.inputs import DAY, HEADCOUNT, METRES, PATH, SPOT, TEXT, choose, whole
from api.pages.records.record import Field, Group, Record
from api.pages.records.understood import SYSTEMS
from api.rest import grids, point_kinds, points, units

_NAME = Field("name", "名称", TEXT, must=True)
_SEARCH = Field("search", "编号或名称", TEXT)
_LEVELS = {"city": "市", "district": "区县", "street": "街道", "community": "社区"}
_FORMULA = "一个数，或“每50米1人，至少8人”这样的算法。"

UNITS = Record(
    noun="unit",
    path="units",
    name="单位",
    about="出人值守的机关、街道、企业和它们的上级。停用不删除：以前的排班还要用到。",
    icon="box",
    looks=units.LOOKS,
    edits=units.EDITS,
    columns=("code", "name", "parent", "contact", "most_out_percent", "ended_on"),
    groups=(
        Group(
            "",
            (
                Field("name", "单位名称", TEXT, must=True),
                Field("parent", "上级单位", choose("units")),
                Field("contact", "联系人", TEXT, "谁来协调这个单位的排班。"),
                Field(
                    "most_out_percent",
                    "最多外出比例",
                    whole(1, 100),
                    "工作日同一时刻最多百分之几的人在外值守；不填按全市统一设置。",
                ),
                Field(
                    "at",
                    "坐标",
                    SPOT,
                    "办公地点的经度,纬度（WGS-84）。从高德、百度取的先贴到“坐标换算”里，换算好点一下就填进来。",
                ),
                Field("ended_on", "停用日期", DAY, "从这一天起不再参加，平时空着。"),
            ),
        ),
    ),
    filters=(
        _SEARCH,
        Field("under", "属于", choose("units")),
        Field("top", "只看最上一级", choose(true="是", false="否")),
    ),
    extra="records/convert.html",
    script="js/convert.js",
)

GRIDS = Record(
    noun="grid",
    path="grids",
    name="网格",
    about="全市的划分，从市、区县、街道到社区；权限可以按网格给。",
    icon="roster",
    looks=grids.LOOKS,
    edits=grids.EDITS,
    columns=("code", "name", "level", "parent"),
    groups=(
        Group(
            "",
            (
                _NAME,
                Field("level", "级别", choose(**_LEVELS), "要低于上级网格。", must=True),
                Field("parent", "上级网格", choose("grids")),
            ),
        ),
    ),
    filters=(_SEARCH, Field("level", "级别", choose(**_LEVELS)), Field("under", "属于", choose("grids"))),
)

POINT_KINDS = Record(
    noun="point_kind",
    path="point-kinds",
    name="点位类别",
    about="路口、路段、小区……每一类有自己的人数标准。",
    icon="place",
    looks=point_kinds.LOOKS,
    edits=point_kinds.EDITS,
    columns=("position", "code", "name", "headcount", "category"),
    groups=(
        Group(
            "",
            (
                _NAME,
                Field("headcount", "每班人数", HEADCOUNT, _FORMULA, must=True),
                Field("position", "次序", whole(0, 10_000), "在清单里排第几。", must=True),
                Field("category", "测评类别", whole(1, 23), "文明城市测评的类别，1 到 23；本市自定的不填。"),
            ),
        ),
    ),
)

POINTS = Record(
    noun="point",
    path="points",
    name="点位",
    about="有人值守的路口、路段和小区。",
    icon="place",
    looks=points.LOOKS,
    edits=points.EDITS,
    columns=("code", "name", "kind", "grid", "headcount", "priority", "ended_on"),
    groups=(
        Group(
            "",
            (
                Field("name", "点位名称", TEXT, must=True),
                Field("kind", "类别", choose("kinds"), must=True),
                Field("grid", "网格", choose("grids")),
                Field(
                    "headcount", "每班人数", HEADCOUNT, "一个数，或“每50米1人，至少8人”这样的算法。不填按类别的标准。"
                ),
                Field("priority", "优先级", whole(1, 9), "1 到 9，9 最重要：人手不够时先保重要的。", must=True),
                Field("length", "长度", METRES, "路段长度，如 850米 或 1.2公里；不填则按坐标量出。"),
                Field("ended_on", "停用日期", DAY, "从这一天起不再值守，平时空着。"),
            ),
        ),
        Group(
            "在哪里",
            (
                Field(
                    "path",
                    "坐标",
                    PATH,
                    "经度,纬度，度分秒也行，或从高德、百度复制的链接；路段每行一个拐点。不填则不按远近安排。",
                ),
                Field("datum", "坐标系", choose(**SYSTEMS), "坐标是从哪个地图上取的；弄错会偏几百米。", must=True),
            ),
        ),
    ),
    filters=(
        _SEARCH,
        Field("kind", "类别", choose("kinds")),
        Field("grid", "网格", choose("grids")),
        Field("unit", "负责的单位", choose("units")),
        Field("uncovered", "没有单位负责", choose(true="是", false="否")),
    ),
    extra="records/point_map.html",
    script="js/place.js",
)
