"""What people call a thing, its code or its name, looked up among all the things there are."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from scheduler.exchange import words
from scheduler.language import say


class Directory:
    """Things of one sort by code and by name; what is called so by code goes before what is called so by name."""

    def __init__(self, sort: str, things: Iterable[tuple[str, str]]) -> None:
        """`sort` is the word for them in messages, "单位"; `things` are (code, name)."""
        self._sort = sort
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        for code, name in things:
            self._codes[_folded(code)] = code
            if code not in self._names[_folded(name)]:
                self._names[_folded(name)].append(code)

    def code_of(self, said: str) -> str:
        """The code of the thing that is called so. Raises Unreadable for none and for several."""
        asked = _folded(said)
        if asked in self._codes:
            return self._codes[asked]
        found = self._names.get(asked, [])
        if len(found) > 1:
            codes = "、".join(found[:5])
            raise words.Unreadable(
                say(
                    "有 {count} 个{sort}都叫这个名字，请改写编号：{codes}",
                    count=len(found),
                    sort=self._sort,
                    codes=codes,
                )
            )
        if not found:
            raise words.Unreadable(self._unknown(asked))
        return found[0]

    def _unknown(self, asked: str) -> str:
        near = get_close_matches(asked, [name for name in self._names if name], n=1)
        if near:
            return say("没有这个{sort}，是不是“{near}”？", sort=self._sort, near=near[0])
        return say("没有这个{sort}，请先在“{sort}”里添上", sort=self._sort)


def _folded(text: str) -> str:
    return words.code(text).lower() if not words.blank(text) else ""
