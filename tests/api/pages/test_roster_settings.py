"""A roster's own page of settings: its name and rules, put away, or thrown away as a draft."""

from html.parser import HTMLParser

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import an_asker
from tests.scheduler.street import HELD, a_drafted_roster, a_published_roster, a_street

PAGE = "/rosters/dec/settings"


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a street with a draft "dec" for which a week's cap is set."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street, policy={"cap_week": 3})
    return reader(user_id=street.admin.user_id)


def the_roster(sessions: Sessions) -> Roster | None:
    with reading(sessions) as session:
        return session.scalars(select(Roster)).one_or_none()


def save(reader: Reader, **fields: object) -> TestResponse:
    """Send the form as it stands now."""
    return reader.send(PAGE, seen=reader.seen(PAGE), **fields)


class Fields(HTMLParser):
    """What stands in each field of a page, by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "input" and of.get("type") in {"number", "text"} and of.get("name"):
            self.found[str(of["name"])] = of.get("value") or f"({of.get('placeholder')})"


def test_what_the_roster_says_stands_there_and_what_is_usual_beside_it(admin: Reader) -> None:
    found = Fields(admin.text(PAGE)).found

    assert (found["name"], found["cap_week"], found["fairness"]) == ("全市2026年12月排班表", "3", "(2)")


def test_weights_are_kept_and_what_is_left_empty_or_usual_is_the_towns(admin: Reader, sessions: Sessions) -> None:
    done = save(admin, name="十二月", fairness="9", travel="5", cap_week="")

    roster = the_roster(sessions)
    assert done.location == PAGE
    assert roster is not None
    assert (roster.name, roster.policy) == ("十二月", {"fairness": 9})


@pytest.mark.parametrize("typed", ["-1", "很大", "1000001", "9" * 5000, "1.5"])
def test_what_is_no_weight_is_refused_by_its_name_and_stays_in_the_form(
    admin: Reader, sessions: Sessions, typed: str
) -> None:
    refused = save(admin, name="十二月", fairness=typed, cap_week="3")

    roster = the_roster(sessions)
    assert roster is not None
    assert refused.status_code == 422
    assert "负担不均" in refused.text
    assert "应是 0 到 1000000 的整数" in refused.text
    assert Fields(refused.text).found["fairness"] == typed
    assert (roster.name, roster.policy) == ("全市2026年12月排班表", {"cap_week": 3})


def test_who_comes_second_sees_what_it_is_now(admin: Reader, sessions: Sessions) -> None:
    old = admin.seen(PAGE)
    save(admin, name="先改的", fairness="9")

    second = admin.send(PAGE, seen=old, name="后改的", fairness="8")

    roster = the_roster(sessions)
    shown = Fields(second.text).found
    assert roster is not None
    assert second.status_code == 409
    assert "已有人改了这一项" in second.text
    assert (shown["name"], shown["fairness"]) == ("先改的", "9")
    assert (roster.name, roster.policy) == ("先改的", {"fairness": 9})


def test_of_a_published_roster_only_the_name_changes(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
    admin = reader(user_id=street.admin.user_id)

    answers = [save(admin, name="新名", fairness=weight).status_code for weight in ("9", "")]

    roster = the_roster(sessions)
    assert roster is not None
    assert answers == [409, 302]
    assert (roster.name, roster.policy) == ("新名", {})


def test_a_draft_is_thrown_away(admin: Reader, sessions: Sessions) -> None:
    done = admin.send(f"{PAGE}/discard")

    assert done.location == "/rosters/"
    assert the_roster(sessions) is None


def test_what_was_published_is_archived_and_not_thrown_away(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
    admin = reader(user_id=street.admin.user_id)

    refused = admin.send(f"{PAGE}/discard")
    done = admin.send(f"{PAGE}/archive", why="年底")
    again = admin.send(f"{PAGE}/archive")

    roster = the_roster(sessions)
    assert roster is not None
    assert (refused.status_code, done.location, again.status_code) == (409, "/rosters/dec", 409)
    assert "可以归档" in refused.text
    assert roster.state is RosterState.ARCHIVED
    assert "已归档" in admin.text(PAGE)


def test_who_only_looks_is_not_led_there(admin: Reader, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, UserRole.VIEWER, "guest")
    guest = reader(user_id=viewer.user_id)

    assert PAGE in admin.text("/rosters/dec")
    assert PAGE not in guest.text("/rosters/dec")
    assert guest.get(PAGE).status_code == 403
