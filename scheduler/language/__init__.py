"""Words for people: Chinese as written in the code, English from the catalogues in `en/`."""

import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def choose(language: str | None) -> None:
    """Speak "zh" or "en" from here on; None goes back to what the environment's locale says."""
    _chosen.set(language)


def current() -> str:
    """The language in force: "zh" or "en". Chinese unless the locale names English."""
    return _chosen.get() or _from_environment()


def say(text: str, /, **values: object) -> str:
    """`text` in the language in force, with its {names} filled in from `values`."""
    words = _english().get(text, text) if current() == "en" else text
    return words.format(**values) if values else words


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
        found |= {str(message.id): str(message.string) for message in catalogue if message.id and message.string}
    return found
