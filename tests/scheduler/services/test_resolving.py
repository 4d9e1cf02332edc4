"""What a run proposes for a part of a published roster: looked at with who is disturbed, then taken or left."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.services import resolving
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Remove
from scheduler.services.generating import request
from scheduler.services.run_parts import RunPart
from scheduler.services.run_proposals import Proposal
from scheduler.services.run_views import one
from scheduler.store.runs import Run, RunState
from scheduler.store.users import UserRole
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    HELD,
    Street,
    a_published_roster,
    a_street,
    an_asker,
    standing,
    the_duties,
    the_shift,
)

THIRD = RunPart(("p1",), date(2026, 12, 3), date(2026, 12, 3))
LEADER = ("03-p1", "v1")


def proposing(session: Session, street: Street, *come: tuple[str, str]) -> int:
    """The number of a run that is done and proposes that these come to the published roster, whose version is 2."""
    code = a_published_roster(session, street, *HELD)
    run = request(session, street.admin, code, seconds=5, part=THIRD, now=NOW)
    run.state = RunState.DONE
    run.proposal = Proposal(2, gone=(), come=tuple(sorted(the_duties(*come)))).packed()
    session.flush()
    return run.id


def test_who_would_come_is_said_and_nothing_is_done(session: Session) -> None:
    street = a_street(session)

    found = resolving.proposed(session, street.admin, proposing(session, street, LEADER))

    assert found is not None
    assert [(one.shift, one.name, one.unit_name) for one in found.come] == [(the_shift("03-p1"), "张三", "财政局")]
    assert (found.version, found.gone, found.people) == (2, (), ("张三",))
    assert found.after < found.before
    assert standing(session) == the_duties(*HELD)


def test_what_was_proposed_is_taken_as_the_next_version(session: Session) -> None:
    street = a_street(session)
    number = proposing(session, street, LEADER)

    done = resolving.take(session, street.admin, number, now=NOW)

    assert done.version == 3
    assert standing(session) == the_duties(*HELD, LEADER)
    assert taken(session, street, number) is True


def test_what_is_left_changes_nothing(session: Session) -> None:
    street = a_street(session)
    number = proposing(session, street, LEADER)

    resolving.leave(session, street.admin, number, now=NOW)

    assert standing(session) == the_duties(*HELD)
    assert taken(session, street, number) is False
    assert resolving.proposed(session, street.admin, number) is None


def taken(session: Session, street: Street, number: int) -> bool | None:
    """Whether what the run of that number proposes was taken."""
    proposal = one(session, street.admin, number).proposal
    assert proposal is not None
    return proposal.taken


@pytest.mark.parametrize("how", [resolving.take, resolving.leave])
def test_what_was_decided_is_not_decided_again(session: Session, how: object) -> None:
    street = a_street(session)
    number = proposing(session, street, LEADER)
    resolving.leave(session, street.admin, number, now=NOW)

    with pytest.raises(Conflict, match="已经有了决定"):
        how(session, street.admin, number, now=NOW)  # type: ignore[operator]


def test_what_costs_no_less_is_nobody(session: Session) -> None:
    street = a_street(session)

    found = resolving.proposed(session, street.admin, proposing(session, street))

    assert found is not None
    assert (found.gone, found.come, found.people, found.after) == ((), (), (), found.before)


def test_nothing_is_proposed_or_taken_where_somebody_was_faster(session: Session) -> None:
    street = a_street(session)
    number = proposing(session, street, LEADER)
    adjust(session, street.admin, "dec", Remove(the_shift("02-p1"), "v3"), now=NOW)

    assert resolving.proposed(session, street.admin, number) is None
    with pytest.raises(Conflict, match="在您看的时候有了改动"):
        resolving.take(session, street.admin, number, now=NOW)
    assert taken(session, street, number) is None


def test_only_who_plans_the_roster_decides(session: Session) -> None:
    street = a_street(session)
    number = proposing(session, street, LEADER)
    guest = an_asker(session, "guest", UserRole.VIEWER)
    elsewhere = an_asker(session, "other", UserRole.COORDINATOR, unit_id=street.units[0].id)

    with pytest.raises(Forbidden):
        resolving.take(session, guest, number, now=NOW)
    with pytest.raises(NotFound):
        resolving.proposed(session, elsewhere, number)


def test_a_run_is_pending_until_it_is_decided_or_out_of_date(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)
    assert resolving.pending(session, street.admin, code) is None

    run = request(session, street.admin, code, seconds=5, part=THIRD, now=NOW)
    waiting = resolving.pending(session, street.admin, code)
    run.state, run.proposal = RunState.DONE, Proposal(2, (), tuple(the_duties(LEADER))).packed()
    session.flush()
    proposed = resolving.pending(session, street.admin, code)
    adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW)

    assert [one and one.number for one in (waiting, proposed)] == [run.id, run.id]
    assert resolving.pending(session, street.admin, code) is None


def test_only_one_run_at_a_time(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)
    request(session, street.admin, code, seconds=5, part=THIRD, now=NOW)

    with pytest.raises(Conflict, match="正在排班"):
        request(session, street.admin, code, seconds=5, part=THIRD, now=NOW)
    assert len(session.scalars(select(Run)).all()) == 1
