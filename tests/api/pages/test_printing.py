"""Paper: the sheets of a point, a unit and a crew, and cards; nobody's phone without the right, no card without it."""

import re

import pytest

from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.api.pages.conftest import Reader, ReaderOf
from tests.conftest import KEY
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import a_unit
from tests.scheduler.street import HELD, Street, a_published_roster, a_roster_with, a_street

PRINT = "/rosters/dec/print"
PHONE = "13800005678"


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """v1 and v2 at p1 on the first, v3 at p1 on the second; told. v2 has a phone."""
    with transaction(sessions) as session:
        street = a_street(session)
        street.people[1].phone_sealed = Vault((KEY,)).seal(PHONE)
        a_published_roster(session, street, *HELD)
    return street


def sheets(page: str) -> list[str]:
    return re.findall(r'<section class="paper of-\w+">(.*?)</section>', page, re.DOTALL)


def test_a_point_has_its_sheet_with_a_row_a_day(street: Street, reader: ReaderOf) -> None:
    first, second = sheets(reader(user_id=street.admin.user_id).text(f"{PRINT}/points"))

    assert "路口1" in first
    assert first.count('<th scope="row">') == 4
    assert re.search(r"12/1 周二.*?张三<small>（带班领导）</small>.*?李四.*?12/2 周三.*?王五.*?缺1人", first, re.DOTALL)
    assert "第 2 版（已发布）" in first
    assert "2026-11-20" in first
    assert second.count("缺2人") == 4


def test_points_and_days_are_chosen(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    (only,) = sheets(admin.text(f"{PRINT}/points?point=p1&since=2026-12-02&last=2026-12-02"))

    assert "王五" in only
    assert "张三" not in only
    assert len(sheets(admin.text(f"{PRINT}/points?unit=u2"))) == 1
    assert "没有要打印的" in admin.text(f"{PRINT}/units?unit=u2")


def test_a_unit_has_its_list_by_time(street: Street, reader: ReaderOf) -> None:
    (of_u1,) = sheets(reader(user_id=street.admin.user_id).text(f"{PRINT}/units"))

    assert "财政局" in of_u1
    assert "3 人，3 次值守" in of_u1
    assert re.findall(r'<th scope="row">(.*?)</th>', of_u1) == ["张三", "李四", "王五"]


def test_a_crew_signs_with_a_line_for_whoever_is_missing(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    crews = sheets(admin.text(f"{PRINT}/crews?since=2026-12-02&last=2026-12-02"))

    assert [len(re.findall("<tr><td>", crew)) for crew in crews] == [2, 2]
    assert "签到时间" in crews[0]
    assert "王五" in crews[0]
    assert len(sheets(admin.text(f"{PRINT}/crews"))) == 2  # the first day alone
    assert "papers alone" in admin.text(f"{PRINT}/crews?alone=1")


@pytest.mark.parametrize("kind", ["units", "crews"])
def test_phones_are_printed_in_full_by_who_may_call_and_noted(
    street: Street, sessions: Sessions, reader: ReaderOf, kind: str
) -> None:
    admin = reader(user_id=street.admin.user_id)

    hidden, masked = admin.text(f"{PRINT}/{kind}"), admin.text(f"{PRINT}/{kind}?phones=masked")
    full = admin.text(f"{PRINT}/{kind}?phones=full")

    assert "5678" not in hidden
    assert "138****5678" in masked
    assert PHONE in full
    with reading(sessions) as session:
        (entry,) = session.query(AuditEntry).filter_by(verb="export").all()
        assert entry.detail == {"version": 2, "formats": [f"print-{kind}"], "phones": 1}


def test_who_may_not_call_is_offered_no_phones_and_given_none(
    street: Street, sessions: Sessions, reader: ReaderOf
) -> None:
    with transaction(sessions) as session:
        zhao = an_asker(session, UserRole.VIEWER, "zhao")
    viewer = reader(user_id=zhao.user_id)

    assert "完整" not in viewer.text(f"{PRINT}/crews")
    assert "138****5678" in viewer.text(f"{PRINT}/crews?phones=masked")
    refused = viewer.get(f"{PRINT}/crews?phones=full")
    assert refused.status_code == 403
    assert PHONE not in refused.text
    assert "个人卡片" not in viewer.text("/rosters/dec")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2026-11-30", "日期应在 2026-12-01 到 2026-12-04 之间"),
        ("since=2026-12-03&last=2026-12-02", "日期应在 2026-12-01 到 2026-12-04 之间"),
    ],
)
def test_days_outside_are_told_beside_the_form(street: Street, reader: ReaderOf, asked: str, said: str) -> None:
    page = reader(user_id=street.admin.user_id).text(f"{PRINT}/points?{asked}")

    assert said in page
    assert sheets(page) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{PRINT}/walls", 404),
        (f"{PRINT}/units?phones=all", 422),
        (f"{PRINT}/points?since=soon", 422),
        ("/rosters/nowhere/print/points", 404),
        (f"{PRINT}/points?version=9", 404),
    ],
)
def test_what_nobody_could_have_chosen_is_refused(street: Street, reader: ReaderOf, address: str, status: int) -> None:
    assert reader(user_id=street.admin.user_id).get(address).status_code == status


def test_a_roster_outside_the_scope_is_not_printed(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        of_u1, of_u9 = a_coordinator(session, street.units[0]), a_coordinator(session, a_unit(session, "u9"), "zhao")
    wang, stranger = reader(user_id=of_u1.user_id), reader(user_id=of_u9.user_id)

    assert {wang.get(f"{PRINT}/{kind}").status_code for kind in ("points", "units", "crews")} == {404}
    assert stranger.get(f"{PRINT}/cards").status_code == 404


def test_a_card_opens_its_owners_calendar(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    page = admin.send(f"{PRINT}/cards", unit="u1", whom="missing").text

    assert re.findall("<h2>(.*?)</h2>", page) == ["张三", "李四", "王五", "赵六"]
    assert page.count("data:image/svg+xml;base64,") == 4
    assert "12/1 周二 07:30–08:30 路口1" in page
    assert "没有您要来的值守" in page  # v4
    assert _feeds(sessions) == 4


def test_a_calendar_that_is_set_up_goes_on_unless_everybody_is_wanted(
    street: Street, sessions: Sessions, reader: ReaderOf
) -> None:
    admin = reader(user_id=street.admin.user_id)
    admin.send(f"{PRINT}/cards", volunteer="v1", whom="missing")

    rest = admin.send(f"{PRINT}/cards", unit="u1", whom="missing").text
    anew = admin.send(f"{PRINT}/cards", volunteer="张三", whom="all").text

    assert re.findall("<h2>(.*?)</h2>", rest) == ["李四", "王五", "赵六"]
    assert "另有 1 人已经有日历地址" in rest
    assert re.findall("<h2>(.*?)</h2>", anew) == ["张三"]
    assert _feeds(sessions) == 4
    assert "没有要做的卡片" in admin.send(f"{PRINT}/cards", unit="u1").text


def test_cards_of_people_outside_are_not_made(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        a_roster_with(session, street, code="of-u1", unit="u1")
        of_u1 = a_coordinator(session, street.units[0])
    wang = reader(user_id=of_u1.user_id)

    answers = [
        wang.send("/rosters/of-u1/print/cards", **asked)
        for asked in ({"unit": "u2"}, {"volunteer": "v5"}, {"unit": ""})
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert _feeds(sessions) == 0
    assert wang.send("/rosters/of-u1/print/cards", unit="u1").text.count("<h2>") == 4


def test_the_roster_offers_what_can_be_printed(admin: Reader) -> None:
    page = admin.text("/rosters/dec")

    assert all(f'href="{PRINT}/{kind}"' in page for kind in ("points", "units", "crews", "cards"))


def _feeds(sessions: Sessions) -> int:
    with reading(sessions) as session:
        return session.query(Credential).filter_by(kind=CredentialKind.FEED, revoked_at=None).count()
