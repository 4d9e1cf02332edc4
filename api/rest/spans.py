"""What leave and wishes share: spans of somebody's time, theirs to find by."""

from marshmallow import Schema, fields

from api.rest.door import Moment, Paging, Text


class SpanQuery(Paging):
    unit = Text(metadata={"description": "只看这个单位和它下面的，写编号"})
    volunteer = Text(metadata={"description": "只看这个人，写编号"})
    search = Text(metadata={"description": "姓名的一部分、拼音、首字母或编号"})
    since = Moment(metadata={"description": "在这之后结束的"})
    until = Moment(metadata={"description": "在这之前开始的"})


class SpanSchema(Schema):
    number = fields.Integer(required=True)
    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    unit_name = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True, metadata={"description": "不含这一刻"})
