"""Things called by their code or by their name."""

import pytest

from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable

UNITS = Directory(
    "单位", [("u01", "区教育局"), ("u02", "区文旅局"), ("u03", "综合科"), ("u04", "综合科"), ("综合", "u01 室")]
)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param("u01", "u01", id="by code"),
        pytest.param("U01", "u01", id="whatever its case"),
        pytest.param("区教育局", "u01", id="by name"),
        pytest.param("区 教育局", "u01", id="with a space between"),
        pytest.param("综合", "综合", id="a code goes before a name"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(said: str, code: str) -> None:
    assert UNITS.code_of(said) == code


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        pytest.param("区教育居", "是不是“区教育局”", id="nearly a name"),
        pytest.param("气象台", "请先在“单位”里添上", id="nothing like it"),
        pytest.param("综合科", "u03、u04", id="two of one name"),
    ],
)
def test_what_cannot_be_told_is_refused_with_advice(said: str, advice: str) -> None:
    with pytest.raises(Unreadable, match=advice):
        UNITS.code_of(said)
