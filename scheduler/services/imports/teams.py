"""Teams that the file names: found by code or name, or to be added."""

from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.services.imports.findings import Findings, Item
from scheduler.services.imports.town import Town


class Teams:
    """Finds teams, adding each missing one once under its name."""

    def __init__(self, town: Town, findings: Findings) -> None:
        self._directory = Directory("志愿服务队", [(code, face["name"]) for code, face in town.teams.faces.items()])
        self._findings = findings
        self._known: dict[str, str] = {}

    def code_of(self, name: str, *, may_add: bool) -> str:
        """The code of the team. Raises Unreadable for one that is not there and may not be added."""
        if name not in self._known:
            self._known[name] = self._find(name, may_add=may_add)
        return self._known[name]

    def _find(self, name: str, *, may_add: bool) -> str:
        try:
            return self._directory.code_of(name)
        except Unreadable:
            if not may_add:
                raise
            self._findings.add(Item("team", name, name, {"name": name}))
            return name
