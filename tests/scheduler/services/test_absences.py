"""Leave is asked for by who plans the unit or is of it, moves along its life cycle, and names the duties it hits."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services import absence_views, absences
from scheduler.services.absence_views import AbsenceFilter
from scheduler.services.access import asker
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, transaction
from scheduler.store.moves import Move
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_duty, a_point, a_roster, a_shift, a_unit, a_user, a_volunteer

# The whole of 1 December 2026 in Shanghai.
START = datetime(2026, 11, 30, 16, tzinfo=UTC)
END = START + timedelta(days=1)


def asked(session: Session, called: str = "v1") -> int:
    return absences.ask(session, an_admin(session), called, starts_at=START, ends_at=END, reason="看病", now=NOW).number


def test_leave_is_asked_for_by_code_or_name(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_volunteer(session, unit, "v1")
        a_volunteer(session, unit, "v2", name="李四")
        boss = an_admin(session)

        first = absences.ask(session, boss, "v1", starts_at=START, ends_at=END, now=NOW)
        second = absences.ask(session, boss, "李四", starts_at=START, ends_at=END, reason="看病", now=NOW)

        row = session.get_one(Absence, second.number)
        entries = session.scalars(select(AuditEntry.ref)).all()
    assert (first.volunteer, second.volunteer, second.unit_name) == ("v1", "v2", "住建局")
    assert (row.state, row.reason, row.asked_by) == (AbsenceState.ASKED, "看病", boss.user_id)
    assert entries == [str(first.number), str(second.number)]


def test_a_name_that_several_have_needs_the_code(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_volunteer(session, unit, "v1")
        a_volunteer(session, unit, "v2")

        with pytest.raises(Invalid, match="v1（住建局）、v2"):
            asked(session, "张三")


def test_a_namesake_elsewhere_is_not_told_of(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit, other = a_unit(session), a_unit(session, "u2", name="教育局")
        a_volunteer(session, unit, "v1")
        a_volunteer(session, other, "v2")

        made = absences.ask(session, a_coordinator(session, unit), "张三", starts_at=START, ends_at=END, now=NOW)

    assert made.volunteer == "v1"


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        pytest.param(START, START, id="no time at all"),
        pytest.param(END, START, id="ended before it began"),
    ],
)
def test_a_span_ends_after_it_starts(sessions: Sessions, starts: datetime, ends: datetime) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        with pytest.raises(Invalid):
            absences.ask(session, an_admin(session), "v1", starts_at=starts, ends_at=ends, now=NOW)


def test_the_same_time_is_asked_for_once_unless_it_was_taken_back(sessions: Sessions) -> None:
    hour = timedelta(hours=1)
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        boss = an_admin(session)
        first = absences.ask(session, boss, "v1", starts_at=START, ends_at=END, now=NOW)
        with pytest.raises(Conflict, match=f"第 {first.number} 号"):
            absences.ask(session, boss, "v1", starts_at=END - hour, ends_at=END + hour, now=NOW)

        absences.ask(session, boss, "v1", starts_at=END, ends_at=END + hour, now=NOW)
        absences.withdraw(session, boss, first.number, now=NOW)
        absences.ask(session, boss, "v1", starts_at=START, ends_at=END, now=NOW)


def test_approved_leave_names_the_published_duties_it_hits(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        person = a_volunteer(session, a_unit(session))
        point = a_point(session)
        published = a_roster(session, "r1", state="published", version=3, published_version=2)
        draft = a_roster(session, "r2", state="solved", version=1)
        day = timedelta(days=1)
        for roster, code, fields in (
            (published, "hit", {}),
            (published, "taken-back", {"removed_in": 2}),
            (published, "removed-since", {"removed_in": 3}),
            (published, "added-since", {"added_in": 3}),
            (draft, "draft", {}),
        ):
            a_duty(session, a_shift(session, roster, point, code), person, **fields)
        base = a_shift(session, published, point, "base")
        later = a_shift(
            session, published, point, "next-day", starts_at=base.starts_at + day, ends_at=base.ends_at + day
        )
        a_duty(session, later, person)

        made = absences.approve(session, an_admin(session, "chief"), asked(session), now=NOW)

        move = session.scalars(select(Move)).one()
    # What people were told is version 2: removed in 3 still stood then, added in 3 did not.
    assert [hit.shift for hit in made.hits] == ["hit", "removed-since"]
    assert (made.state, move.before, move.after) == (AbsenceState.APPROVED, "asked", "approved")


def test_what_was_decided_stays_decided(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        number = asked(session)
        boss = an_admin(session, "chief")
        absences.refuse(session, boss, number, why="当天人手不够", now=NOW)

        with pytest.raises(Conflict, match="不能从「未批准」变为「已批准」"):
            absences.approve(session, boss, number, now=NOW)


def test_a_refusal_says_why(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        number = asked(session)
        with pytest.raises(Invalid):
            absences.refuse(session, an_admin(session, "chief"), number, why=" ", now=NOW)


def test_people_ask_and_take_back_for_themselves_but_do_not_approve(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit = a_unit(session)
        person = a_volunteer(session, unit)
        a_volunteer(session, unit, "v2", name="李四")
        a_user(session, "zhang", volunteer_id=person.id)
        who = asker(session, "zhang")

        made = absences.ask(session, who, "v1", starts_at=START, ends_at=END, now=NOW)
        with pytest.raises(NotFound):
            absences.ask(session, who, "v2", starts_at=START, ends_at=END, now=NOW)
        with pytest.raises(NotFound):
            absences.approve(session, who, made.number, now=NOW)

        assert absences.withdraw(session, who, made.number, now=NOW).state is AbsenceState.WITHDRAWN


def test_leave_out_of_scope_is_not_there(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit, other = a_unit(session), a_unit(session, "u2", name="教育局")
        a_volunteer(session, other)
        number = asked(session)
        coordinator = a_coordinator(session, unit)

        for act in (absences.approve, absences.withdraw):
            with pytest.raises(NotFound):
                act(session, coordinator, number, now=NOW)
        assert absence_views.listed(session, coordinator, AbsenceFilter(since=NOW)) == ()


def test_a_viewer_looks_only(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_volunteer(session, unit)
        number = asked(session)
        viewer = an_asker(session, UserRole.VIEWER, "li", unit=unit)

        with pytest.raises(Forbidden):
            absences.approve(session, viewer, number, now=NOW)
        assert [one.number for one in absence_views.listed(session, viewer, AbsenceFilter(since=NOW))] == [number]


def test_the_list_leaves_out_what_is_over_and_other_states(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        boss = an_admin(session)
        first = absences.ask(session, boss, "v1", starts_at=START, ends_at=END, now=NOW).number
        second = absences.ask(session, boss, "v1", starts_at=END, ends_at=END + timedelta(days=1), now=NOW).number
        absences.approve(session, boss, second, now=NOW)

        def numbers(since: datetime, state: AbsenceState | None = None) -> list[int]:
            return [one.number for one in absence_views.listed(session, boss, AbsenceFilter(since=since, state=state))]

        assert numbers(NOW) == [first, second]
        assert numbers(END) == [second]
        assert numbers(NOW, AbsenceState.ASKED) == [first]
