"""The shapes a file is built in: lists, records and tables of amounts, of whatever kind they hold."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeAlias

from solver.files.faults import Faults, Where
from solver.files.json_text import Doubled
from solver.files.kinds import Kind, number, text

Members: TypeAlias = dict[str, Any]


def list_of(kind: Kind) -> Kind:
    """A list, empty or not, as a tuple."""

    def read(value: Any, where: Where, faults: Faults) -> tuple[Any, ...] | None:
        if type(value) is not list:
            faults.add(where, value, "a list")
            return None
        return tuple([kind(item, (where, i), faults) for i, item in enumerate(value)])

    return read


def distinct(kind: Kind) -> Kind:
    """A list in which nothing stands twice."""
    read_list = list_of(kind)

    def read(value: Any, where: Where, faults: Faults) -> tuple[Any, ...] | None:
        items: tuple[Any, ...] | None = read_list(value, where, faults)
        if items is not None and len(set(items)) < len(items):
            refuse_repeats(items, lambda i: (where, i), faults)
        return items

    return read


def refuse_repeats(items: Sequence[Hashable], place_of: Callable[[int], Where], faults: Faults) -> None:
    """Notes every item that stands earlier in the list too; None is what could not be read, and no repeat."""
    seen: set[Hashable] = set()
    for i, item in enumerate(items):
        if item in seen:
            faults.add(place_of(i), list(item) if isinstance(item, tuple) else item, "each only once in its list")
        elif item is not None:
            seen.add(item)


def amounts(kind: Kind) -> Kind:
    """An object with any keys."""

    def read(value: Any, where: Where, faults: Faults) -> dict[str | None, Any] | None:
        if not is_object(value, where, faults):
            return None
        return {text(key, (where, key), faults): kind(item, (where, key), faults) for key, item in value.items()}

    return read


def anything(value: Any, where: Where, faults: Faults) -> Any:
    """Any JSON, null too, whose strings are whole, whose numbers are finite and whose keys stand once."""
    match value:
        case dict():
            return amounts(anything)(value, where, faults)
        case list():
            return list_of(anything)(value, where, faults)
        case str():
            return text(value, where, faults)
        case None | bool():
            return value
    return number(value, where, faults)


def record(
    build: Callable[..., Any],
    required: Mapping[str, Kind],
    optional: Mapping[str, Kind],
    *,
    law: Callable[[Members, Where, Faults], None] | None = None,
) -> Kind:
    """An object with these keys and no others, handed to `build` by name; `build` knows the defaults.

    `law` may look at all members together, where one that could not be read is None and any may be missing.
    """
    kinds = {**required, **optional}
    known_keys = f"only the keys {', '.join(kinds)}"

    def read(value: Any, where: Where, faults: Faults) -> Any:
        if not is_object(value, where, faults):
            return None
        given: Members = {}
        for key, item in value.items():
            if key in kinds:
                given[key] = kinds[key](item, (where, key), faults)
            else:
                faults.add((where, key), item, known_keys)
        if law is not None:
            law(given, where, faults)
        missing = [key for key in required if key not in given]
        for key in missing:
            faults.note((where, key), "missing", "this key must be given")
        return None if missing else build(**given)

    return read


def is_object(value: Any, where: Where, faults: Faults) -> bool:
    """Whether the value is an object; notes the keys that stand in it more than once."""
    if not isinstance(value, dict):
        faults.add(where, value, "an object")
        return False
    for key in value.repeated if isinstance(value, Doubled) else ():
        faults.note((where, key), "this key is given more than once", "each key only once in its object")
    return True
