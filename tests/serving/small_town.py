"""A town that fits on a page, as a coordinator would hand it in: two units, a junction each, six people, mornings."""

from io import BytesIO
from zipfile import ZipFile

SHEETS = {
    "单位": "编号,单位名称\nu1,财政局\nu2,税务局\n",
    "点位": "编号,点位名称,类别,每班人数\np1,新华路口,路口,2\np2,金光道口,路口,2\n",
    "分包": "单位,点位\n财政局,新华路口\n税务局,金光道口\n",
    "志愿者": "编号,姓名,单位,岗位角色\n"
    "v1,张三,财政局,带班领导\nv2,李四,财政局,\nv3,王五,财政局,\n"
    "v4,赵六,税务局,带班领导\nv5,钱七,税务局,\nv6,孙八,税务局,\n",
    "班次": "编号,班次名称,日子类型,时段,人数,岗位\nam,早高峰,工作日、调休,7:30-8:30,2,带班领导1\n",
}


def zipped() -> bytes:
    """The town as a .zip of .csv files."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, text in SHEETS.items():
            archive.writestr(f"{name}.csv", text.encode())
    return file.getvalue()
