"""How a name sounds: every reading of each of its characters, whole or by initials, for whoever types Latin letters.

Surnames have readings of their own (单 is shàn, 曾 zēng), and a machine that picks one picks the wrong one: all count.
"""

from collections.abc import Callable, Collection
from functools import lru_cache

Readings = Callable[[str], Collection[str]]
_BLENDS = ("zh", "ch", "sh")


@lru_cache(maxsize=20_000)
def readings(character: str) -> frozenset[str]:
    """Every reading of a character without its tones: {"dan", "shan", "chan"} for 单; itself where it has none."""
    # Its table of readings takes a moment to load, and few processes are ever asked for it.
    from pypinyin import Style, pinyin

    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)
    return frozenset(one.lower() for one in found)


def sounds_like(name: str, typed: str, *, readings: Readings = readings) -> bool:
    """Whether the letters spell some of the name in order: each character by a whole reading or its initial, the last
    as far as it was typed: zhangsan, zhangs, zsan and zs for 张三."""
    letters = "".join(letter for letter in typed.lower() if letter not in " '’").replace("ü", "v")
    if not (letters.isascii() and letters.isalpha()):
        return False
    return any(_spells(name[start:], letters, readings) for start in range(len(name)))


def _spells(name: str, letters: str, readings: Readings) -> bool:
    if not letters:
        return True
    if not name:
        return False
    for reading in readings(name[0]):
        if reading.startswith(letters):
            return True
        heads = {reading, reading[:1], *(blend for blend in _BLENDS if reading.startswith(blend))} - {""}
        if any(letters.startswith(head) and _spells(name[1:], letters[len(head) :], readings) for head in heads):
            return True
    return False
