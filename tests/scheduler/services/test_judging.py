"""What an edit would break and cost, told before anything is written."""

from sqlalchemy.orm import Session

from scheduler.services.adjusting import verdict
from scheduler.services.edits import Add, Remove
from tests.scheduler.street import (
    HELD,
    Street,
    a_roster_with,
    standing,
    the_duties,
    the_shift,
)


def test_the_verdict_names_who_what_and_by_how_much_before_anything_is_written(
    session: Session, street: Street
) -> None:
    code = a_roster_with(session, street, *HELD)

    told = verdict(session, street.admin, code, Add(the_shift("01-p1"), "v3"))

    # Half of the four of the unit may be out at once.
    assert told.breaches == (
        "12月1日 周二 07:30–08:30 路口1 只要 2 人，多了 1 人",
        "财政局在 12月1日 周二 07:30–08:30 同时外出的超过 2 人，单位须留人在岗",
    )
    assert standing(session) == the_duties(*HELD)


def test_the_verdict_prices_a_change_rule_by_rule(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    told = verdict(session, street.admin, code, Remove(the_shift("02-p1"), "v3"))

    # A seat at 1,000; the even share of 16 seats among 8 people is 2: v3 falls from 1 short to 2 short, 2 x (4 - 1).
    assert told.changes == {"vacancy": 1000, "fairness": 6}
    assert told.change == 1006


def test_to_break_a_rule_less_breaks_none(session: Session, street: Street) -> None:
    crowd = (("01-p1", "v1"), ("01-p1", "v2"), ("01-p1", "v3"), ("01-p1", "v5"))
    code = a_roster_with(session, street, *crowd)

    told = verdict(session, street.admin, code, Remove(the_shift("01-p1"), "v5"))

    # Four on a shift of two become three.
    assert told.breaches == ()
