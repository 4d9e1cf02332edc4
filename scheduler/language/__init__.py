"""Words for people: Chinese as written in the code, English from the catalogues in `en/`."""

import os
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.pofile import read_po

_chosen: ContextVar[str | None] = ContextVar("language", default=None)
_keeping: ContextVar[bool] = ContextVar("keeping", default=False)


class Said(str):
    """What was said, which knows by what `words` and `values`: it can be said again in another language."""

    words: str
    values: Mapping[str, object]


def keep() -> None:
    """From here on, in this context, all that is said can be said again: scheduler.language.again keeps it."""
    _keeping.set(True)


def choose(language: str | None) -> None:
    """Speak "zh" or "en" from here on; None goes back to what the environment's locale says."""
    _chosen.set(language)


def current() -> str:
    """The language in force: "zh" or "en". Chinese unless the locale names English."""
    return _chosen.get() or _from_environment()


def say(text: str, /, **values: object) -> str:
    """`text` in the language in force, with its {names} filled in from `values`."""
    words = _english().get(text, text) if current() == "en" else text
    if values:
        words = _filling.vformat(words, (), values) if "|" in words else words.format(**values)
    return _as_said(words, text, values) if _keeping.get() else words


def _as_said(told: str, words: str, values: Mapping[str, object]) -> Said:
    said = Said(told)
    said.words, said.values = words, values
    return said


def many(text: str) -> str:
    """The name of several of what `text` names: 网格, in English not Grid but Grids."""
    return _english().get(f"{_MANY}{text}", say(text)) if current() == "en" else text


class _Filling(Formatter):
    """Of {count:person|people} the English says the first for one, else the second."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            one, several = format_spec.split("|")
            return one if str(value) == "1" else several
        return str(super().format_field(value, format_spec))


_MANY = "many\N{END OF TRANSMISSION}"
"""What stands before the names of several, as gettext keeps texts of a context."""

_filling = _Filling()


def _from_environment() -> str:
    for name in ("REDVEST_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


@cache
def _english() -> dict[str, str]:
    found: dict[str, str] = {}
    for page in sorted((Path(__file__).parent / "en").glob("*.po")):
        with page.open("rb") as file:
            catalogue = read_po(file, locale="en")
        for message in catalogue:
            if message.id and message.string:
                context = f"{message.context}\N{END OF TRANSMISSION}" if message.context else ""
                found[f"{context}{message.id}"] = str(message.string)
    return found
