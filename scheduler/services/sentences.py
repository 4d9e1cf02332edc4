"""Breaches in the town's words: who, when and where, and by how much; pages and command line say them alike."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from scheduler.errors import Fault, NotFound
from scheduler.language import say
from scheduler.services.wording import day_text, hours_text, length_text
from scheduler.store.snapshot import Cause, WhyAway
from solver.problem import DAY, Duty, Problem, Shift
from solver.rules.rule import Breach

CAUSES: Mapping[Cause, str] = {
    Cause.ABSENCE: "已请假",
    Cause.GONE: "尚未加入或已离开",
    Cause.WEEK: "不在每周可值守的时间",
    Cause.ELSEWHERE: "另有已发布的值守或须休息",
    Cause.STUDENT: "学生只在休息日值守",
    Cause.ELDER: "年长者不排夜间和高温时段",
}
"""What people read for each cause: the msgid."""


class Speaker:
    """Puts what is in a problem into words; `roles` {code: name}, `away` gives each volunteer's reasons, by code."""

    def __init__(self, problem: Problem, roles: Mapping[str, str], away: WhyAway | None = None) -> None:
        self._problem, self._roles, self._why_away = problem, roles, away or {}
        self._said: dict[str, str] = {}
        self._days: dict[int, str] = {}

    def away(self, duty: Duty) -> str:
        """Why the volunteer cannot come to the shift, in a few words; "" where it is not known."""
        span = self._problem.shift[duty.shift].span
        reasons = self._why_away.get(duty.volunteer, ())
        found = dict.fromkeys(cause for cause, (start, end) in reasons if start < span.end and span.start < end)
        return say("、").join(say(CAUSES[cause]) for cause in found)

    def person(self, volunteer: str) -> str:
        """张三（财政局）."""
        one = self._problem.volunteer[volunteer]
        return say("{name}（{unit}）", name=one.name or one.id, unit=self._problem.unit[one.unit].name)

    def shift(self, shift: str) -> str:
        """12月3日 周四 07:30–08:30 新华路口."""
        # Where much is broken, the same shifts are spoken of again and again.
        if shift not in self._said:
            one = self._problem.shift[shift]
            self._said[shift] = f"{self.when(one)} {self._problem.point[one.point].name}"
        return self._said[shift]

    def when(self, shift: Shift) -> str:
        """12月3日 周四 07:30–08:30."""
        start = shift.day * DAY
        return f"{self._day(shift.day)} {hours_text(shift.span.start - start, shift.span.end - start)}"

    def _day(self, day: int) -> str:
        if day not in self._days:
            self._days[day] = day_text(self.date_of(day))
        return self._days[day]

    def date_of(self, day: int) -> date:
        return self._problem.start + timedelta(days=day)

    def role(self, role: str) -> str:
        return self._roles.get(role, role)

    def duty(self, duty: Duty) -> dict[str, str]:
        """The {person} and the {shift} of a duty, for a sentence about it."""
        return {"person": self.person(duty.volunteer), "shift": self.shift(duty.shift)}

    def require(self, duty: Duty) -> None:
        """Raises NotFound for a shift or a volunteer that is not of the problem."""
        if duty.shift not in self._problem.shift:
            raise NotFound(say("没有班次 {shift}", shift=duty.shift))
        if duty.volunteer not in self._problem.volunteer:
            raise NotFound(say("没有志愿者 {volunteer}，或不在这张排班表的范围内", volunteer=duty.volunteer))

    def fault(self, breach: Breach) -> Fault:
        """A breach of a hard rule: its name, the code of whom or what it is about, a sentence that says by how much."""
        name, sentence = _HARD[breach.rule]
        return Fault(say(name), breach.volunteer or breach.unit or breach.shifts[0], sentence(self, breach))

    # -- one sentence a rule ------------------------------------------------------------------------------------

    def _headcount(self, breach: Breach) -> str:
        (shift,) = breach.shifts
        need = self._problem.shift[shift].headcount
        return say("{shift} 只要 {need} 人，多了 {amount} 人", shift=self.shift(shift), need=need, amount=breach.amount)

    def _barred(self, breach: Breach) -> str:
        return say("{person}已谢绝 {shift}", **self._duty(breach))

    def _reach(self, breach: Breach) -> str:
        who = self._problem.volunteer[breach.volunteer or ""]
        if not who.at:
            return say("{person}没有登记出发地点，不能排到 {shift}", **self._duty(breach))
        return say(
            "{person}离 {shift} 有 {metres} 米，超出可达范围 {reach} 米",
            **self._duty(breach), metres=who.reach + breach.amount, reach=who.reach,
        )  # fmt: skip

    def _away(self, breach: Breach) -> str:
        why = self.away(Duty(breach.shifts[0], breach.volunteer or ""))
        if not why:
            return say("{person}在 {shift} 时不能来", **self._duty(breach))
        return say("{person}在 {shift} 时不能来：{why}", **self._duty(breach), why=why)

    def _overlap(self, breach: Breach) -> str:
        return say(
            "{person}的 {first} 与 {second} 时间重叠 {length}", **self._two(breach), length=length_text(breach.amount)
        )

    def _rest(self, breach: Breach) -> str:
        asked = self._problem.volunteer[breach.volunteer or ""].rest
        return say(
            "{person}的 {first} 与 {second} 之间应休息 {asked}，少了 {length}",
            **self._two(breach), asked=length_text(asked), length=length_text(breach.amount),
        )  # fmt: skip

    def _caps(self, breach: Breach) -> str:
        period, number = [*(breach.period or "").split(), ""][:2]
        caps = self._problem.volunteer[breach.volunteer or ""].caps
        cap = getattr(caps, period)
        values = {"person": self.person(breach.volunteer or ""), "cap": cap, "count": cap + breach.amount}
        if period == "day":
            return say(
                "{person}在 {day} 有 {count} 次值守，每天最多 {cap} 次",
                day=self._day(int(number)),
                **values,
            )
        if period == "week":
            first = self._day(7 * int(number))
            return say("{person}从 {day} 起的一周有 {count} 次值守，每周最多 {cap} 次", day=first, **values)
        if period == "weekends":
            return say("{person}有 {count} 个周末值守，最多 {cap} 个", **values)
        return say("{person}一共有 {count} 次值守，最多 {cap} 次", **values)

    def _office(self, breach: Breach) -> str:
        start, end = (int(minute) for minute in (breach.period or "").split("-"))
        unit = self._problem.unit[breach.unit or ""]
        day = start // DAY
        when = f"{self._day(day)} {hours_text(start - day * DAY, end - day * DAY)}"
        return say(
            "{unit}在 {when} 同时外出的超过 {most} 人，单位须留人在岗", unit=unit.name, when=when, most=unit.most_out
        )

    def _pinned(self, breach: Breach) -> str:
        return say("{person}在 {shift} 的值守已锁定", **self._duty(breach))

    def _duty(self, breach: Breach) -> dict[str, str]:
        return self.duty(Duty(breach.shifts[0], breach.volunteer or ""))

    def _two(self, breach: Breach) -> dict[str, str]:
        first, second = sorted(breach.shifts, key=lambda shift: self._problem.shift[shift].span)
        return {"person": self.person(breach.volunteer or ""), "first": self.shift(first), "second": self.shift(second)}


_HARD: Mapping[str, tuple[str, Callable[[Speaker, Breach], str]]] = {
    "headcount": ("班次人数", Speaker._headcount),
    "barred": ("已谢绝", Speaker._barred),
    "reach": ("可达范围", Speaker._reach),
    "away": ("可值守时间", Speaker._away),
    "overlap": ("时间重叠", Speaker._overlap),
    "rest": ("休息时间", Speaker._rest),
    "caps": ("次数上限", Speaker._caps),
    "office": ("单位留人", Speaker._office),
    "pinned": ("已锁定", Speaker._pinned),
}
"""By rule its name, the msgid, and the sentence."""
