"""The list of rosters: what waits stands first, and who may plan can make a new one."""

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import Holding, UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_unit, added
from tests.scheduler.street import HELD, a_drafted_roster, a_published_roster, a_roster_with, a_street, an_asker


def test_a_town_without_rosters_is_told_what_to_do_first(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        admin = an_asker(session)

    page = reader(user_id=admin.user_id).text("/rosters/")

    assert "先导入单位、点位和志愿者" in page
    assert "第一步：导入 Excel" in page
    assert "现在要办的" not in page


def test_a_town_that_is_there_is_led_to_its_first_roster(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)

    page = reader(user_id=street.admin.user_id).text("/rosters/")

    assert "点位已经有了" in page
    assert "第一步：导入" not in page


def test_what_waits_stands_above_the_list(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street, "draft", name="草案")
        a_roster_with(session, street, *HELD, code="made", name="排好的")

    page = reader(user_id=street.admin.user_id).text("/rosters/")

    assert "《草案》还没有排班" in page
    assert "《排好的》排好了，还没有发布" in page
    assert "《排好的》有 13 个空岗" in page  # eight shifts of two, three people on them


def test_a_roster_that_is_published_and_full_waits_for_nothing(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session, headcount="1", roles={})
        days = [f"0{day}-p{point}" for day in (1, 2, 3, 4) for point in (1, 2)]
        a_published_roster(session, street, *((day, f"v{n + 1}") for n, day in enumerate(days)))

    assert "现在要办的" not in reader(user_id=street.admin.user_id).text("/rosters/")


def test_what_lies_outside_is_not_listed(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street, name="全镇十二月")
        wang = a_coordinator(session, street.units[0])

    page = reader(user_id=wang.user_id).text("/rosters/")

    assert "全镇十二月" not in page
    assert reader(user_id=wang.user_id).get("/rosters/dec").status_code == 404


def test_a_viewer_is_offered_nothing_to_change(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD)
        viewer = an_asker(session, "guest", UserRole.VIEWER)
    guest = reader(user_id=viewer.user_id)

    assert "新建排班表" not in guest.text("/rosters/")
    assert "发布</a>" not in guest.text("/rosters/dec")
    assert guest.get("/rosters/new").status_code == 403


def test_a_new_roster_unfolds_its_month(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
    admin = reader(user_id=street.admin.user_id)

    made = admin.send("/rosters/new", month="2026-12", scope="unit:u1", name="财政局十二月")
    page = admin.text(made.location)

    assert made.location == "/rosters/2026-12-u1"
    assert "财政局十二月" in page
    assert "46" in page  # 23 workdays of two seats at the one point of theirs


def test_a_coordinator_is_offered_their_own_part_of_the_town(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        coordinator = a_coordinator(session, a_street(session).units[0])
    wang = reader(user_id=coordinator.user_id)

    page = wang.text("/rosters/new")
    refused = wang.send("/rosters/new", month="2026-12", scope="unit:u2")

    assert ("财政局" in page, "税务局" in page, "全市" in page) == (True, False, False)
    assert refused.status_code == 422
    assert "没有单位 u2" in refused.text


def test_a_month_that_is_none_is_refused_in_the_form(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)

    answer = reader(user_id=street.admin.user_id).send("/rosters/new", month="2026-13", scope="")

    assert answer.status_code == 422
    assert "应为日期" in answer.text


def test_who_plans_one_unit_is_offered_no_change_of_a_roster_they_only_see(
    sessions: Sessions, reader: ReaderOf
) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD, name="全镇十二月")
        wang = a_coordinator(session, street.units[0])
        added(session, Holding(user_id=wang.user_id, role=UserRole.VIEWER, granted_at=NOW))
    both = reader(user_id=wang.user_id)

    pages = {name: both.text(f"/rosters/dec{name}") for name in ("", "/run", "/versions")}

    assert "新建排班表" in both.text("/rosters/")
    assert "现在要办的" not in both.text("/rosters/")
    assert "/rosters/dec/publish" not in pages[""]
    assert "phones=full" not in pages[""]
    assert "开始排班" not in pages["/run"]
    assert "撤销第 1 版" not in pages["/versions"]
    assert both.get("/rosters/dec/publish").status_code == 403


def test_a_unit_that_is_called_by_its_code_is_offered_once(sessions: Sessions, admin: Reader) -> None:
    with transaction(sessions) as session:
        a_unit(session, "区财政局", name="区财政局")

    page = admin.text("/rosters/new")

    assert ">区财政局</option>" in page
    assert ">财政局（u1）</option>" in page
