"""The city at a glance: the map of a day and its table say the same, and nothing of what lies outside."""

import re

import pytest

from api.pages.layers import LAYERS
from scheduler.store.database import Sessions, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import added
from tests.scheduler.street import HELD, Street, a_published_roster, a_street

FIRST = "/map/?day=2026-12-01"
LABELS = re.compile(r'class="label at\d" y="24">(\w+)<')


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """v1 and v2 at p1 on the first, v3 at p1 on the second; told."""
    with transaction(sessions) as session:
        street = a_street(session)
        street.points[1].path = [[116.71, 39.53], [116.72, 39.53]]
        a_published_roster(session, street, *HELD)
    return street


def drawn(page: str) -> dict[str, str]:
    """By point how it is drawn."""
    return {code: cover for cover, code in re.findall(r'class="spot is-(\w+)[^"]*" data-at="(\w+)"', page)}


def test_a_day_is_drawn_and_told_in_a_table(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    first, second = admin.text(FIRST), admin.text("/map/?day=2026-12-02")

    assert drawn(first) == {"p1": "full", "p2": "empty"}
    assert drawn(second) == {"p1": "short", "p2": "empty"}
    assert re.findall(r'data-row="(\w+)"', second) == ["p2", "p1"]  # what lacks most stands first
    assert "1/4 人" in second
    assert '<polyline class="way is-empty' in first  # a line is drawn as one
    assert LABELS.findall(first) == ["路口1", "路口2"]


def test_today_is_shown_unless_another_day_is_asked_for(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text("/map/")

    assert 'value="2026-11-20"' in page
    assert "没有已发布的班次" in page
    assert '<a href="/map/?day=2026-12-01">看最近有班次的' in page
    assert set(drawn(page).values()) == {"none"}


def test_who_answers_for_what_is_coloured_and_named(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text(f"{FIRST}&layer=stewardship")

    assert 'hue0" data-at="p1"' in page
    assert 'hue1" data-at="p2"' in page
    assert re.findall(r'class="count" y="4">(\d+)<', page) == ["1", "2"]
    assert LABELS.findall(page) == ["财政局", "税务局"]


def classes(page: str) -> dict[str, str]:
    """By point every class of its symbol."""
    return {code: names for names, code in re.findall(r'class="(spot is-[^"]*)" data-at="(\w+)"', page)}


def test_a_unit_is_picked_and_its_points_stand_out(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    page = admin.text(f"{FIRST}&layer=stewardship&of=u2")

    assert classes(page) == {"p1": "spot is-full dim hue0", "p2": "spot is-empty mine hue1"}
    assert admin.get(f"{FIRST}&layer=stewardship&of=u9").status_code == 404


def test_load_is_shaded_and_written_in_the_symbol(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text(f"{FIRST}&layer=load")

    assert classes(page) == {"p1": "spot is-full load-over", "p2": "spot is-empty load-light"}
    assert sorted(re.findall(r'class="count" y="4">([\d.]+)<', page)) == ["0.0", "0.8"]  # three duties, four people
    assert "12 月各单位人均 0.4 次" in page


def test_a_vacancy_has_its_cause(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text(f"{FIRST}&layer=vacancies")

    assert "<td>有人可以来，还没排上</td>" in page.replace("\n", "")
    assert re.search(r"有人可以来，还没排上 <b>2</b>", page)


def test_a_circle_counts_who_is_in_it(street: Street, reader: ReaderOf) -> None:
    admin = reader(user_id=street.admin.user_id)

    of_a_point = admin.text(f"{FIRST}&layer=reach&at=p1")
    of_a_person = admin.text(f"{FIRST}&layer=reach&person=张三")

    assert of_a_point.count('<circle class="circle"') == 1
    assert "8 个知道住处或单位的人里，8 人够得着" in of_a_point
    assert "从住处或单位走 3000 米，够得着 2 个点位" in of_a_person
    assert admin.get(f"{FIRST}&layer=reach&at=nowhere").status_code == 404
    assert admin.get(f"{FIRST}&layer=reach&person=无名").status_code == 404


def test_what_lies_outside_a_circle_is_faint(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        session.merge(street.people[0]).reach = 900

    page = reader(user_id=street.admin.user_id).text(f"{FIRST}&layer=reach&person=v1")

    assert classes(page) == {"p1": "spot is-full", "p2": "spot is-empty dim"}  # p2 is 1.7 km away
    assert "够得着 1 个点位" in page


def test_a_place_nobody_knows_has_no_circle(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        session.merge(street.points[0]).path = []

    page = reader(user_id=street.admin.user_id).text(f"{FIRST}&layer=reach&at=p1")

    assert "不知道路口1在哪里，画不出圈" in page


def test_how_many_are_missing_stands_in_the_symbol(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text(f"{FIRST}&layer=vacancies")

    assert re.findall(r'class="count" y="4">(\d+)<', page) == ["2"]


def test_nothing_outside_the_scope_is_drawn_or_offered(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        wang = a_coordinator(session, street.units[0])
        far = added(session, Grid(code="g9", name="别处", level=GridLevel.STREET))
        zhao = an_asker(session, UserRole.VIEWER, "zhao", grid=far)

    of_a_unit, of_a_grid = reader(user_id=wang.user_id), reader(user_id=zhao.user_id)

    assert drawn(of_a_unit.text(FIRST)) == {"p1": "full"}
    assert "税务局" not in of_a_unit.text(FIRST)
    assert of_a_unit.get(f"{FIRST}&unit=u2").status_code == 404
    assert drawn(of_a_grid.text(FIRST)) == {}
    assert "没有点位" in of_a_grid.text(FIRST)


@pytest.mark.parametrize(
    ("asked", "status"), [("day=tomorrow", 422), ("layer=heat", 404), ("kind=%00", 422), ("grid=nowhere", 404)]
)
def test_what_nobody_could_have_chosen_is_refused(street: Street, reader: ReaderOf, asked: str, status: int) -> None:
    assert reader(user_id=street.admin.user_id).get(f"/map/?{asked}").status_code == status


def test_a_place_without_coordinates_is_in_the_table(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        session.merge(street.points[0]).path = []

    page = reader(user_id=street.admin.user_id).text(FIRST)

    assert drawn(page) == {"p2": "empty"}
    assert re.findall(r'data-row="(\w+)"', page) == ["p2", "p1"]
    assert "1 个点位没有坐标" in page


def test_a_town_without_any_coordinates_is_a_table(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        for point in street.points:
            session.merge(point).path = []

    page = reader(user_id=street.admin.user_id).text(FIRST)

    assert "点位还没有坐标" in page
    assert re.findall(r'data-row="(\w+)"', page) == ["p2", "p1"]


def test_the_day_before_today_and_after_are_a_press_away(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text("/map/?layer=load")

    assert re.findall(r'href="([^"]+)"[^>]*>(昨天|今天|明天)<', page) == [
        ("/map/?layer=load&amp;day=2026-11-19", "昨天"),
        ("/map/?layer=load", "今天"),
        ("/map/?layer=load&amp;day=2026-11-21", "明天"),
    ]
    assert ">今天<" in page.partition('aria-current="date"')[2][:10]


def test_a_page_says_nothing_inline(street: Street, reader: ReaderOf) -> None:
    admin: Reader = reader(user_id=street.admin.user_id)

    layers = [f"{FIRST}&layer={name}" for name in LAYERS]
    for page in map(admin.text, (FIRST, f"{FIRST}&wall=1", f"{FIRST}&layer=reach&at=p1", *layers)):
        assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?![^>]*src)', page)
