"""What people read for the nouns and fields of an import: the msgid of each name."""

NOUNS = {
    "grid": "网格", "team": "志愿服务队", "unit": "单位", "point": "点位", "theme": "主题",
    "pattern": "班次", "stewardship": "分包", "volunteer": "志愿者", "absence": "请假",
}  # fmt: skip

FIELDS = {
    "name": "名称", "parent": "上级", "longitude": "经度", "latitude": "纬度", "most_out_percent": "最多外出比例",
    "contact": "联系人", "ended_on": "停用日期", "kind": "类别", "grid": "网格", "shape": "形状", "path": "坐标",
    "came_path": "原坐标", "came_in": "坐标系", "length": "长度", "priority": "优先级", "headcount": "人数",
    "part": "责任", "until_day": "截止日期", "from_day": "起始日期", "unit": "单位", "phone_index": "手机",
    "birth_year": "出生年份", "party_member": "党员", "guardian_note": "监护人同意", "cap_day": "每天上限",
    "cap_week": "每周上限", "cap_total": "每期上限", "cap_weekends": "周末上限", "rest": "间隔", "reach": "到岗范围",
    "joined_on": "加入日期", "left_on": "离队日期", "places": "出发地", "availability": "可值守时间",
    "teams": "志愿服务队", "roles": "岗位角色", "usual": "常去点位", "reason": "事由", "state": "状态",
    "day_kinds": "日子类型", "weekdays": "星期", "point_kinds": "点位类别", "points": "点位", "spans": "时段",
    "summer_spans": "夏季时段", "summer_from": "夏季起", "summer_until": "夏季止", "load": "负担",
    "rain_cancels": "雨天取消", "counts_hours": "计入时长", "counts_fairness": "计入均衡", "theme": "主题",
    "replaces": "替换班次", "active": "启用", "phone": "手机", "level": "级别",
}  # fmt: skip
