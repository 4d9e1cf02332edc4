"""A roster as a thing: renamed, archived, thrown away, its versions page by page."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.services import history
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.services.generating import cancel, request
from scheduler.services.paging import Page
from scheduler.services.roster_editing import archive, card, discard, edit
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, Street, a_drafted_roster, a_published_roster, the_shift


def test_a_published_roster_keeps_its_policy_and_may_be_renamed(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    edit(session, street.admin, code, name="十二月", now=NOW)

    assert card(session, street.admin, code).name == "十二月"
    with pytest.raises(Conflict, match="已发布"):
        edit(session, street.admin, code, policy={"rest": 0}, now=NOW)


def test_a_policy_takes_the_place_of_the_one_before(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street, policy={"rest": 0, "cap_week": 2})

    edit(session, street.admin, code, policy={"cap_week": 3}, now=NOW)

    assert card(session, street.admin, code).policy == {"cap_week": 3}
    with pytest.raises(Invalid, match="1 处不对"):
        edit(session, street.admin, code, policy={"cap_week": -1}, now=NOW)


def test_who_only_looks_changes_nothing(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    viewer = an_asker(session, UserRole.VIEWER, "viewer")

    for change in (edit, archive, discard):
        with pytest.raises(Forbidden):
            change(session, viewer, code, now=NOW)


def test_a_draft_goes_with_its_shifts_and_the_runs_that_came_to_nothing(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    request(session, street.admin, code, seconds=5, now=NOW)
    cancel(session, street.admin, code, now=NOW)

    discard(session, street.admin, code, now=NOW)

    assert [session.scalar(select(func.count()).select_from(table)) for table in (Roster, Shift)] == [0, 0]


def test_a_roster_that_waits_to_be_solved_is_neither_archived_nor_thrown_away(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    request(session, street.admin, code, seconds=5, now=NOW)

    for change in (archive, discard):
        with pytest.raises(Conflict):
            change(session, street.admin, code, now=NOW)


def test_a_published_roster_is_archived(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    archive(session, street.admin, code, why="过期", now=NOW)

    assert card(session, street.admin, code).state is RosterState.ARCHIVED


def test_versions_come_page_by_page_with_what_changed(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    adjust(session, street.admin, code, Add(the_shift("01-p2"), "v5"), now=NOW)

    newest, oldest = (history.page(session, street.admin, code, Page(n, 1, "-version")) for n in (1, 3))

    assert (newest.total, oldest.items[0].changed) == (3, 3)
    assert newest.items[0].what == ("加入 钱七 12月1日 周二 07:30 路口2",)
