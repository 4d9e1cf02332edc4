"""What a first look at a page takes over the wire: the page and all that it is made of, packed, nothing kept before."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import ClassVar
from urllib.parse import urldefrag, urljoin

from flask.testing import FlaskClient

_PARTS = {"link": "href", "script": "src", "img": "src", "use": "href", "image": "href"}
_SHOWN = ("stylesheet", "icon", "modulepreload")
"""What kinds of link a browser fetches."""
_FROM_ELSEWHERE = re.compile(r"""(?:\bfrom|\bimport|@import)\s*["']([^"']+)["']|url\(["']?([^"')]+)["']?\)""")
"""Of a script, what it imports; of a stylesheet, what it shows."""


class Weighing:
    """Of one application, asked by `browser` with those headers; each thing is asked for once and then known."""

    KEY: ClassVar[str] = "weighing"

    def __init__(self, browser: FlaskClient, headers: Mapping[str, str]) -> None:
        self._browser, self._headers = browser, headers
        self._known: dict[str, tuple[int, frozenset[str]]] = {}

    def first_look(self, address: str, text: str, size: int) -> int:
        """Bytes as they travel of the page there, which is `size` itself, and of whatever it shows."""
        seen: set[str] = set()
        coming = set(_of_page(address, text))
        while coming - seen:
            part = (coming - seen).pop()
            seen.add(part)
            coming |= self._part(part)[1]
        return size + sum(self._part(part)[0] for part in seen)

    def _part(self, address: str) -> tuple[int, frozenset[str]]:
        if address not in self._known:
            with self._browser.get(address, headers=self._headers) as packed:
                size = len(packed.data)
            with self._browser.get(address) as plain:
                made_of = plain.mimetype in {"text/css", "text/javascript", "application/javascript"}
                further = frozenset(_of_part(address, plain.get_data(as_text=True))) if made_of else frozenset()
            self._known[address] = size, further
        return self._known[address]


def _of_page(address: str, text: str) -> Iterator[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told = dict(attrs)
            if tag in _PARTS and (tag != "link" or (told.get("rel") or "") in _SHOWN):
                found.append(told.get(_PARTS[tag]) or "")

    Reader().feed(text)
    yield from _ours(address, found)


def _of_part(address: str, text: str) -> Iterator[str]:
    yield from _ours(address, ("".join(pair) for pair in _FROM_ELSEWHERE.findall(text)))


def _ours(address: str, found: Iterable[str]) -> Iterator[str]:
    for one in found:
        if one and not one.startswith(("#", "data:")):
            yield urldefrag(urljoin(address, one)).url
