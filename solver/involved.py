"""Which duties a broken rule is about: locked by themselves they break it just as far, without one of them less."""

from solver.problem import DAY, Duty, Problem, Span
from solver.rules.rule import Breach

Duties = frozenset[Duty]


def involved(problem: Problem, duties: Duties, breach: Breach) -> Duties:
    """Those of the duties that together break the rule; locked by themselves they break it just as far."""
    if breach.rule == "headcount":
        return frozenset(duty for duty in duties if duty.shift in breach.shifts)
    if breach.rule == "caps":
        theirs = (duty for duty in duties if duty.volunteer == breach.volunteer)
        return frozenset(duty for duty in theirs if _counts(problem, duty, breach.period or ""))
    if breach.rule == "office":
        return frozenset(duty for duty in duties if _is_out(problem, duty, breach))
    return frozenset(Duty(shift, breach.volunteer or "") for shift in breach.shifts) & duties


def _counts(problem: Problem, duty: Duty, period: str) -> bool:
    """Whether the cap of that period counts the duty."""
    shift, (kind, *number) = problem.shift[duty.shift], period.split()
    if kind == "weekends":
        return shift.day in problem.weekend
    return kind == "total" or int(number[0]) == (shift.day if kind == "day" else shift.week)


def _is_out(problem: Problem, duty: Duty, breach: Breach) -> bool:
    """Whether the duty keeps one of the unit's people out of the office in the minutes of the breach."""
    start, end = (int(minute) for minute in (breach.period or "").split("-"))
    shift = problem.shift[duty.shift]
    at_work = shift.span.start // DAY not in problem.rest_days
    return problem.volunteer[duty.volunteer].unit == breach.unit and at_work and shift.span.meets(Span(start, end))
