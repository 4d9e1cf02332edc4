"""What REST takes and gives of a volunteer."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.rest.door import Day, Real, Text, Whole, YesNo
from api.rest.edits import Kept, SpotSchema, told
from api.rest.times import Clock
from scheduler.services.volunteers import WeekTime
from scheduler.store.volunteers import VolunteerKind

_TOWNS = "；null：按全市统一设置"
_PHONE = "遮去中间几位；修改时写完整的号码，照原样写回则不变"
KIND = "ordinary 普通，student 学生（只排休息日），elder 老年（不排晚上和高温）"
_PLANNERS = "；没有排班权限的人看到的是 null"


class VolunteerItemSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    unit_name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True, metadata={"description": "遮去中间几位"})
    kind = fields.Enum(VolunteerKind, by_value=True, required=True, metadata={"description": KIND})
    party_member = fields.Boolean(required=True)
    teams = fields.List(fields.String(), required=True, metadata={"description": "志愿服务队的编号"})
    roles = fields.List(fields.String(), required=True, metadata={"description": "能担任的岗位的编号"})
    joined_on = fields.Date(required=True, allow_none=True)
    left_on = fields.Date(required=True, allow_none=True, metadata={"description": "从这一天起不再参加"})


class WeekTimeSchema(Kept):
    weekday = Whole(1, 7, required=True, metadata={"description": "1 周一 到 7 周日"})
    start = Clock(required=True, data_key="from")
    until = Clock(24, required=True, metadata={"description": "不含这一刻，要晚于 from；24:00 是当天结束"})

    @post_load
    def _time(self, found: Mapping[str, int], **_: Any) -> WeekTime:
        return WeekTime(**found)


def _cap(per: str) -> Any:
    return Whole(0, 1000, load_default=None, allow_none=True, metadata={"description": f"{per}最多值守几次{_TOWNS}"})


def _codes(what: str) -> Any:
    return fields.List(
        Text(least=1), load_default=list, validate=validate.Length(max=100), metadata={"description": what}
    )


class VolunteerBodySchema(Kept):
    code, unit_name = told(), told()
    name = Text(100, least=1, required=True)
    unit = Text(least=1, required=True, metadata={"description": "单位编号"})
    phone = Text(40, allow_none=True, metadata={"description": f"{_PHONE}；不写则不变，null 则删去"})
    kind = fields.Enum(
        VolunteerKind, by_value=True, load_default=VolunteerKind.ORDINARY, metadata={"description": KIND}
    )
    party_member = YesNo(load_default=False)
    birth_year = Whole(
        1900, 2100, load_default=None, allow_none=True, metadata={"description": "满 16 岁才能参加；不收身份证号"}
    )
    guardian_note = Text(
        load_default=None, allow_none=True, metadata={"description": "未满 18 岁的，监护人同意书的编号或日期"}
    )
    teams = _codes("志愿服务队的编号")
    roles = _codes("能担任的岗位的编号")
    usual = _codes("常去的点位的编号")
    availability = fields.List(
        fields.Nested(WeekTimeSchema),
        load_default=list,
        validate=validate.Length(max=100),
        metadata={"description": "每周什么时间能来；空：都能来"},
    )
    office = fields.Nested(
        SpotSchema, load_default=None, allow_none=True, metadata={"description": "办公地点，WGS-84；null：用单位的"}
    )
    home = fields.Nested(
        SpotSchema, load_default=None, allow_none=True, metadata={"description": f"住处，WGS-84{_PLANNERS}"}
    )
    cap_day, cap_week, cap_total = _cap("每天"), _cap("每周"), _cap("每张排班表")
    cap_weekends = Whole(
        0, 1000, load_default=None, allow_none=True, metadata={"description": f"一张排班表最多几个周末{_TOWNS}"}
    )
    rest = Whole(
        0, 10_080, load_default=None, allow_none=True, metadata={"description": f"两次值守至少相隔几分钟{_TOWNS}"}
    )
    reach = Real(0, 1_000_000, load_default=None, allow_none=True, metadata={"description": f"最远能去多少米{_TOWNS}"})
    joined_on = Day(load_default=None, allow_none=True)
    left_on = Day(load_default=None, allow_none=True, metadata={"description": "从这一天起不再参加；人不删除"})


class VolunteerSchema(VolunteerItemSchema):
    birth_year = fields.Integer(required=True, allow_none=True, metadata={"description": f"出生年份{_PLANNERS}"})
    guardian_note = fields.String(required=True, allow_none=True, metadata={"description": f"监护人同意{_PLANNERS}"})
    usual = fields.List(fields.String(), required=True, metadata={"description": "常去的点位的编号"})
    availability = fields.List(
        fields.Nested(WeekTimeSchema), required=True, metadata={"description": "每周什么时间能来；空：都能来"}
    )
    office = fields.Nested(SpotSchema, required=True, allow_none=True, metadata={"description": "办公地点，WGS-84"})
    home = fields.Nested(
        SpotSchema, required=True, allow_none=True, metadata={"description": f"住处，WGS-84{_PLANNERS}"}
    )
    cap_day = fields.Integer(required=True, allow_none=True, metadata={"description": f"每天最多几次{_TOWNS}"})
    cap_week = fields.Integer(required=True, allow_none=True, metadata={"description": f"每周最多几次{_TOWNS}"})
    cap_total = fields.Integer(required=True, allow_none=True, metadata={"description": f"每表最多几次{_TOWNS}"})
    cap_weekends = fields.Integer(required=True, allow_none=True, metadata={"description": f"最多几个周末{_TOWNS}"})
    rest = fields.Integer(required=True, allow_none=True, metadata={"description": f"至少相隔几分钟{_TOWNS}"})
    reach = fields.Float(required=True, allow_none=True, metadata={"description": f"最远多少米{_TOWNS}"})


class VolunteerTagSchema(VolunteerSchema):
    """What the ETag is made of: two phones may look the same once they are masked."""

    phone_index = fields.String()


class PhoneSchema(Schema):
    phone = fields.String(required=True, allow_none=True, metadata={"description": "完整的号码；没有登记则为 null"})
