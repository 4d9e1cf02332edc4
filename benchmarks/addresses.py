"""The pages that a timed city is asked for: each of the table of routes, with what stands in its gaps and its query."""

import re
from collections.abc import Iterator, Mapping

from flask import Flask
from werkzeug.routing import Rule

from benchmarks import city

CODES: Mapping[str, str] = {
    "calendar": "2026-12-01",
    "grids": "g0",
    "imports": "1",
    "patterns": "s0",
    "plans": "1",
    "point-kinds": "intersection",
    "points": "p0000",
    "reminders": "1",
    "roles": "leader",
    "rosters": city.ROSTER,
    "shifts": "p0000-00-0420",
    "teams": "t0",
    "themes": "m0",
    "units": "u0000",
    "volunteers": "v000000",
}
"""By noun, what there is of it in every city."""

_QUERIES: Mapping[str, tuple[str, ...]] = {
    "/map/": (
        "",
        "wall=1",
        "layer=vacancies",
        "layer=load",
        "layer=stewardship&of=u0000",
        "layer=reach&at=p0000",
        "layer=reach&person=v000000",
    ),
    "/rosters/<roster:code>": ("", "view=people", "view=days", "vacant=1", "person=v000001"),
    "/rosters/<roster:code>/called": ("text=1",),
    "/rosters/<roster:code>/compare": ("from=1&to=2", "from=0&to=2&unit=u0000&point=p0000"),
    "/rosters/<roster:code>/news": ("version=1",),
    "/rosters/<roster:code>/rows": ("of=p0000&of=p0001&of=p0002", "view=people&of=v000000&of=v000001"),
    "/cover/": ("", "source=g0&target=g1"),
    "/data/units/convert": ("text=116.7,39.5",),
}
_NO_PAGES = ("/api/", "/static/", "/bootstrap/", "/metrics", "/healthz", "/readyz", "/l/", "/calendar/<secret>")
_NEEDS_MORE = ("/rosters/<roster:code>/shifts/<code:shift>/relax", "/what-if/answer")
"""Asked for with what another page has found: only where that is among the queries. The second solves a month twice,
for as long as it is given."""


def addresses(
    app: Flask, codes: Mapping[str, str] = CODES, queries: Mapping[str, tuple[str, ...]] = _QUERIES
) -> Iterator[tuple[str, str]]:
    """(rule, address) of every page, in the order of their rules; those of secrets and of machines are left out, and
    what there is not in `codes`. `queries` are by rule, none where it is not named."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if _is_page(rule) and (path := _filled(rule.rule, codes)) is not None:
            for query in queries.get(rule.rule, () if rule.rule in _NEEDS_MORE else ("",)):
                yield rule.rule, f"{path}?{query}".rstrip("?")


def _is_page(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and not rule.rule.startswith(_NO_PAGES)


def _filled(rule: str, codes: Mapping[str, str]) -> str | None:
    """Each gap by the last noun that stands before it; None where there is none of it."""
    path = ""
    for part in re.split(r"(<[^>]*>)", rule):
        nouns = [word for word in path.split("/") if word in codes]
        if part.startswith("<") and not nouns:
            return None
        path += codes[nouns[-1]] if part.startswith("<") else part
    return path
