"""The town's limits where neither a person, nor a unit, nor a roster's policy says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from scheduler.errors import Fault, Invalid
from scheduler.language import say
from solver.problem import Policy

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps count duties (a day, a week, a roster; `cap_weekends` weekends a roster), `rest` is in minutes, `reach`
    in metres; at most `most_out_percent` of a unit are out at once on a workday, always at least one."""

    cap_day: int = 1
    cap_week: int = 4
    cap_total: int = 14
    cap_weekends: int = 2
    rest: int = 660
    reach: int = 3000
    most_out_percent: int = 50


_LIMITS = tuple(field.name for field in fields(Limits))
_WEIGHTS = tuple(field.name for field in fields(Policy))


BOUNDS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(_LIMITS + _WEIGHTS, (0, LARGEST)),
    "most_out_percent": (1, 100),
}
"""What a policy may say, and the least and the most of each."""


USUAL: Mapping[str, int] = {
    name: getattr(usual, name) for usual, names in ((Limits(), _LIMITS), (Policy(), _WEIGHTS)) for name in names
}
"""What holds where a policy does not say."""


def limits_of(policy: Mapping[str, Any]) -> Limits:
    """The limits a roster's policy leaves or sets; a person's own limit stands before them."""
    return replace(Limits(), **{name: policy[name] for name in _LIMITS if name in policy})


def weights_of(policy: Mapping[str, Any]) -> Policy:
    """What one unit of each soft rule costs under a roster's policy."""
    return replace(Policy(), **{name: policy[name] for name in _WEIGHTS if name in policy})


def checked(policy: Mapping[str, Any]) -> dict[str, int]:
    """The policy as it may be stored. Raises Invalid with a fault for each unknown name or impossible value."""
    faults = []
    for name, value in policy.items():
        least, most = BOUNDS.get(name, (0, LARGEST))
        if name not in BOUNDS:
            known = "、".join(BOUNDS)
            faults.append(Fault(name, str(value), say("没有这一项；可以写：{known}", known=known)))
        elif type(value) is not int or not least <= value <= most:
            faults.append(Fault(name, str(value), say("应是 {least} 到 {most} 的整数", least=least, most=most)))
    if faults:
        raise Invalid(say("排班策略有 {count} 处不对", count=len(faults)), faults)
    return dict(policy)
