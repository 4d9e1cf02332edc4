"""A form of a page as a browser would send it."""

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    """Reads the form with that id."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._inside = False
        self._select = self._area = ""
        self.values: dict[str, Any] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._inside = said.get("id") == self._name
        if not self._inside:
            return
        name = said.get("name") or ""
        if tag == "input" and name:
            self._input(name, said)
        elif tag == "select":
            self._select = name
            self.values.setdefault(name, "")
        elif tag == "option" and "selected" in said:
            self.values[self._select] = said["value"]
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def _input(self, name: str, said: dict[str, str | None]) -> None:
        if said.get("type") == "checkbox":
            if "checked" in said:
                self.values.setdefault(name, []).append(said.get("value") or "on")
        else:
            self.values[name] = said.get("value") or ""


def filled_in(page: str, name: str = "record") -> dict[str, Any]:
    """What the form of that id holds, but for the word against forgery."""
    form = _Form(name)
    form.feed(page)
    return {name: value for name, value in form.values.items() if name != "csrf_token"}
