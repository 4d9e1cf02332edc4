"""Units, grids, points and who answers for which; with the kinds of point that civility campaigns visit."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import (
    code,
    day,
    degrees,
    key,
    listed,
    number,
    refers,
    span,
    text,
    within,
    words,
)

revision = "0001"
down_revision = None

# (code, name, staffing formula) in the order of the campaign's list, 1 to 23.
KINDS = (
    ("main_road", "主干道", "max(1, length/200)"),
    ("segment", "路段", "max(1, length/200)"),
    ("lane", "背街小巷", "1"),
    ("intersection", "路口", "2"),
    ("neighbourhood", "社区", "2"),
    ("community", "小区", "2"),
    ("park", "公园广场", "2"),
    ("shopping_street", "商业大街", "max(2, length/200)"),
    ("wet_market", "农贸市场", "2"),
    ("mall", "超市商场", "2"),
    ("restaurant", "宾馆饭店", "1"),
    ("hospital", "医院", "2"),
    ("school", "学校", "2"),
    ("service_hall", "政务大厅", "1"),
    ("bank", "银行网点", "1"),
    ("railway_station", "火车站", "4"),
    ("coach_station", "长途汽车站", "2"),
    ("bus_stop", "公交站", "1"),
    ("culture_hall", "公共文化场馆", "1"),
    ("civility_station", "新时代文明实践站", "1"),
    ("cinema", "影剧院", "1"),
    ("building_site", "建筑工地", "1"),
    ("urban_fringe", "城乡结合部", "2"),
)


def upgrade() -> None:
    _areas()
    _points()
    op.create_table(
        "stewardship",
        key(),
        refers("unit_id", "unit", found=False),
        refers("point_id", "point"),
        words("part", "part", "lead", "assist"),
        day("from_day"),
        day("until_day", needed=False),
        sa.UniqueConstraint("unit_id", "point_id", "from_day"),
        span("from_day", "until_day"),
    )


def downgrade() -> None:
    for table in ("stewardship", "point", "point_kind", "grid", "unit"):
        op.drop_table(table)


def _areas() -> None:
    op.create_table(
        "unit",
        key(),
        code(),
        text("name"),
        refers("parent_id", "unit", needed=False),
        degrees("longitude", needed=False),
        degrees("latitude", needed=False),
        number("most_out_percent", needed=False),
        text("contact", needed=False),
        day("ended_on", needed=False),
        within("longitude", -180, 180),
        within("latitude", -90, 90),
        within("most_out_percent", 1, 100),
    )
    op.create_table(
        "grid",
        key(),
        code(),
        text("name"),
        words("level", "gridlevel", "city", "district", "street", "community"),
        refers("parent_id", "grid", needed=False),
    )


def _points() -> None:
    kinds = op.create_table(
        "point_kind",
        key(),
        code(),
        text("name"),
        text("headcount"),
        number("position"),
        number("category", needed=False),
        within("category", 1, 23),
    )
    rows = [
        {"code": code, "name": name, "headcount": headcount, "position": place, "category": place}
        for place, (code, name, headcount) in enumerate(KINDS, 1)
    ]
    op.bulk_insert(kinds, rows)
    op.create_table(
        "point",
        key(),
        code(),
        text("name"),
        refers("kind_id", "point_kind"),
        refers("grid_id", "grid", needed=False),
        words("shape", "shape", "point", "line"),
        listed("path"),
        words("came_in", "datum", "wgs84", "gcj02", "bd09"),
        listed("came_path"),
        sa.Column("length", sa.Double),
        number("priority"),
        text("headcount", needed=False),
        day("ended_on", needed=False),
        within("priority", 1, 9),
    )
