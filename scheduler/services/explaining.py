"""Explaining: why a seat is empty, which small change would fill it, and why not somebody in particular."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.judging import Judged, remembered
from scheduler.services.paging import Page, Paged
from scheduler.services.reasons import Reason, reasons, table
from scheduler.services.rosters import find
from scheduler.services.sentences import Speaker
from scheduler.services.wording import length_text
from solver import explain as solver_explain
from solver.files.answer import Relaxation, Vacancy
from solver.offers import Offers
from solver.problem import Problem
from solver.sheet import Sheet

_PERSON = re.compile(r"volunteers\[(\d+)\]\.(?:caps\.)?(\w+)")
_UNIT = re.compile(r"units\[(\d+)\]\.most_out")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A small change that would let somebody come, and by how much it lowers the roster's cost: the `limit` of the
    volunteer or the unit with the code `subject` is to be `after`; "" for a change that cannot be made by a press."""

    text: str
    saves: int
    limit: str = ""
    subject: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A shift that misses `missing` people or holders of `roles` {name: count}. `title` is when and where.

    Where only role holders are missing, `reasons` speak of those who hold one of the roles and nobody else; `table`
    says them in a line. All three are empty unless `explained`.
    """

    shift: str
    title: str
    missing: int
    roles: Mapping[str, int]
    explained: bool
    reasons: tuple[Reason, ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def table(self) -> str:
        return table(self.reasons)


def explain(
    session: Session, who: Asker, code: str, *, most: int = solver_explain.MOST_EXPLAINED,
    late: Callable[[], bool] = lambda: False,
) -> tuple[Gap, ...]:  # fmt: skip
    """Every gap of the newest version by time, the `most` dearest with reasons, and suggestions until it is `late()`.

    Raises NotFound.
    """
    found = remembered(session, find(session, who, code))
    sheet, offers = _sheet(found)
    gaps = solver_explain.vacancies(sheet.board, offers, most=most, late=late)
    return tuple(_gap(found, sheet, vacancy) for vacancy in gaps)


def page(session: Session, who: Asker, code: str, page: Page) -> Paged[Gap]:
    """One page of the same, all of it explained: no other gap is looked into. Raises NotFound."""
    found = remembered(session, find(session, who, code))
    sheet, offers = _sheet(found)
    shifts = solver_explain.vacant(sheet.board)
    some = shifts[(page.number - 1) * page.size : page.number * page.size]
    gaps = (_gap(found, sheet, solver_explain.vacancy(sheet, offers, shift)) for shift in some)
    return Paged(tuple(gaps), len(shifts))


def explain_shift(session: Session, who: Asker, code: str, shift: str) -> Gap:
    """The same of one shift, whether anything is missing there or not. Raises NotFound for no such shift."""
    found = remembered(session, find(session, who, code))
    if shift not in found.problem.shift:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=code, shift=shift))
    sheet, offers = _sheet(found)
    return _gap(found, sheet, solver_explain.vacancy(sheet, offers, sheet.town.shift_index[shift]))


def _sheet(found: Judged) -> tuple[Sheet, Offers]:
    """The board is one's own: suggestions are tried on it."""
    return Sheet(found.held.apart()), found.held.offers


def _gap(found: Judged, sheet: Sheet, vacancy: Vacancy) -> Gap:
    speaker = found.speaker
    # Reasons that count everybody say little where only a leader is missing: count the leaders.
    only = frozenset() if vacancy.missing else frozenset(vacancy.roles)
    return Gap(
        shift=vacancy.shift,
        title=speaker.shift(vacancy.shift),
        missing=vacancy.missing,
        roles={speaker.role(role): count for role, count in vacancy.roles.items()},
        explained=vacancy.why is not None,
        reasons=() if vacancy.why is None else reasons(speaker, sheet, vacancy.shift, only=only),
        suggestions=tuple(_suggestion(found.problem, speaker, change) for change in vacancy.relax or ()),
    )


def _suggestion(problem: Problem, speaker: Speaker, change: Relaxation) -> Suggestion:
    if unit := _UNIT.fullmatch(change.path):
        limit, subject = "most_out", problem.units[int(unit[1])].id
    elif person := _PERSON.fullmatch(change.path):
        limit, subject = person[2], problem.volunteers[int(person[1])].id
    else:
        return Suggestion(f"{change.path}: {change.before} → {change.after}", change.saves)
    told = relaxed_text(speaker, problem, limit, subject, change.before, change.after)
    return Suggestion(told, change.saves, limit, subject, change.after)


def relaxed_text(speaker: Speaker, problem: Problem, limit: str, subject: str, before: int, after: int) -> str:
    """The limit of the volunteer, or for most_out of the unit, of that code made wider, in words."""
    if limit == "most_out":
        name = problem.unit[subject].name
        return say("{unit}同时外出的人数从 {before} 放宽到 {after}", unit=name, before=before, after=after)
    measured = {"before": _measure(limit, before), "after": _measure(limit, after)}
    return say(_LIMITS[limit], person=speaker.person(subject), **measured)


def _measure(limit: str, value: int) -> str:
    return length_text(value) if limit == "rest" else str(value)


_LIMITS: Mapping[str, str] = {
    "reach": "{person}的可达范围从 {before} 米放宽到 {after} 米",
    "rest": "{person}的休息时间从 {before} 缩短到 {after}",
    "day": "{person}每天的次数从 {before} 放宽到 {after}",
    "week": "{person}每周的次数从 {before} 放宽到 {after}",
    "total": "{person}本期的次数从 {before} 放宽到 {after}",
    "weekends": "{person}值守的周末从 {before} 放宽到 {after}",
}
