"""What a list says of a formula, in words that the form takes as well."""

import pytest

from api.pages.records.written import people_text
from scheduler.services.formulas import people


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("3", "3 人"),
        ("length / 300", "每 300 米 1 人"),
        ("length * 2 / 50", "每 50 米 2 人"),
        ("max(8, length/50)", "每 50 米 1 人，至少 8 人"),
        ("max(length / 50, 8)", "每 50 米 1 人，至少 8 人"),
        ("min(length / 50, 12)", "每 50 米 1 人，最多 12 人"),
        ("min(max(length / 50, 8), 12)", "每 50 米 1 人，至少 8 人，最多 12 人"),
        ("min(12, max(8, length * 2 / 50))", "每 50 米 2 人，至少 8 人，最多 12 人"),
    ],
)
def test_a_formula_is_said_in_words_that_mean_the_same(formula: str, said: str) -> None:
    typed = said.replace(" ", "")

    assert people_text(formula) == said
    assert people(typed, 1000) == people(formula, 1000)


@pytest.mark.parametrize("formula", ["length + 2", "max(min(length / 50, 20), 8)", "max(length / 50, 8, 9)"])
def test_a_formula_of_another_shape_is_said_to_be_one(formula: str) -> None:
    assert people_text(formula) == f"公式：{formula}（length 是点位的长度，米）"


def test_no_formula_says_nothing() -> None:
    assert people_text("") == ""
