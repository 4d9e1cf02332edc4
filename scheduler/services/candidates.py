"""Candidates: who could come to a shift, the cheapest first, and what speaks against everybody else."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.judging import Judged, remembered
from scheduler.services.rosters import find
from scheduler.services.wording import REASONS
from solver.board import Board
from solver.explain import REASONS as ORDER
from solver.explain import kept_away
from solver.moves import gains
from solver.problem import Duty
from solver.sheet import Sheet

FREE = "free"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is not on the shift. `change` is what the roster's cost changes by if they come, None where a rule
    about this one duty refuses them; `reason` is the first rule that speaks against them, "free" for none and "role"
    for somebody who would not fill what is missing, `text` the same in words; `duties` they have in this roster."""

    volunteer: str
    name: str
    unit: str
    unit_name: str
    roles: tuple[str, ...]
    duties: int
    change: int | None
    reason: str
    text: str

    @property
    def free(self) -> bool:
        """Whether no hard rule speaks against them."""
        return self.reason in (FREE, "role")


def candidates(
    session: Session, who: Asker, code: str, shift: str, *, most: int, instead_of: str | None = None
) -> tuple[Candidate, ...]:
    """The first `most` of everybody the roster may call on: those who may come by cost, then the others by what speaks
    against them; as if the volunteer of the code `instead_of` were not on the shift, and without them. Raises NotFound
    for no such roster or shift, Forbidden for who does not plan it."""
    found = remembered(session, find(session, who, code, right=Right.PLAN))
    if shift not in found.problem.shift:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=code, shift=shift))
    held = found.held
    board, offers, index = held.board, held.offers, held.town.shift_index[shift]
    if instead_of and Duty(shift, instead_of) in found.duties:
        board = held.apart()
        board.remove(held.town.volunteer_index[instead_of], index)
    people, changes = gains(board, offers, index)
    prices = dict(zip(people.tolist(), changes.tolist(), strict=True))
    kept = ((name, one) for name, people in kept_away(Sheet(board), index) for one in people.tolist())
    others = (one for one in kept if found.problem.volunteers[one[1]].id != instead_of)
    ranked = sorted(others, key=lambda one: _rank(one, prices.get(one[1])))
    return tuple(_candidate(found, board, shift, one, prices.get(one[1])) for one in ranked[:most])


def _rank(one: tuple[str, int], change: int | None) -> tuple[int, int, int, int]:
    """Who may come by cost; the others by the rules from the last to the first: the last are easiest to talk about."""
    reason, volunteer = one
    free = reason in (FREE, "role")
    return (0 if free else 1, 0 if free else -ORDER.index(reason), 0 if change is None else change, volunteer)


def _candidate(found: Judged, board: Board, shift: str, one: tuple[str, int], change: int | None) -> Candidate:
    reason, volunteer = one
    person = found.problem.volunteers[volunteer]
    text = say(REASONS[reason]) if reason != FREE else say("可以来")
    why = found.speaker.away(Duty(shift, person.id)) if reason == "away" else ""
    return Candidate(
        volunteer=person.id,
        name=person.name or person.id,
        unit=person.unit,
        unit_name=found.problem.unit[person.unit].name,
        roles=tuple(sorted(person.roles)),
        duties=len(board.months[volunteer]),
        change=change,
        reason=reason,
        text=say("{reason}：{why}", reason=text, why=why) if why else text,
    )
