"""What a run would change of a roster that people were told: found, and not done before somebody says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solver.problem import Duty


@dataclass(frozen=True, slots=True)
class Proposal:
    """Of the roster's version `version` the duties `gone` would be taken back and those that `come` handed out. `taken`
    is whether that was done, None before it is decided."""

    version: int
    gone: tuple[Duty, ...]
    come: tuple[Duty, ...]
    taken: bool | None = None

    @classmethod
    def between(cls, version: int, before: frozenset[Duty], after: frozenset[Duty]) -> "Proposal":
        """What makes `after` of the duties `before` of that version."""
        return cls(version, tuple(sorted(before - after)), tuple(sorted(after - before)))

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> "Proposal":
        """What `packed` packed."""
        gone, come = (tuple(Duty(*pair) for pair in kept[name]) for name in ("gone", "come"))
        return cls(kept["version"], gone, come, kept["taken"])

    def packed(self) -> dict[str, Any]:
        """As a run keeps it."""
        gone, come = ([list(duty) for duty in some] for some in (self.gone, self.come))
        return {"version": self.version, "gone": gone, "come": come, "taken": self.taken}
