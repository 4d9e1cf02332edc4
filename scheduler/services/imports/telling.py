"""A plan as it is kept and shown until somebody says yes: counts, items from before to after, faults; plain JSON."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.errors import Fault
from scheduler.language.again import again, kept
from scheduler.services.as_json import plain
from scheduler.services.imports.findings import Item, Plan
from scheduler.store.vault import masked

MOST = 1000
"""Of items and of faults, so many are kept; the counts are of all."""

_SEALED = "***"
# Phones and numbers of identity cards, written wrong; a date has eight digits.
_LONG_NUMBER = re.compile(r"\d{9,}")


def told(plan: Plan) -> dict[str, Any]:
    """What the plan would do, its sentences as they are stored. Of a phone it only says that there is one."""
    return {
        "counts": plan.counts(),
        "added": len(plan.added),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "refused": len(plan.refused),
        "items": [_item(item) for item in (*plan.changed, *plan.added)[:MOST]],
        "faults": [_fault(fault) for fault in plan.refused[:MOST]],
        "warnings": [kept(line) for line in plan.warnings[:MOST]],
        "notes": [kept(line) for line in plan.notes[:MOST]],
    }


def told_again(findings: Mapping[str, Any]) -> dict[str, Any]:
    """The same with its sentences in the language in force."""
    said = ("where", "advice")
    faults = [{**fault, **{name: again(fault[name]) for name in said}} for fault in findings.get("faults", ())]
    lines = {name: [again(line) for line in findings[name]] for name in ("warnings", "notes") if name in findings}
    return {**findings, "faults": faults, **lines}


def in_short(findings: Mapping[str, Any]) -> dict[str, Any]:
    """The same without anything about a person: the counts."""
    return {**findings, "items": [], "faults": [], "warnings": [], "notes": [], "lines": {}, "tables": []}


def fingerprint_of(plan: Plan) -> str:
    """64 hex digits, the same for plans that do the same to the same rows."""
    said = [_exactly(item) for item in (*plan.added, *plan.changed)] + [str(fault) for fault in plan.refused]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _exactly(item: Item) -> list[Any]:
    before = None if item.before is None else plain(item.before)
    return [item.noun, plain(item.key), item.name, item.row_id, before, plain(item.after)]


def _item(item: Item) -> dict[str, Any]:
    return {
        "noun": item.noun,
        "key": "/".join(str(plain(part)) for part in item.key) if isinstance(item.key, tuple) else str(item.key),
        "name": item.name,
        "added": item.before is None,
        "fields": list(_fields(item)),
    }


def _fields(item: Item) -> Iterator[dict[str, Any]]:
    """What is said of it; of a new one only what is not empty."""
    for name, value in item.after.items():
        before = (item.before or {}).get(name)
        if item.before is None and value in (None, "", ()):
            continue
        if name == "phone_index":
            yield {"field": "phone", "before": before and _SEALED, "after": value and _SEALED}
        else:
            yield {"field": name, "before": plain(before), "after": plain(value)}


def hushed(text: str) -> str:
    """The text with its long numbers masked."""
    return _LONG_NUMBER.sub(lambda found: masked(found[0]), text)


def _fault(fault: Fault) -> dict[str, Any]:
    value, advice = hushed(fault.value), kept(fault.advice, hushed)
    cell = None if fault.cell is None else [fault.cell.sheet, fault.cell.row, fault.cell.field]
    return {"where": kept(fault.where), "value": value, "advice": advice, "cell": cell}
