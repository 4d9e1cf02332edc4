"""Grids that points of the file lie in: found in the town, or to be added with what lies above them."""

from scheduler.exchange.records import GridStep
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.imports.findings import Findings, Item
from scheduler.services.imports.naming import outside
from scheduler.services.imports.town import Town


class Grids:
    """Walks paths of grids from the widest down, adding each missing one once."""

    def __init__(self, town: Town, findings: Findings) -> None:
        self._town, self._findings = town, findings
        self._below: dict[tuple[str | None, str, str], str] = {
            (face["parent"], face["level"], face["name"]): code for code, face in town.grids.faces.items()
        }
        self._mine = set(town.grids.mine)
        self._known: dict[tuple[GridStep, ...], str | None] = {(): None}

    def code_of(self, steps: tuple[GridStep, ...]) -> str | None:
        """The code of the last step; None for no steps. Raises Unreadable for a name that several grids have."""
        if steps not in self._known:
            self._known[steps] = self._walk(steps)
        return self._known[steps]

    def mine(self, code: str | None) -> bool:
        """Whether the asker may plan in that grid."""
        return code in self._mine

    def _walk(self, steps: tuple[GridStep, ...]) -> str:
        parent = self._parent_of(steps[0])
        path = [] if parent is None else [parent]
        for step in steps:
            code = self._below.get((parent, step.level, step.name))
            parent = self._new(step, path, parent) if code is None else code
            path.append(step.name)
        return parent or ""

    def _parent_of(self, first: GridStep) -> str | None:
        """People leave out the steps that everybody knows: the first may lie anywhere if only one is called so."""
        parents = [above for above, level, name in self._below if (level, name) == (first.level, first.name)]
        if None in parents or not parents:
            return None
        if len(parents) > 1:
            names = "、".join(sorted(str(parent) for parent in parents)[:5])
            raise Unreadable(say("有几个网格都叫 {name}，请写明在哪个之下：{parents}", name=first.name, parents=names))
        return parents[0]

    def _new(self, step: GridStep, path: list[str], parent: str | None) -> str:
        if not self._town.everywhere and parent not in self._mine:
            raise Unreadable(outside())
        code = "/".join((*path, step.name))
        face = {"name": step.name, "level": step.level, "parent": parent}
        self._findings.add(Item("grid", code, step.name, face))
        self._below[parent, step.level, step.name] = code
        self._mine.add(code)
        return code
