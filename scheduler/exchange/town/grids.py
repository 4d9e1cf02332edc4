"""The grid 网格 that a point lies in, as one path from the widest down: 广阳区/新开路街道/和平社区."""

import re

from scheduler.exchange import words
from scheduler.exchange.records import GridStep
from scheduler.language import say

LEVELS = ("city", "district", "street", "community")
_TELLING = {
    "city": ("市",),
    "district": ("区", "县", "旗"),
    "street": ("街道", "镇", "乡", "办事处", "街"),
    "community": ("社区", "村", "居委会", "小区"),
}


def grid(value: object) -> tuple[GridStep, ...]:
    """The steps from the widest down, each of a lower level than the one before. Raises Unreadable.

    A name tells its level by its ending (市, 区, 街道, 社区 …); where it does not, it is one below the one before,
    and the first of fewer than four is a district.
    """
    names = [words.name(piece) for piece in re.split(r"[/\\>|]+", words.tidy(value)) if not words.blank(piece)]
    steps: list[GridStep] = []
    lowest = -1
    for name in names:
        lowest = _level(name, above=lowest, alone=not steps and len(names) < len(LEVELS))
        steps.append(GridStep(LEVELS[lowest], name))
    return tuple(steps)


def _level(name: str, *, above: int, alone: bool) -> int:
    for level in range(len(LEVELS) - 1, above, -1):
        if name.endswith(_TELLING[LEVELS[level]]):
            return level
    level = 1 if alone else above + 1
    if level >= len(LEVELS):
        raise words.Unreadable(say("网格请从大到小写到社区为止，如 广阳区/新开路街道/和平社区"))
    return level
