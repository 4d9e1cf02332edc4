"""Scripts and pages agree: what a script takes from its page is there, and nothing is given that no script takes."""

import re
from pathlib import Path

import pytest

import api
from api.pages.board_words import board_words
from scheduler.language import choose

_FOLDER = Path(api.__file__).parent
SCRIPTS = {file.name: file.read_text("utf-8") for file in sorted((_FOLDER / "static/js").rglob("*.js"))}
BOARD = "\n".join(file.read_text("utf-8") for file in sorted((_FOLDER / "static/js/board").glob("*.js")))
PAGES = "\n".join(file.read_text("utf-8") for file in sorted((_FOLDER / "templates").rglob("*.html")))
LOOKS = "\n".join(file.read_text("utf-8") for file in sorted((_FOLDER / "static").glob("*.css")))
_SAID = re.compile(r'\bsay\("(\w+)"(?:, \{([^{}]*)\})?\)')
_SAID_LATER = re.compile(r'\bback\("\w+", "\w+", "(\w+)"\)')
_GAPS = re.compile(r"\{(\w+)\}")
_NAME = "[a-z]+(?:-[a-z]+)*"
_FOR_TESTS = {"answered"}
"""What only tests look for."""


def test_every_word_that_the_board_says_is_given() -> None:
    assert {name for name, _ in _SAID.findall(BOARD)} - board_words().keys() == set()


def test_every_word_that_the_board_is_given_is_said() -> None:
    said = {name for name, _ in _SAID.findall(BOARD)} | set(_SAID_LATER.findall(BOARD))

    assert board_words().keys() - said == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_word_leaves_open_is_filled_in_where_it_is_said(language: str) -> None:
    choose(language)
    words = board_words()
    choose(None)

    for name, fills in _SAID.findall(BOARD):
        filled = {fill.split(":")[0].strip() for fill in fills.split(",") if fill.strip()}
        assert set(_GAPS.findall(words[name])) <= filled, name


def test_whatever_a_script_reads_of_its_page_some_page_says() -> None:
    given = _given() | _noted_by_scripts()

    assert {file: missing for file, text in SCRIPTS.items() if (missing := _read(text) - given)} == {}


def test_whatever_a_page_says_to_scripts_some_script_reads() -> None:
    read = {name for text in SCRIPTS.values() for name in _read(text)} | set(re.findall(f"data-({_NAME})", LOOKS))

    assert _given() - read - _FOR_TESTS == set()


@pytest.mark.parametrize("why", ["lost", "login", "failed"])
def test_each_reason_for_no_answer_has_its_words_on_every_page(why: str) -> None:
    assert f'"{why}"' in SCRIPTS["ask.js"]
    assert f'"{why}": say(' in (_FOLDER / "templates/base.html").read_text("utf-8")


def _given() -> set[str]:
    """The names of the data- attributes in the pages."""
    return set(re.findall(rf"[\s'\"]data-({_NAME})(?=[=\s>{{}}%\"/])", PAGES))


def _noted_by_scripts() -> set[str]:
    """What scripts put there for themselves or for one another."""
    text = "\n".join(SCRIPTS.values())
    several = re.findall(r"Object\.assign\(\w+\.dataset, \{([^{}]*)\}\)", text)
    return {_kebab(name) for name in re.findall(r"dataset\.(\w+) = ", text)} | _names(several)


def _read(text: str) -> set[str]:
    names = re.findall(r"dataset\??\.(\w+)", text) + re.findall(r'"(\w+)" in \w+(?:\.\w+)*\.dataset', text)
    several = re.findall(r"\{([^{}]*)\} = [\w.]*dataset", text)
    return {_kebab(name) for name in names} | _names(several) | set(re.findall(f"data-({_NAME})", text))


def _names(lists: list[str]) -> set[str]:
    return {_kebab(one.split(":")[0].strip()) for names in lists for one in names.split(",")}


def _kebab(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: f"-{letter.group().lower()}", name)
