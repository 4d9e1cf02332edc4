"""Staffing formulas, in symbols and in people's words."""

import pytest

from scheduler.errors import Invalid
from scheduler.services.formulas import needs_length, people, plain


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        pytest.param("4", None, 4, id="a fixed number"),
        pytest.param("length/50", 850, 17, id="850 / 50 = 17"),
        pytest.param("length/50", 850.1, 18, id="a tenth of a metre more asks for one more"),
        pytest.param("length / 50", 0.1, 1, id="the shortest road has somebody"),
        pytest.param("max(8, length/50)", 399, 8, id="399 / 50 = 7.98, at least 8"),
        pytest.param("max(8, length/50)", 400.5, 9, id="400.5 / 50 = 8.01"),
        pytest.param("min(20, max(8, length/50))", 5000, 20, id="5000 / 50 = 100, at most 20"),
        pytest.param("2 + length/200", 300, 4, id="2 + 1.5 rounded up"),
        pytest.param("(length - 100) / 50", 40, 0, id="never below nobody"),
        pytest.param("length / 3 * 3", 100, 100, id="thirds lose nothing"),
        pytest.param("10 - 4 - 3", None, 3, id="from the left"),
        pytest.param("2 + 3 * 4", None, 14, id="times before plus"),
        pytest.param("MAX（8，长度÷50）", 450, 9, id="full-width letters and Chinese signs"),
        pytest.param("max(8, length/50)", None, 8, id="a spot without length has the least"),
    ],
)
def test_a_formula_gives_its_headcount(text: str, length: float | None, expected: int) -> None:
    assert people(text, length) == expected


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        pytest.param("每50米1人", 101, 3, id="101 / 50 = 2.02"),
        pytest.param("每100米2人", 250, 5, id="two a hundred metres"),
        pytest.param("每隔50米设一人", 50, 1, id="every fifty metres one"),
        pytest.param("至少8人", None, 8, id="at least alone is the number"),
        pytest.param("每50米1人，至少8人", 100, 8, id="the least wins on a short road"),
        pytest.param("每50米1人，至少8人", 1000, 20, id="the rate wins on a long one"),
        pytest.param("每50米1人；每个路口不少于８人", 100, 8, id="a junction's least"),
        pytest.param("每50米1人，至少8人，最多12人", 1000, 12, id="and a most"),
        pytest.param("四人", None, 4, id="a number in words"),
        pytest.param("4名", None, 4, id="a number with its counter"),
    ],
)
def test_peoples_words_are_the_same_formula(text: str, length: float | None, expected: int) -> None:
    assert people(text, length) == expected
    assert people(plain(text), length) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("看情况", id="no number"),
        pytest.param("-1", id="below nobody"),
        pytest.param("1.5", id="half a person"),
        pytest.param("2**9", id="powers"),
        pytest.param("7//2", id="whole division"),
        pytest.param("max(8)", id="the greatest of one"),
        pytest.param("max(8, length/50", id="an open bracket"),
        pytest.param("length length", id="two in a row"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("width/2", id="another name"),
        pytest.param("__import__('os')", id="a program"),
        pytest.param("最多5人", id="only a most"),
        pytest.param("每50米1人，每100米1人", id="two rates"),
        pytest.param("+".join(["1"] * 200), id="far too long"),
        pytest.param("(" * 199, id="far too deep"),
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Invalid, match="请写成"):
        people(text, 100)


@pytest.mark.parametrize(
    ("text", "length", "reason"),
    [
        pytest.param("8 / 0", None, "除以了零", id="a division by zero"),
        pytest.param("100 / length", None, "除以了零", id="a division by no length"),
        pytest.param("length/50", None, "没有填长度", id="nobody for want of length"),
        pytest.param("length", 99_999, "99999 人", id="a stadium"),
    ],
)
def test_a_formula_that_cannot_be_worked_out_says_why(text: str, length: float | None, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        people(text, length)


@pytest.mark.parametrize("text", ["8 / 0", "length / (3 - 3)", "max(1, 2 / (length - length))"])
def test_a_formula_that_always_divides_by_zero_is_not_kept(text: str) -> None:
    with pytest.raises(Invalid, match="除以了零"):
        plain(text)
    assert plain("100 / (length - 1)") == "100 / (length - 1)"


def test_a_formula_knows_whether_it_needs_a_length() -> None:
    assert needs_length("每50米1人")
    assert not needs_length("max(2, 3)")
