"""What was said once is said again to whoever reads it, in their language; what people wrote stays as it is."""

import pytest

from scheduler.exchange.origin import Origin
from scheduler.language import choose, say
from scheduler.language.again import again, kept, kept_of


def test_what_was_said_in_one_language_is_read_in_another() -> None:
    choose("zh")
    stored = kept_of(lambda: say("导入 {file}", file="town.xlsx"))
    in_chinese = again(stored)
    choose("en")

    assert in_chinese == "导入 town.xlsx"
    assert again(stored) == "import of town.xlsx"


def test_what_is_said_within_is_said_again_too() -> None:
    choose("zh")
    stored = kept_of(lambda: Origin("志愿者", 2).where("手机"))
    choose("en")

    assert again(stored) == "志愿者!row 2·手机"


def test_what_is_kept_goes_through_a_filter() -> None:
    stored = kept_of(lambda: say("导入 {file}", file="13800000000"), _hushed)

    assert (again(stored), kept("打 13800000000", _hushed)) == ("导入 …", "打 …")


@pytest.mark.parametrize("text", ["", "住院", "导入 town.xlsx"])
def test_what_was_written_stays(text: str) -> None:
    assert again(kept(text)) == text


def _hushed(text: str) -> str:
    return text.replace("13800000000", "…")
