"""What was said once, kept so that whoever reads it reads it in their own language."""

import json
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

from scheduler.language import Said, keep, say

_MARK = "\N{INFORMATION SEPARATOR TWO}"
"""No text that people write begins so."""


def kept(text: str, each: Callable[[str], str] = str) -> str:
    """`text` as it is stored: by its words and values where it can be said again, else as it stands. What is no number
    among the values goes through `each`, and so does a text that stands as it is."""
    return _MARK + json.dumps(_parts(text, each), ensure_ascii=False) if isinstance(text, Said) else each(text)


def kept_of(telling: Callable[[], str], each: Callable[[str], str] = str) -> str:
    """What `telling` says, as it is stored."""

    def told() -> str:
        keep()
        return kept(telling(), each)

    return copy_context().run(told)


def again(text: str) -> str:
    """What is stored, in the language in force; a text that was not kept so is as it was."""
    return _told(json.loads(text[1:])) if text.startswith(_MARK) else text


def _parts(said: Said, each: Callable[[str], str]) -> list[Any]:
    return [said.words, {name: _value(value, each) for name, value in said.values.items()}]


def _value(value: object, each: Callable[[str], str]) -> Any:
    if isinstance(value, Said):
        return _parts(value, each)
    return value if type(value) in {int, float} else each(str(value))


def _told(parts: list[Any]) -> str:
    words, values = parts
    told = {name: _told(value) if isinstance(value, list) else value for name, value in values.items()}
    return str(say(words, **told))
