"""The pages leave no word in Chinese for who reads English."""

import re
from pathlib import Path

import api
from api.pages.navigation import ENTRIES, ROLES
from scheduler.language import choose, say

_FOLDER = Path(api.__file__).parent
_CHINESE = re.compile("[\u4e00-\u9fff]")
TEMPLATES = sorted((_FOLDER / "templates").rglob("*.html"))


def test_the_ways_through_the_pages_have_their_english() -> None:
    """They are said by a name: tests.test_language sees only what is said as it stands."""
    choose("en")
    left = [text for text in (*(entry.name for entry in ENTRIES), *ROLES.values()) if _CHINESE.search(say(text))]
    choose(None)

    assert left == []


def test_a_template_says_nothing_past_the_catalogue() -> None:
    """Chinese outside of them and of comments would stay Chinese for everybody; the switch names the other language."""
    for file in TEMPLATES:
        text = re.sub(r"{#.*?#}", "", file.read_text(), flags=re.S)
        text = re.sub(r"""(?:say|many)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)""", "", text).replace('"中文"', "")
        assert not _CHINESE.search(text), (file.name, _CHINESE.search(text))
