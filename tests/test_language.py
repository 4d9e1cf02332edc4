"""Every word that is said has its English, once, and the catalogues hold no words that nobody says any more."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scheduler.language import choose, many, say

ROOT = Path(__file__).parents[1]
CODE = sorted(file for folder in ("api", "scheduler", "seed_data", "solver") for file in (ROOT / folder).rglob("*.py"))
TEMPLATES = sorted((ROOT / "api" / "templates").rglob("*.html"))
CATALOGUES = sorted((ROOT / "scheduler" / "language" / "en").glob("*.po"))
_CHINESE = re.compile("[\u4e00-\u9fff]")
_QUOTED = r'("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')'


def test_a_word_has_one_english() -> None:
    counted = Counter(word for file in CATALOGUES for word in _words(file))

    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("file", [*CODE, *TEMPLATES], ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_said_has_its_english(file: Path) -> None:
    said = _said_in_code(file) if file.suffix == ".py" else _said_in_page(file)

    assert [text for text in said if _CHINESE.search(text) and text not in _known()] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.name)
def test_every_english_is_of_something_said(file: Path) -> None:
    assert [word for word in _words(file) if word not in _written()] == []


def test_whatever_a_value_is_called_it_is_filled_in() -> None:
    assert say("填入坐标：{text}", text="1,2") == "填入坐标：1,2"


@pytest.mark.parametrize(
    ("count", "english"), [(1, "Mend this 1 row"), ("1", "Mend this 1 row"), (2, "Mend these 2 rows")]
)
def test_english_tells_one_from_many(count: object, english: str) -> None:
    choose("en")

    assert say("改好这 {count} 行", count=count) == english


def test_a_list_is_named_after_many() -> None:
    assert many("网格") == say("网格") == "网格"

    choose("en")

    assert (say("网格"), many("网格")) == ("Grid", "Grids")


@cache
def _known() -> frozenset[str]:
    return frozenset(word for file in CATALOGUES for word in _words(file))


@cache
def _written() -> frozenset[str]:
    """Every text in the code, since much is said by a name, and in the pages."""
    in_code = (node.value for file in CODE for node in ast.walk(_tree(file)) if isinstance(node, ast.Constant))
    in_pages = (ast.literal_eval(text) for file in TEMPLATES for text in re.findall(_QUOTED, file.read_text("utf-8")))
    said = (text for file in TEMPLATES for text in _said_in_page(file))
    return frozenset(text for texts in (in_code, in_pages, said) for text in texts if isinstance(text, str))


def _said_in_code(file: Path) -> Iterator[str]:
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def _said_in_page(file: Path) -> Iterator[str]:
    for text in re.findall(r"\b(?:say|many)\(\s*" + _QUOTED, file.read_text(encoding="utf-8")):
        yield ast.literal_eval(text)


def _words(file: Path) -> list[str]:
    """Those that name one; of what names several too there are both."""
    with file.open("rb") as lines:
        return [str(message.id) for message in read_po(lines, locale="en") if message.id and not message.context]


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
