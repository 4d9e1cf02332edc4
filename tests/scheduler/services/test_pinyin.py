"""Names as they sound: every reading counts, whole or by initials."""

import pytest

from scheduler.services.pinyin import readings, sounds_like

READINGS = {
    "单": {"dan", "shan", "chan"},
    "曾": {"ceng", "zeng"},
    "张": {"zhang"},
    "三": {"san"},
    "吕": {"lv"},
    "安": {"an"},
}


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        pytest.param("张三", "zhangsan", True, id="whole"),
        pytest.param("张三", "zhang san", True, id="with a blank"),
        pytest.param("张三", "zs", True, id="initials"),
        pytest.param("张三", "zhs", True, id="initials of two letters"),
        pytest.param("张三", "zhangs", True, id="a surname and an initial"),
        pytest.param("张三", "zsan", True, id="an initial and a name"),
        pytest.param("张三", "zha", True, id="as far as it was typed"),
        pytest.param("张三", "san", True, id="the name alone"),
        pytest.param("张三", "zhangsi", False, id="another name"),
        pytest.param("张三", "zsz", False, id="more than there is"),
        pytest.param("单安", "shanan", True, id="the reading of a surname"),
        pytest.param("单安", "dana", True, id="another reading"),
        pytest.param("曾三", "zs", True, id="initials of one reading"),
        pytest.param("曾三", "cs", True, id="initials of the other"),
        pytest.param("吕安", "lüan", True, id="ü"),
        pytest.param("吕安", "lvan", True, id="ü as v"),
        pytest.param("张三", "张", False, id="characters are not for the ear"),
        pytest.param("张三", "", False, id="nothing"),
    ],
)
def test_a_name_answers_to_how_it_sounds(name: str, typed: str, expected: bool) -> None:
    assert sounds_like(name, typed, readings=READINGS.__getitem__) is expected


@pytest.mark.parametrize(("character", "some"), [("单", {"dan", "shan", "chan"}), ("吕", {"lv"}), ("A", {"a"})])
def test_a_character_has_all_its_readings(character: str, some: set[str]) -> None:
    assert some <= readings(character)
