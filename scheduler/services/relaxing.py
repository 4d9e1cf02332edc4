"""Relaxing: one limit of a person or a unit is made wider so that a seat is filled; looked at first, then done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.adjusting import Adjusted, adjust
from scheduler.services.editing import units, volunteers
from scheduler.services.edits import Add
from scheduler.services.explaining import relaxed_text
from scheduler.services.judging import Judged, remembered
from scheduler.services.rosters import find
from scheduler.store.vault import Vault
from solver.arrays import Town
from solver.board import Board
from solver.moves import blocked, gains
from solver.offers import Offers
from solver.problem import Problem
from solver.roster import Roster as Answered

CAPS = ("day", "week", "total", "weekends")
_FIELDS: Mapping[str, str] = {
    **{cap: f"cap_{cap}" for cap in CAPS},
    "rest": "rest",
    "reach": "reach",
}
MOST_OUT = "most_out"
LIMITS = (*_FIELDS, MOST_OUT)


@dataclass(frozen=True, slots=True)
class Relax:
    """For a seat of `shift` the `limit` of the volunteer, or for most_out the unit, of that code is to be `after`."""

    shift: str
    limit: str
    subject: str
    after: int


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What it does: the limit as `text` says, from now on, and somebody comes to the shift, at `title`, which changes
    the roster's cost by `change`. `version` is the roster's that this was thought up on."""

    text: str
    title: str
    volunteer: str
    name: str
    unit_name: str
    change: int
    version: int


def preview(session: Session, who: Asker, code: str, asked: Relax) -> Relaxed:
    """What would come of it; nothing is kept. Raises NotFound, Forbidden for who does not plan the roster, Conflict
    where nobody could come even so."""
    found = remembered(session, find(session, who, code, right=Right.PLAN))
    if asked.shift not in found.problem.shift:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=code, shift=asked.shift))
    before, problem = _wider(found.problem, asked)
    person, change = _comes(found, problem, asked)
    one = problem.volunteer[person]
    return Relaxed(
        relaxed_text(found.speaker, problem, asked.limit, asked.subject, before, asked.after),
        found.speaker.shift(asked.shift),
        person,
        one.name or person,
        problem.unit[one.unit].name,
        change,
        found.roster.version,
    )


def relax(
    session: Session, who: Asker, code: str, asked: Relax, *, expected: int, vault: Vault, now: datetime
) -> Adjusted:
    """Do it: the limit is wider from now on, and the roster has a new version. Raises what `preview` and `adjust`
    raise, and Forbidden or NotFound where the asker may not change that person or unit."""
    found = preview(session, who, code, asked)
    problem = remembered(session, find(session, who, code)).problem
    if asked.limit == MOST_OUT:
        said = {"most_out_percent": _percent(problem, asked)}
        units.save(session, who, asked.subject, said, vault=vault, now=now)
    else:
        said = {_FIELDS[asked.limit]: asked.after}
        volunteers.save(session, who, asked.subject, said, vault=vault, now=now)
    session.flush()
    edit = Add(asked.shift, found.volunteer)
    return adjust(session, who, code, edit, reason=found.text, expected=expected, now=now)


def _wider(problem: Problem, asked: Relax) -> tuple[int, Problem]:
    """What the limit is, and the problem in which it is wider. Raises NotFound for nobody of that code."""
    if asked.limit == MOST_OUT:
        unit = problem.unit.get(asked.subject)
        if unit is None or unit.most_out is None:
            raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=asked.subject))
        wider = tuple(replace(one, most_out=asked.after) if one is unit else one for one in problem.units)
        return unit.most_out, replace(problem, units=wider)
    person = problem.volunteer.get(asked.subject)
    if person is None:
        raise NotFound(say("没有志愿者 {called}，或不在您的管理范围内", called=asked.subject))
    if asked.limit in CAPS:
        before = getattr(person.caps, asked.limit) or 0
        other = replace(person, caps=replace(person.caps, **{asked.limit: asked.after}))
    elif asked.limit == "rest":
        before, other = person.rest, replace(person, rest=asked.after)
    else:
        before, other = person.reach, replace(person, reach=asked.after)
    people = tuple(other if one is person else one for one in problem.volunteers)
    return before, replace(problem, volunteers=people)


def _comes(found: Judged, problem: Problem, asked: Relax) -> tuple[str, int]:
    """Who takes the seat then, the cheapest where several could, and what that changes. Raises Conflict for nobody."""
    town = Town(problem)
    board, shift = Board.of(town, Answered(found.duties)), town.shift_index[asked.shift]
    people, changes = gains(board, Offers(town), shift)
    able = [
        (change, problem.volunteers[who].id)
        for who, change in zip(people.tolist(), changes.tolist(), strict=True)
        if asked.subject in (problem.volunteers[who].id, problem.volunteers[who].unit)
        and not blocked(board, who, shift)
    ]
    if not able:
        raise Conflict(say("情况变了：放宽以后也没有人能来，请重新看看原因"))
    change, person = min(able)
    return person, change


def _percent(problem: Problem, asked: Relax) -> int:
    """The least share of the unit's people, in percent, of which so many may be out."""
    size = sum(one.unit == asked.subject for one in problem.volunteers)
    return min(100, -(-100 * asked.after // max(1, size)))
