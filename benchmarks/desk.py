"""What one desk waits for in a city: a roster's month, its gaps, who could come, what differs, a publication, edits."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import requests

from benchmarks import city
from benchmarks.measure import Measured

_TIMES = 5
_ROSTER = f"/rosters/{city.ROSTER}"
_LOOKS = {
    "a month as JSON": f"{_ROSTER}/view",
    "its gaps, twenty explained": f"{_ROSTER}/vacancies",
    "two versions compared": f"{_ROSTER}/compare?from=1&to=2",
    "who would be told what": f"{_ROSTER}/publication",
    "the second page of volunteers": "/volunteers?page=2",
}
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class _Desk:
    """An admin's program, one request after the other."""

    port: int
    session: requests.Session

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """Raises HTTPError for a refusal."""
        address = f"http://127.0.0.1:{self.port}/api/v1{path}"
        answer = self.session.request(method, address, timeout=_PATIENCE, **more)
        answer.raise_for_status()
        return answer


def waited(port: int) -> Iterator[Measured]:
    """Each five times; `seconds` are the middle one's, the first, which warms the server, among them."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {city.ADMIN_SECRET}"
        desk = _Desk(port, session)
        duty = desk.ask("GET", f"{_ROSTER}/duties?size=1").json()["items"][0]
        for what, path in _LOOKS.items():
            yield _measured(what, desk, "GET", path)
        shift, who = duty["shift"], duty["volunteer"]
        yield _measured("who could come to a shift", desk, "GET", f"{_ROSTER}/shifts/{shift}/candidates")
        removed = {"remove": [{"shift": shift, "volunteer": who}]}
        yield _measured("a hand edit judged", desk, "POST", f"{_ROSTER}/changes/check", json=removed)
        # As it stands, by whoever has just read it: judged, compared and written as any other.
        tag = desk.ask("GET", f"/volunteers/{who}").headers["ETag"]
        same = {"json": {"name": duty["name"]}, "headers": {"If-Match": tag}}
        yield _measured("a volunteer edited", desk, "PATCH", f"/volunteers/{who}", **same)


def _measured(what: str, desk: _Desk, method: str, path: str, **more: Any) -> Measured:
    took, size = [], 0
    for _ in range(_TIMES):
        began = perf_counter()
        size = len(desk.ask(method, path, **more).content)
        took.append(perf_counter() - began)
    return Measured(what, median(took), note=f"{method} {path}, {size / 1000:,.0f} kB, at most {max(took):.2f} s")
