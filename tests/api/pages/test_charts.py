"""The charts of a roster: each has its numbers in a table beside it."""

import re

import pytest

from api.pages.charts import spread
from scheduler.store.database import Sessions, transaction
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.street import a_roster_with, a_street


def test_each_chart_has_its_numbers(admin: Reader) -> None:
    page = admin.text("/rosters/dec/charts")

    assert page.count("<table") == 4
    assert re.search(
        r'12月1日.*?</th><td class="number">4</td><td class="number">2</td><td class="number">2</td>', page
    )
    assert "<b>0.8</b>" in page  # three duties, four people
    assert not re.search("张三|李四|王五", page)  # units are compared, people are not


def test_vacancies_are_told_by_cause(admin: Reader) -> None:
    page = admin.text("/rosters/dec/charts")

    assert re.search(r'有人可以来，还没排上</th>.*?<b>13</b></td><td class="number">7</td>', page)  # 16 seats, 3 filled


def test_causes_alone_are_the_same_as_among_the_charts(admin: Reader) -> None:
    part = admin.text("/rosters/dec/charts?part=1")

    assert "<html" not in part
    assert part.strip() in admin.text("/rosters/dec/charts")


def test_of_many_shifts_it_is_said_how_many_were_not_looked_at(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session, spans=[[60 * hour, 60 * hour + 30] for hour in range(7, 12)])
        a_roster_with(session, street, days=31)

    page = reader(user_id=street.admin.user_id).text("/rosters/dec/charts")

    # Five shifts at two points on 23 workdays are 230.
    assert "一次逐个分析 200 个班次，还有 30 个班次没有分析。" in page
    assert 'href="/rosters/dec/vacancies">到“空岗与原因”逐个看</a>' in page


def test_a_roster_links_to_its_charts(admin: Reader) -> None:
    assert "/rosters/dec/charts" in admin.text("/rosters/dec")


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        pytest.param({}, {}, [("0", 0, 0)], id="nobody"),
        pytest.param({0: 2}, {1: 2}, [("0", 2, 0), ("1", 0, 2)], id="one by one"),
        pytest.param(
            {0: 1},
            {1: 3, 13: 4},
            [("0–1", 1, 3), *((f"{n}–{n + 1}", 0, 0) for n in range(2, 12, 2)), ("12–13", 0, 4)],
            id="two at once",
        ),
    ],
)
def test_a_spread_has_even_steps(
    before: dict[int, int], after: dict[int, int], steps: list[tuple[str, int, int]]
) -> None:
    assert spread(before, after) == steps
