"""Whatever is changed, by whomever, what is held is the same as what is read and judged anew."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.errors import Refusal
from scheduler.services import absences, shifts
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Remove
from scheduler.services.locking import lock, undo
from scheduler.services.memory import Held, Memory
from scheduler.services.publishing import publish
from scheduler.services.rosters import find
from scheduler.store.database import Sessions, reading, transaction
from solver.judge import judge
from solver.moves import gains
from solver.roster import Roster as Answered
from solver.standing import Standing
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import START, Street, a_published_roster, a_street, standing, the_shift

ENDS = tuple(f"{day:02}-{point}" for day in range(1, 5) for point in ("p1", "p2"))
PEOPLE = tuple(f"v{n}" for n in range(1, 9))
Change = Callable[[Session, Street, Random], object]


def _edit(session: Session, street: Street, random: Random) -> object:
    """Somebody off what they are on, or somebody to anything; against the rules where it must be."""
    duties = sorted(standing(session))
    gone = random.random() < 0.5 and duties
    edit = Remove(*random.choice(duties)) if gone else Add(the_shift(random.choice(ENDS)), random.choice(PEOPLE))
    return adjust(session, street.admin, "dec", edit, override="确需", now=NOW)


def _lock(session: Session, street: Street, random: Random) -> object:
    duty = random.choice(sorted(standing(session)))
    return lock(session, street.admin, "dec", [duty], locked=random.random() < 0.7, now=NOW)


def _undo(session: Session, street: Street, _random: Random) -> object:
    return undo(session, street.admin, "dec", override="确需", now=NOW)


def _publish(session: Session, street: Street, _random: Random) -> object:
    return publish(session, street.admin, "dec", settings=PLAIN, reason="确需", now=NOW)


def _leave(session: Session, street: Street, random: Random) -> object:
    day = random.randint(1, 4)
    person = random.choice(PEOPLE)
    asked = absences.ask(session, street.admin, person, starts_at=_day(day), ends_at=_day(day + 1), now=NOW)
    return absences.approve(session, street.admin, asked.number, now=NOW)


def _day(number: int) -> datetime:
    return at(START + timedelta(days=number - 1), 0)


def _resize(session: Session, street: Street, random: Random) -> None:
    shift = the_shift(random.choice(ENDS))
    shifts.change(session, street.admin, "dec", shift, headcount=random.randint(1, 4), now=NOW)


CHANGES: tuple[Change, ...] = (_edit, _edit, _edit, _edit, _lock, _lock, _undo, _publish, _leave, _resize)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_held_is_what_would_be_read_anew(sessions: Sessions, seed: int) -> None:
    memory, random = Memory(), Random(seed)
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v1"), ("02-p1", "v3"))

    for _ in range(25):
        try:
            with transaction(sessions) as session:
                random.choice(CHANGES)(session, street, random)
        except Refusal:
            pass
        with reading(sessions) as session:
            roster = find(session, street.admin, "dec")
            _assert_same(memory.held(session, roster), Held.of(session, roster))


def _assert_same(held: Held, fresh: Held) -> None:
    assert (held.version, held.duties) == (fresh.version, fresh.duties)
    assert held.problem == fresh.problem
    verdict = judge(fresh.problem, Answered(fresh.duties))
    assert held.tally.costs == verdict.costs
    assert Counter(held.tally.broken) == Counter(verdict.broken)
    assert held.board.pairs() == fresh.board.pairs()
    told = Standing.as_told(fresh.problem, fresh.duties)
    assert (held.standing.problem, held.standing.cost) == (told.problem, told.cost)
    assert held.standing.board.pairs() == told.board.pairs()
    assert held.lost == Standing(fresh.problem, fresh.duties).gone - fresh.problem.pinned
    for shift in range(len(fresh.problem.shifts)):
        who, changes = gains(held.board, held.offers, shift)
        others, same = gains(fresh.board, fresh.offers, shift)
        assert dict(zip(who.tolist(), changes.tolist(), strict=True)) == dict(
            zip(others.tolist(), same.tolist(), strict=True)
        )
