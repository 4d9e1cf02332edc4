"""JSON as the format wants it: UTF-8 without a mark, numbers as they are written, 32 levels at most."""

import gc
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from solver.files.faults import Faults, Refused, Spelled, Where, line, spell

DEEPEST = 32
_TOO_DEEP = (f"nested more than {DEEPEST} levels deep", f"at most {DEEPEST} levels of lists and objects")
_LONGEST_WHOLE_NUMBER = 4000


class Doubled(dict[str, Any]):
    """An object in which keys stand more than once; the last of each is kept, `repeated` names them."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def parse_json(data: bytes | bytearray) -> Any:
    """The document in dicts, lists and scalars. Raises Refused for bytes that are not UTF-8 or not JSON.

    What only the reader of a place can refuse by name is marked: objects with repeated keys are `Doubled`;
    NaN, Infinity and numbers too large to hold are `Spelled`.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise Refused(line(None, "begins with a byte order mark", "UTF-8 without one"))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Refused(line(None, f"byte 0x{data[error.start]:02x} at offset {error.start}", "UTF-8")) from None
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=Spelled,
        )
    except RecursionError:
        raise Refused(line(None, *_TOO_DEEP)) from None
    except json.JSONDecodeError as error:
        what = f"{error.msg} at line {error.lineno} column {error.colno}, near {spell(text[error.pos :][:20])}"
        raise Refused(line(None, what, "JSON")) from None


@contextmanager
def without_collector() -> Iterator[None]:
    """Lets nobody look for cycles meanwhile: a document has none, and looking doubles the time a city takes."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def note_depth(document: Any, faults: Faults) -> None:
    """Notes one place where lists and objects are nested over 32 levels deep, the outermost the first."""
    stack: list[tuple[Any, Where, int]] = [(document, None, 1)]
    while stack:
        value, where, level = stack.pop()
        if not isinstance(value, list | dict):
            continue
        if level > DEEPEST:
            faults.note(where, *_TOO_DEEP)
            return
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        stack += [(item, (where, step), level + 1) for step, item in inner]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    return members if len(members) == len(pairs) else Doubled(pairs)


def _number(text: str) -> float:
    number = float(text)
    return number if repr(number) == text else Spelled(text)


def _whole_number(text: str) -> int | float:
    return int(text) if len(text) <= _LONGEST_WHOLE_NUMBER else Spelled(text)
