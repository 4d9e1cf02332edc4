"""Refusing a file: each fault on one line, with its place, what stands there and what is allowed."""

from typing import TypeAlias

MOST_FAULTS = 20
_LONGEST_VALUE = 60
_MOST_ITEMS = 8

Where: TypeAlias = "tuple[Where, str | int] | None"


class Refused(Exception):  # noqa: N818 (a refusal is an answer, not an error)
    """A file that is not taken; each of `faults` is one line: `path: value; allowed: what is allowed`."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


class Faults:
    """The faults of one file. The 20th ends the reading: `Refused` is raised with all of them.

    Ids that lead nowhere come after all else, since one wrong id in a list makes many of them.
    """

    def __init__(self) -> None:
        self._own: list[str] = []
        self._dangling: list[str] = []

    def add(self, where: Where, value: object, allowed: str) -> None:
        self.note(where, spell(value), allowed)

    def note(self, where: Where, what: str, allowed: str) -> None:
        """As `add`, in words, where no value stands there to be shown."""
        self._own.append(line(where, what, allowed))
        if len(self._own) == MOST_FAULTS:
            self.refuse_if_any()

    def dangling(self, where: Where, value: object, allowed: str) -> None:
        if len(self._dangling) < MOST_FAULTS:
            self._dangling.append(line(where, spell(value), allowed))

    def any(self) -> bool:
        return bool(self._own or self._dangling)

    def refuse_if_any(self) -> None:
        if self.any():
            raise Refused(*(self._own + self._dangling)[:MOST_FAULTS])


def line(where: Where, what: str, allowed: str) -> str:
    """One fault; None for `where` is the whole file."""
    return f"{_path(where) or 'file'}: {what}; allowed: {allowed}"


def _path(where: Where) -> str:
    steps: list[str] = []
    while where is not None:
        where, step = where
        steps.append(f"[{step}]" if isinstance(step, int) else _key(step))
    return "".join(reversed(steps)).removeprefix(".")


def _key(step: str) -> str:
    plain = step.replace("-", "").isidentifier() and len(step) <= _LONGEST_VALUE
    return f".{step}" if plain else f"[{spell(step)}]"


class Spelled(float):
    """A number that Python would print otherwise than the file has it: 1e999, 3.50, NaN, 5,000 digits."""

    text: str

    def __new__(cls, text: str) -> "Spelled":
        number = super().__new__(cls, text)
        number.text = text
        return number


def spell(value: object, levels: int = 3) -> str:
    """The value as JSON on one line of some 60 characters, however long, deep or odd it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Spelled():
            return _short(value.text)
        case str():
            quoted = value[: _LONGEST_VALUE + 1].replace("\\", "\\\\").replace('"', '\\"')
            return f'"{_short(quoted)}"'
        case list():
            return "[" + _short(_items(value, levels)) + "]"
        case dict():
            return "{" + _short(_members(value, levels)) + "}"
        case _:
            return _short(str(value))


def _items(items: list[object], levels: int) -> str:
    shown = [spell(item, levels - 1) for item in items[:_MOST_ITEMS] if levels]
    return ", ".join(shown) + ("…" if len(items) > len(shown) else "")


def _members(members: dict[str, object], levels: int) -> str:
    first = list(members.items())[:_MOST_ITEMS] if levels else []
    shown = [f"{spell(key)}: {spell(item, levels - 1)}" for key, item in first]
    return ", ".join(shown) + ("…" if len(members) > len(shown) else "")


def _short(text: str) -> str:
    short = text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in short)
