"""Volunteers, teams and roles, as pages show them."""

from api.pages.records.inputs import (
    CHECK,
    DAY,
    HEADCOUNT,
    METRES,
    MINUTES,
    SPOT,
    TEXT,
    WEEK,
    Input,
    boxes,
    choose,
    whole,
)
from api.pages.records.record import Field, Group, Record
from api.rest import roles, teams, volunteers

_KINDS = {"ordinary": "普通", "student": "学生", "elder": "老年"}
_PHONE = Input(attributes={"maxlength": 40, "inputmode": "tel", "autocomplete": "off"})
_SEARCH = Field("search", "编号或名称", TEXT)

VOLUNTEERS = Record(
    noun="volunteer",
    path="volunteers",
    name="志愿者",
    about="来值守的人。人只会离队，不会删除：服务过的次数要留着。",
    icon="person",
    looks=volunteers.LOOKS,
    edits=volunteers.EDITS,
    columns=("code", "name", "unit", "phone", "kind", "party_member", "roles", "left_on"),
    groups=(
        Group(
            "",
            (
                Field("name", "姓名", Input(attributes={"maxlength": 100}), must=True),
                Field("unit", "单位", choose("units"), must=True),
                Field("phone", "手机", _PHONE, "加密保存。要改就写完整的号码；照原样留着则不变。"),
                Field("kind", "人员类别", choose(**_KINDS), "学生只排休息日，老年不排晚上和高温。", must=True),
                Field("party_member", "党员", CHECK),
                Field("roles", "岗位角色", boxes("roles"), "能担任的岗位。"),
                Field("teams", "志愿服务队", boxes("teams")),
            ),
        ),
        Group(
            "什么时候、去哪里",
            (
                Field("availability", "可值守时间", WEEK, "如 周一至周五 18:00-21:00；周末全天。不填表示随时可以。"),
                Field("usual", "常去点位", boxes("points"), "尽量安排到这些点位。"),
                Field("joined_on", "加入日期", DAY),
                Field("left_on", "离队日期", DAY, "从这一天起不再排班，平时空着。"),
            ),
        ),
        Group(
            "上限和其他",
            (
                Field("cap_day", "每天上限", whole(0, 1000), "最多值守几次；各项上限不填按全市统一设置。"),
                Field("cap_week", "每周上限", whole(0, 1000)),
                Field("cap_total", "每期上限", whole(0, 1000), "一张排班表里最多几次。"),
                Field("cap_weekends", "周末上限", whole(0, 1000), "一张排班表里最多占几个周末。"),
                Field("rest", "间隔", MINUTES, "两次值守之间至少隔多久，如 11小时；只写数字是分钟。"),
                Field("reach", "到岗范围", METRES, "最远能去多远，如 3公里；只写数字是米。"),
                Field("office", "办公地点坐标", SPOT, "经度,纬度，WGS-84；不填就用单位的坐标。"),
                Field("home", "住址坐标", SPOT, "经度,纬度，WGS-84；只用来就近安排。"),
                Field("birth_year", "出生年份", whole(1900, 2100), "满 16 岁才能参加；不要填身份证号。"),
                Field("guardian_note", "监护人同意", TEXT, "未满 18 岁的写明同意书编号或日期。"),
            ),
            folded=True,
        ),
    ),
    filters=(
        Field("search", "编号、姓名、拼音或完整的手机号", TEXT),
        Field("unit", "单位", choose("units")),
        Field("team", "志愿服务队", choose("teams")),
        Field("role", "岗位角色", choose("roles")),
        Field("kind", "人员类别", choose(**_KINDS)),
        Field("on", "这一天还在", DAY),
    ),
    extra="records/leaving.html",
)

TEAMS = Record(
    noun="team",
    path="teams",
    name="志愿服务队",
    about="跨单位的队伍；谁在队里，在志愿者的页面上选。",
    icon="person",
    looks=teams.LOOKS,
    edits=teams.EDITS,
    columns=("code", "name", "members"),
    groups=(Group("", (Field("name", "名称", TEXT, must=True),)),),
    filters=(_SEARCH,),
    told=(Field("members", "人数", HEADCOUNT),),
)

ROLES = Record(
    noun="role",
    path="roles",
    name="岗位角色",
    about="一班人里谁做什么：带班领导、引导员、劝导员……排在前面的先安排。",
    icon="check",
    looks=roles.LOOKS,
    edits=roles.EDITS,
    columns=("position", "code", "name"),
    groups=(
        Group(
            "",
            (
                Field("name", "名称", TEXT, must=True),
                Field("position", "次序", whole(0, 10_000), "在清单里排第几。", must=True),
            ),
        ),
    ),
)
