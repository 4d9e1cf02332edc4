"""Coordinates as people paste them: the place, and the system where the text names it."""

import pytest

from scheduler.exchange.words import Unreadable, pasted

HERE = (116.7041, 39.5232)


@pytest.mark.parametrize(
    ("text", "system"),
    [
        pytest.param("116.7041,39.5232", None, id="numbers"),
        pytest.param("39.5232, 116.7041", None, id="the other way round"),
        pytest.param("东经116°42′14.76″ 北纬39°31′23.52″", None, id="degrees, minutes and seconds"),
        pytest.param("百度：116.7041,39.5232", "bd09", id="a system by its map"),
        pytest.param("GCJ-02 116.7041,39.5232", "gcj02", id="a system by its name"),
        pytest.param("https://uri.amap.com/marker?position=116.7041,39.5232&name=a", "gcj02", id="Amap"),
        pytest.param(
            "http://api.map.baidu.com/marker?location=39.5232,116.7041&title=a&output=html", "bd09", id="Baidu"
        ),
        pytest.param(
            "https://api.map.baidu.com/marker?location=39.5232,116.7041&coord_type=gcj02", "gcj02", id="Baidu, told"
        ),
        pytest.param("https://apis.map.qq.com/uri/v1/marker?marker=coord:39.5232,116.7041", "gcj02", id="Tencent"),
    ],
)
def test_a_place_is_read_however_it_was_pasted(text: str, system: str | None) -> None:
    found = pasted(text)

    (place,) = found.path
    assert place == pytest.approx(HERE)
    assert found.system == system


def test_a_link_without_a_place_says_what_to_paste_instead() -> None:
    with pytest.raises(Unreadable, match="这个链接里没有坐标"):
        pasted("https://surl.amap.com/3b1c0aXf1cS")
