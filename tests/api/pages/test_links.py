"""Personal links as a sheet: for who plans the unit, by a form that cannot be forged."""

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.street import Street, a_street


def a_coordinator_of_u1(sessions: Sessions, reader: ReaderOf) -> tuple[Reader, Street]:
    with transaction(sessions) as session:
        street = a_street(session)
        wang = a_coordinator(session, street.units[0])
    return reader(user_id=wang.user_id), street


def test_a_coordinator_is_offered_their_own_units(sessions: Sessions, reader: ReaderOf) -> None:
    wang, _ = a_coordinator_of_u1(sessions, reader)

    page = wang.text("/links/")

    assert 'href="/links/"' in wang.text("/rosters/")
    assert ("财政局" in page, "税务局" in page) == (True, False)


def test_the_sheet_comes_as_a_file_and_once(sessions: Sessions, reader: ReaderOf) -> None:
    wang, _ = a_coordinator_of_u1(sessions, reader)

    first = wang.send("/links/", unit="u1", whom="missing")
    again = wang.send("/links/", unit="u1", whom="missing")
    told = wang.text("/links/")
    anew = wang.send("/links/", unit="u1", whom="all")

    assert first.content_type.endswith("spreadsheetml.sheet")
    assert first.headers["Content-Disposition"].startswith("attachment")
    assert first.data.startswith(b"PK")
    assert again.location == "/links/"  # all four of them have one
    assert "人人都有了" in told
    assert anew.data.startswith(b"PK")


def test_a_unit_of_others_is_not_there(sessions: Sessions, reader: ReaderOf) -> None:
    wang, _ = a_coordinator_of_u1(sessions, reader)

    refused = wang.send("/links/", unit="u2")

    assert refused.status_code == 422
    assert "没有单位 u2" in refused.text


def test_a_link_is_withdrawn_by_code_or_name(sessions: Sessions, reader: ReaderOf) -> None:
    wang, street = a_coordinator_of_u1(sessions, reader)
    phone = reader(volunteer_id=street.people[0].id)

    done = wang.send("/links/withdraw", volunteer="张三")

    assert done.location == "/links/"
    assert "张三 的链接和日历地址已失效" in wang.text("/links/")
    assert phone.get("/me/").location == "/login?next=/me/"


def test_nobody_withdraws_what_is_not_there_or_not_theirs(sessions: Sessions, reader: ReaderOf) -> None:
    wang, _ = a_coordinator_of_u1(sessions, reader)

    answers = [wang.send("/links/withdraw", volunteer=code) for code in ("v1", "v5")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "张三 还没有个人链接" in answers[0].text
    assert "没有志愿者 v5" in answers[1].text


def test_without_a_word_against_forgery_nothing_is_made(sessions: Sessions, reader: ReaderOf) -> None:
    wang, _ = a_coordinator_of_u1(sessions, reader)

    forged = wang.send("/links/", unit="u1", csrf_token="")

    assert forged.status_code == 400
    assert wang.send("/links/", unit="u1").data.startswith(b"PK")


def test_who_only_looks_hands_out_nothing(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        a_street(session)
        viewer = an_asker(session, UserRole.VIEWER, "guest")
    guest = reader(user_id=viewer.user_id)

    assert "/links/" not in guest.text("/rosters/")
    assert guest.get("/links/").status_code == 403
