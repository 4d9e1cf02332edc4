"""marshmallow's own messages in the town's language."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

_FIELDS: Mapping[type[Any], Mapping[str, str]] = {
    fields.Field: {"required": "必须填写", "null": "不能为空", "validator_failed": "值不对"},
    fields.Integer: {"invalid": "应为整数", "too_large": "数太大"},
    fields.Float: {"invalid": "应为数", "special": "应为有限的数", "too_large": "数太大"},
    fields.String: {"invalid": "应为文字", "invalid_utf8": "应为 UTF-8 文字"},
    fields.Boolean: {"invalid": "应为 true 或 false"},
    fields.Date: {"invalid": "应为日期，如 2026-12-01"},
    fields.DateTime: {"invalid": "应为带时区的时间，如 2026-12-01T08:00:00+08:00"},
    fields.AwareDateTime: {"invalid_awareness": "时间要带时区，如 2026-12-01T08:00:00+08:00"},
    fields.List: {"invalid": "应为列表"},
    fields.Mapping: {"invalid": "应为一个对象"},
    fields.Nested: {"type": "应为一个对象"},
    fields.Enum: {"unknown": "应为以下之一：{choices}"},
}


def speak_chinese() -> None:
    """Once, before the first schema is made."""
    Schema.error_messages = {"unknown": "没有这个字段", "type": "应为一个对象"}
    for field, messages in _FIELDS.items():
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, **messages}
    validate.OneOf.default_message = "应为以下之一：{choices}"
    validate.Regexp.default_message = "格式不对"
    # Range fills in its own words first, so the braces of the values are doubled.
    validate.Range.message_min, validate.Range.message_max = "不能小于 {{min}}", "不能大于 {{max}}"
    validate.Range.message_all = "应在 {{min}} 到 {{max}} 之间"
    validate.Length.message_min, validate.Length.message_max = "不能短于 {min}", "不能长于 {max}"
    validate.Length.message_all, validate.Length.message_equal = "长度应在 {min} 到 {max} 之间", "长度应为 {equal}"
