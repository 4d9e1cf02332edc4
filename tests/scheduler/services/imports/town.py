"""A small town as a file says it, two of everything."""

from scheduler.exchange.records import GridStep, PlaceRecord
from scheduler.exchange.town_file import Reading
from tests.scheduler.services.imports.said import (
    DECEMBER,
    absence,
    pattern,
    point,
    stewardship,
    unit,
    volunteer,
)

PHONE = "13800005678"
TOWN = Reading(
    units=(
        unit(code="U1", name="住建局", parent="城区指挥部", at=(116.7, 39.5), most_out_percent=30),
        unit(code="C1", name="城区指挥部"),
    ),
    points=(
        point(
            name="路口一",
            path=((116.7, 39.52),),
            came_path=((116.71, 39.53),),
            came_in="gcj02",
            headcount="4人",
            grid=(GridStep("district", "广阳区"), GridStep("street", "新开路街道")),
        ),
        point(name="路段一", kind="segment", length=850.0, headcount="每50米1人，至少8人", priority=3),
    ),
    stewardships=(stewardship("住建局", "路口一"), stewardship("U1", "路段一", from_day=DECEMBER, part="assist")),
    volunteers=(
        volunteer(
            "张三",
            "住建局",
            phone=PHONE,
            teams=("一队", "二队"),
            roles=("带班领导", "guide"),
            places=(PlaceRecord("home", (116.7, 39.5), "wgs84"),),
            availability=((5, 0, 1440),),
            usual=("路口一",),
            birth_year=1980,
            party_member=True,
            cap_week=2,
        ),
        volunteer("李四", "住建局", code="V2"),
    ),
    absences=(absence("张三", 3, reason="出差"), absence("V2", 3)),
    patterns=(pattern(point_kinds=("路口",), roles={"带班领导": 1}, headcount="每50米1人，至少8人"),),
)
