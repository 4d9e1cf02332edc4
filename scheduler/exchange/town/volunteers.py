"""The sheet 志愿者: the people, where they come from, when they can serve and what their limits are."""

import re
from dataclasses import replace
from datetime import date

from scheduler.exchange import words
from scheduler.exchange.records import PlaceRecord, Record, VolunteerRecord
from scheduler.exchange.town.column import CODE, Column, Row, Sheet, one_of, several
from scheduler.exchange.town.limits import LIMITS
from scheduler.exchange.town.places import converted, system
from scheduler.language import say

_ID_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}")
_BIRTH = re.compile(r"((?:18|19|20|21)\d{2})(?:年?|[-./年 ].*|(?:0[1-9]|1[0-2])(?:[0-3]\d)?)")


def _birth_year(value: object) -> int:
    text = words.tidy(value)
    if isinstance(value, date):
        return value.year
    if _ID_NUMBER.fullmatch(text):
        raise words.Unreadable(say("系统不收身份证号，请只填出生年份，如 1985"))
    match = _BIRTH.fullmatch(text)
    if match is None:
        raise words.Unreadable(say("请填四位出生年份，如 1985"))
    return int(match[1])


def _records(row: Row) -> tuple[Record, ...]:
    came_in = row.get("system") or "wgs84"
    places = tuple(
        PlaceRecord(kind, converted(row[kind], came_in), came_in) for kind in ("office", "home") if row.get(kind)
    )
    typed = row.get("code")
    return (
        row.record(
            VolunteerRecord,
            without=("office", "home", "system"),
            code=typed or f"{row['unit']}-{row['name']}",
            coded=typed is not None,
            places=places,
        ),
    )


VOLUNTEERS = Sheet(
    "volunteers",
    "志愿者",
    ("志愿者名单", "人员", "人员名单", "名单", "花名册", "volunteers"),
    (
        replace(CODE, aliases=(*CODE.aliases, "工号", "志愿者编号")),
        Column(
            title="姓名",
            field="name",
            read=words.name,
            aliases=("名字", "志愿者", "志愿者姓名", "人员姓名"),
            required=True,
            note="同一单位有同名的，请填编号。",
            example="示例张三",
        ),
        Column(
            title="单位",
            field="unit",
            read=words.name,
            aliases=("单位名称", "所在单位", "工作单位", "责任单位", "部门", "单位编号", "单位代码"),
            required=True,
            note="单位名称或编号，与“单位”表一致。",
            width=24,
            example="市住房和城乡建设局",
        ),
        Column(
            title="手机",
            field="phone",
            read=words.phone,
            aliases=("电话", "联系电话", "手机号", "手机号码", "电话号码", "联系方式"),
            note="11 位手机号，或带区号的座机。加密保存，只在需要联系时给有权的人看。",
            width=16,
            example="13800000000",
        ),
        Column(
            title="志愿服务队",
            field="teams",
            read=words.names,
            aliases=("队伍", "服务队", "所在队伍"),
            note="可写几支，用顿号隔开。",
            width=18,
            example="文明交通志愿服务队",
        ),
        Column(
            title="岗位角色",
            field="roles",
            read=words.names,
            aliases=("岗位", "角色", "可任岗位"),
            note="能担任的岗位：带班领导、引导员、劝导员、宣传员、监督员、示范员……用顿号隔开。",
            width=20,
            example="带班领导、引导员",
        ),
        Column(
            title="办公地点坐标",
            field="office",
            read=words.coordinate,
            aliases=("办公坐标", "单位坐标", "坐标", "经纬度"),
            fills=("places", "office"),
            note="经度,纬度；不填就用单位的坐标。",
            width=22,
        ),
        Column(
            title="住址坐标",
            field="home",
            read=words.coordinate,
            aliases=("家庭坐标", "住地坐标"),
            fills=("places", "home"),
            note="经度,纬度，可不填；只用来就近安排。",
            width=22,
        ),
        replace(system("places"), example=""),
        Column(
            title="出生年份",
            field="birth_year",
            read=_birth_year,
            aliases=("出生年", "出生年月", "出生日期", "生年"),
            note="四位年份。不要填身份证号。",
            example=1985,
        ),
        Column(
            title="党员",
            field="party_member",
            read=words.yes_no,
            aliases=("是否党员", "政治面貌", "中共党员"),
            note="是或否，不填为否。",
            choices=("是", "否"),
            width=8,
            example="是",
        ),
        Column(
            title="人员类别",
            field="kind",
            read=one_of(
                ordinary="普通 一般 在职 干部 职工 成人", student="学生 大学生 中学生", elder="老年 老年人 退休 长者"
            ),
            aliases=("类别", "志愿者类别", "人员类型"),
            note="普通、学生（只排周末）、老年（不排晚上和高温），不填为普通。",
            choices=("普通", "学生", "老年"),
            width=10,
            example="普通",
        ),
        Column(
            title="监护人同意",
            field="guardian_note",
            read=words.text,
            aliases=("监护人同意书", "监护人"),
            note="未满 18 岁的写明同意书编号或日期。",
            width=16,
        ),
        *LIMITS,
        Column(
            title="常去点位",
            field="usual",
            read=several,
            aliases=("固定点位", "定岗点位", "点位", "点位编号"),
            note="尽量安排到的点位，名称或编号，用顿号隔开。",
            width=24,
        ),
        Column(
            title="加入日期",
            field="joined_on",
            read=words.day,
            aliases=("入队日期", "入队时间"),
            note="可不填。",
            width=14,
        ),
        Column(
            title="离队日期",
            field="left_on",
            read=words.day,
            aliases=("退出日期", "离队"),
            note="从这一天起不再排班，平时空着。",
            width=14,
        ),
    ),
    _records,
)
