"""What people read for the cause of a vacancy."""

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "free": "有人可以来，还没排上",
    "barred": "能来的人都谢绝了",
    "reach": "附近没有人",
    "away": "附近的人那时不能来",
    "overlap": "附近的人同时另有值守",
    "rest": "附近的人休息时间不够",
    "caps": "附近的人次数已到上限",
    "office": "附近的人单位须留人在岗",
    "role": "附近没有能担任所缺角色的人",
    "filled": "新的一版已补上，还没发布",
    "outside": "排班表不在您的范围，看不到原因",
    "untold": "没有逐个分析",
}
"""The msgid of each cause."""

SHORT: Mapping[str, str] = {
    "free": "可排人",
    "barred": "谢绝",
    "reach": "太远",
    "away": "不能来",
    "overlap": "另有值守",
    "rest": "休息",
    "caps": "上限",
    "office": "留岗",
    "role": "缺角色",
}
"""The msgid of each where there is room for a word only."""
