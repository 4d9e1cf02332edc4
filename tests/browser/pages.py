"""Every page there is, as an address of the town with one of everything."""

import re

from tests.api.one_of_each import REAL
from tests.api.unreached import APP

_QUERIES = {
    "/rosters/<roster:code>": ("view=matrix", "view=people", "view=day&day=2026-12-01", "view=days"),
    "/rosters/<roster:code>/compare": ("from=1&to=2",),
}
_UNKNOWN = "?"


def addresses() -> list[str]:
    """In the order of their rules; parts of pages and files are among them, what secrets open is not."""
    rules = sorted(rule.rule for rule in APP.url_map.iter_rules() if "GET" in (rule.methods or ()))
    paths = {rule: re.sub("<[^>]*>", _code, rule) for rule in rules if not rule.startswith("/api/")}
    return [
        f"{path}?{query}".rstrip("?")
        for rule, path in paths.items()
        if _UNKNOWN not in path
        for query in _QUERIES.get(rule, ("",))
    ]


def _code(gap: re.Match[str]) -> str:
    """What the town has by the last noun that stands before the gap."""
    nouns = [word for word in gap.string[: gap.start()].split("/") if word in REAL]
    return REAL[nouns[-1]] if nouns else _UNKNOWN
