"""Every word of the pages has its English."""

import re
from pathlib import Path

import pytest

import api
from api.pages.navigation import ENTRIES, ROLES
from scheduler.language import choose, say

_FOLDER = Path(api.__file__).parent
_SAID = re.compile(r"""\bsay\(\s*(?:"([^"]+)"|'([^']+)')""")
_CHINESE = re.compile("[\u4e00-\u9fff]")
FILES = sorted([*(_FOLDER / "pages").glob("*.py"), *(_FOLDER / "templates").rglob("*.html")])


@pytest.mark.parametrize("file", [pytest.param(file, id=str(file.relative_to(_FOLDER))) for file in FILES])
def test_what_a_page_says_is_said_in_english_too(file: Path) -> None:
    said = [double or single for double, single in _SAID.findall(file.read_text())]
    if file.stem == "navigation":
        said += [entry.name for entry in ENTRIES] + list(ROLES.values())

    choose("en")
    left = [text for text in said if _CHINESE.search(say(text))]
    choose(None)

    assert left == []


def test_a_template_says_nothing_past_the_catalogue() -> None:
    """Chinese outside say() and comments would stay Chinese for everybody; the switch names the other language."""
    for file in FILES:
        if file.suffix == ".html":
            text = re.sub(r"{#.*?#}", "", file.read_text(), flags=re.S)
            text = re.sub(r"""say\((?:[^()]|\([^()]*\))*\)""", "", text).replace('"中文"', "")
            assert not _CHINESE.search(text), (file.name, _CHINESE.search(text))
