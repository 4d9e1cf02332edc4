"""A town's file taken in: `plan` says what it would add, change and refuse, `apply` does all of it or nothing."""

from scheduler.services.imports.apply import apply
from scheduler.services.imports.findings import Item, Plan
from scheduler.services.imports.plan import plan
from scheduler.services.imports.source import Source, fingerprint

__all__ = ["Item", "Plan", "Source", "apply", "fingerprint", "plan"]
