"""What would be run as a formula is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.exchange.neutral import neutral, restored


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("+8613800000000", "'+8613800000000", id="a plus"),
        pytest.param("-1", "'-1", id="a minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an at"),
        pytest.param("\t=1", "'\t=1", id="a tab"),
        pytest.param("\r=1", "'\r=1", id="a return"),
        pytest.param("＝1+1", "'＝1+1", id="a full-width formula"),
        pytest.param("'=1+1", "''=1+1", id="already behind an apostrophe"),
        pytest.param("张三", "张三", id="a name"),
        pytest.param("'张三", "'张三", id="an apostrophe that holds nothing back"),
        pytest.param("7:15-8:00", "7:15-8:00", id="a dash inside"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_only_what_would_run_gets_an_apostrophe(text: str, written: str) -> None:
    assert neutral(text) == written


@given(st.text(alphabet="'=+-@＝\t\r\n张1", max_size=6) | st.text())
def test_reading_back_undoes_exactly_what_writing_did(text: str) -> None:
    assert restored(neutral(text)) == text
