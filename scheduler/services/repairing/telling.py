"""Why somebody is the one to step in, in the town's words."""

from scheduler.language import say
from scheduler.services.sentences import Speaker
from solver.problem import DAY, Shift
from solver.stand_ins import StandIn

_PARTS = ((6 * 60, "凌晨有空"), (9 * 60, "清早有空"), (12 * 60, "上午有空"), (18 * 60, "下午有空"), (DAY, "当晚有空"))
"""By the minute of the day before which a shift starts: the msgid."""


def told(one: StandIn, shift: Shift, speaker: Speaker) -> str:
    """当晚有空，距 600 米，本单位中负担最轻，能带班."""
    parts = [_free(one, shift), say("距 {metres} 米", metres=one.metres), _burden(one)]
    parts += [say("能任{role}", role=speaker.role(role)) for role in one.roles]
    parts += [say("本就在这个点位")] if one.usual else []
    parts += [say("主责单位")] if one.stewards else []
    return say("，").join(part for part in parts if part)


def _free(one: StandIn, shift: Shift) -> str:
    if one.same_day:
        return say("当天另有 {count} 班，时间不冲突", count=one.same_day)
    minute = shift.span.start % DAY
    return say(next(text for until, text in _PARTS if minute < until))


def _burden(one: StandIn) -> str:
    if one.unit_size == 1:
        return ""
    if not one.lighter:
        return say("本单位中负担最轻")
    return say("本单位 {size} 人中负担第 {place} 轻", size=one.unit_size, place=one.lighter + 1)
