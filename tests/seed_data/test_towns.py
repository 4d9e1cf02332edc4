"""What holds of every made-up town."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler import clock
from scheduler.exchange.importing import read_town
from seed_data.town import Town
from seed_data.towns import TOWNS
from tests.seed_data.conftest import NOW, Load

every_town = pytest.mark.parametrize("make", TOWNS.values(), ids=TOWNS.keys())

Make = Callable[[int], Town]


@every_town
def test_the_same_seed_gives_the_same_town(make: Make) -> None:
    assert make(3).workbook() == make(3).workbook()


@every_town
def test_another_seed_gives_other_people_to_the_same_points(make: Make) -> None:
    one, other = make(1).records, make(2).records

    assert [volunteer.name for volunteer in one.volunteers] != [volunteer.name for volunteer in other.volunteers]
    assert one.points == other.points


@every_town
def test_a_town_reads_back_from_its_file_as_it_is(make: Make, tmp_path: Path) -> None:
    town = make(1)
    file = tmp_path / "town.xlsx"
    file.write_bytes(town.workbook())

    assert read_town(file, today=clock.today(NOW)) == town.records


@every_town
def test_a_town_comes_in_without_a_refusal_and_a_second_time_changes_nothing(make: Make, load: Load) -> None:
    town = make(1)

    first, again = load(town), load(town)

    assert (first.refused, first.warnings, first.changed) == ((), (), ())
    assert sum(item.noun == "volunteer" for item in first.added) == len(town.records.volunteers)
    assert again.idle


@every_town
def test_nobody_has_the_name_or_the_phone_of_another(make: Make) -> None:
    people = make(1).records.volunteers

    assert len({one.name for one in people}) == len({one.phone for one in people}) == len(people)


@every_town
def test_names_are_chinese_and_phones_are_of_nobody(make: Make) -> None:
    people = make(1).records.volunteers

    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", one.name) for one in people)
    # Eleven digits as every mobile has; 143 begins the longer numbers of machines, never a person's.
    assert all(re.fullmatch(r"1430000\d{4}", one.phone or "") for one in people)


@every_town
def test_every_unit_that_has_people_answers_for_a_point_and_every_point_has_its_unit(make: Make) -> None:
    records = make(1).records

    assert {one.unit for one in records.volunteers} == {one.unit for one in records.stewardships}
    assert {one.point for one in records.stewardships} == {one.name for one in records.points}
