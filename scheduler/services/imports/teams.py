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

    def code_of(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> str:
        try:
            return self._directory.code_of(name)
        except Unreadable:
            self._findings.add(Item("team", name, name, {"name": name}))
            return name
