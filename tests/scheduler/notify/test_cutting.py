"""Cutting: at the end of a line, counting what is missing."""

import pytest

from scheduler.notify.cutting import cut

TEN = "\n".join(f"第{n}行" for n in range(10))  # 7 bytes a line and one between two: 79


@pytest.mark.parametrize("most", [79, 80, 2_048])
def test_what_fits_is_not_touched(most: int) -> None:
    assert cut(TEN, most, url=None) == TEN


def test_whole_lines_are_kept_and_the_others_counted() -> None:
    assert cut(TEN, 78, url="u") == "第0行\n第1行\n第2行\n第3行\n第4行\n第5行\n第6行\n另有 3 条，见 u"


def test_without_an_address_it_says_to_log_in() -> None:
    assert cut(TEN, 60, url=None).splitlines()[-1] == "另有 7 条，请登录查看"


def test_a_line_too_long_is_cut_between_two_characters() -> None:
    short = cut("值" * 1_000, 100, url=None)

    assert len(short.encode()) <= 100
    assert short.startswith("值值值")
    assert "�" not in short


@pytest.mark.parametrize("most", range(60, 400, 7))
def test_it_never_has_more_bytes_than_it_may(most: int) -> None:
    text = "\n".join("路口" * n for n in range(1, 40))

    assert len(cut(text, most, url="https://redvest.example.cn").encode()) <= most
