"""What people type for a shift or a volunteer."""

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.services.naming import duty_called, shift_called, volunteer_called
from scheduler.services.rosters import find
from solver.problem import Duty
from tests.scheduler import rows
from tests.scheduler.street import Street, a_drafted_roster, the_shift


@pytest.mark.parametrize("text", ["v1", "张三", " 张三 "])
def test_a_volunteer_by_code_or_name(session: Session, street: Street, text: str) -> None:
    assert volunteer_called(session, street.admin, a_drafted_roster(session, street), text) == "v1"


def test_a_name_that_two_bear_is_refused_with_both(session: Session, street: Street) -> None:
    rows.a_volunteer(session, street.units[1], "v9", name="张三")

    with pytest.raises(Invalid, match="有 2 位张三") as refused:
        volunteer_called(session, street.admin, a_drafted_roster(session, street), "张三")
    assert [str(fault) for fault in refused.value.faults] == ["v1「张三」：财政局", "v9「张三」：税务局"]


def test_a_code_stands_before_a_name(session: Session, street: Street) -> None:
    rows.a_volunteer(session, street.units[1], "v9", name="v1")

    assert volunteer_called(session, street.admin, a_drafted_roster(session, street), "v1") == "v1"


def test_nobody_outside_the_roster_is_known(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street, unit="u1")

    for text in ("v5", "钱七", "nobody"):
        with pytest.raises(NotFound):
            volunteer_called(session, street.admin, code, text)


@pytest.mark.parametrize("text", ["20261201-p1-0730", "1201-p1-0730", "01-p1-0730 "])
def test_a_shift_by_its_code_or_the_end_of_it(session: Session, street: Street, text: str) -> None:
    assert shift_called(session, street.admin, a_drafted_roster(session, street), text) == the_shift("01-p1")


def test_an_end_that_several_share_is_refused_with_some(session: Session, street: Street) -> None:
    with pytest.raises(Invalid, match="有 4 个班次以 p1-0730 结尾") as refused:
        shift_called(session, street.admin, a_drafted_roster(session, street), "p1-0730")
    first = refused.value.faults[0]
    assert (first.where, first.value) == (the_shift("01-p1"), "12月1日 周二 07:30–08:30 路口1")


@pytest.mark.parametrize("text", ["%", "_", "9"])
def test_no_such_shift(session: Session, street: Street, text: str) -> None:
    with pytest.raises(NotFound):
        shift_called(session, street.admin, a_drafted_roster(session, street), text)


def test_a_duty_in_words(session: Session, street: Street) -> None:
    roster = find(session, street.admin, a_drafted_roster(session, street))

    said = duty_called(session, roster, Duty(the_shift("01-p1"), "v1"))

    assert said == {"person": "张三（财政局）", "shift": "12月1日 周二 07:30–08:30 路口1"}


def test_nobody_outside_the_roster_is_named(session: Session, street: Street) -> None:
    roster = find(session, street.admin, a_drafted_roster(session, street, unit="u1"))

    assert duty_called(session, roster, Duty("x", "v5")) == {"person": "v5", "shift": "x"}
