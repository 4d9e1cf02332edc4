"""Why places on the map miss somebody: what is said where that is not known, or not looked at."""

from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.store.database import Sessions, transaction
from tests.api.pages.conftest import ReaderOf
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_point
from tests.scheduler.street import Street, a_published_roster, a_street, the_shift

SECOND = "/map/?day=2026-12-02&layer=vacancies"


def test_what_is_filled_by_now_is_no_riddle(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        adjust(session, street.admin, "dec", Add(the_shift("02-p1"), "v1"), now=NOW)

    page = reader(user_id=street.admin.user_id).text(SECOND)

    assert "新的一版已补上，还没发布 <b>1</b>" in page
    assert "有人可以来，还没排上 <b>2</b>" in page


def test_of_the_roster_of_others_it_is_said_that_the_cause_is_theirs(
    street: Street, sessions: Sessions, reader: ReaderOf
) -> None:
    with transaction(sessions) as session:
        wang = a_coordinator(session, street.units[1])

    page = reader(user_id=wang.user_id).text(SECOND)

    assert "排班表不在您的范围，看不到原因 <b>2</b>" in page
    assert 'href="/rosters/dec/ours?view=days&amp;day=2026-12-02">全市2026年12月排班表' in page
    assert "/rosters/dec" not in reader(user_id=street.admin.user_id).text(SECOND)


def test_of_many_places_it_is_said_how_to_see_the_rest(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        for n in range(203):
            a_point(session, f"q{n}", kind="community" if n % 2 else "intersection")
        a_published_roster(session, street, days=1)
    admin = reader(user_id=street.admin.user_id)

    page = admin.text("/map/?day=2026-12-01&layer=vacancies")

    # 205 points in all, of which 101 are communities.
    assert "一次逐个分析 200 个点位，还有 5 个点位没有分析。按网格、单位或类别筛选" in page
    assert "没有分析" not in admin.text("/map/?day=2026-12-01&layer=vacancies&kind=community")
