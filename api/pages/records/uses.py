"""Where a thing is used, as addresses: the page of one of its uses, and the list of all of them."""

from collections.abc import Mapping

_PEOPLE, _POINTS, _PATTERNS, _GRIDS = (f"data_pages.{noun}_pages" for noun in ("volunteer", "point", "pattern", "grid"))

USES: Mapping[str, tuple[str, Mapping[str, tuple[str, str]]]] = {
    "grid": (f"{_GRIDS}.one", {"grid": (f"{_GRIDS}.listed", "under")}),
    "holding": ("", {}),
    "point": (f"{_POINTS}.one", {"grid": (f"{_POINTS}.listed", "grid"), "point_kind": (f"{_POINTS}.listed", "kind")}),
    "roster": ("roster_page.roster", {}),
    "shift": ("roster_page.roster", {}),
    "shift_pattern": (f"{_PATTERNS}.one", {}),
    "stewardship": ("data_pages.unit_pages.one", {}),
    "volunteer_role": (f"{_PEOPLE}.one", {"role": (f"{_PEOPLE}.listed", "role")}),
    "volunteer_team": (f"{_PEOPLE}.one", {"team": (f"{_PEOPLE}.listed", "team")}),
    "volunteer_usual_point": (f"{_PEOPLE}.one", {}),
}
"""By the table that refers: the endpoint that shows one by its `code`, and by noun of the thing that is referred to the
endpoint that lists them all, with the name of its filter."""
