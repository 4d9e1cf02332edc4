"""Which row a record speaks of, and which thing a cell names, among those that the asker may know of."""

from collections.abc import Iterable, Mapping

from scheduler.exchange.records import PatternRecord, PointRecord, UnitRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.imports.town import Rows


def identify(record: UnitRecord | PointRecord | PatternRecord, rows: Rows[str]) -> str:
    """The code of the row that the record speaks of, its own when that is new.

    A record that brought no code of its own means the one row of its name. Raises Unreadable when there are
    several, or when the row of that code is not the asker's.
    """
    code = record.code
    if not record.coded and code not in rows.faces:
        namesakes = rows.named.get(record.name, [])
        if len(namesakes) > 1:
            raise Unreadable(say("有几个都叫这个名字，请填编号：{codes}", codes="、".join(sorted(namesakes)[:5])))
        code = namesakes[0] if namesakes else code
    if code in rows.faces and code not in rows.mine:
        raise Unreadable(outside())
    return code


def outside() -> str:
    """What is said of a row that may exist, but not for the asker."""
    return say("没有这一项，或不在您的管理范围内")


def directory(sort: str, rows: Rows[str], spoken: Mapping[str, str]) -> Directory:
    """Whatever may be referred to: the asker's rows, and `spoken`, the names by code that the file gives."""
    here = [(code, rows.faces[code]["name"]) for code in sorted(rows.mine) if code not in spoken]
    return Directory(sort, [*here, *spoken.items()])


def resolved(names: Iterable[str], among: Directory) -> tuple[str, ...]:
    """The codes of the things named, sorted. Raises Unreadable with the first name that is none."""
    return tuple(sorted({among.code_of(name) for name in names}))


def listing(rows: Rows[str]) -> str:
    """The names there are, for a message."""
    return "、".join(str(face["name"]) for face in rows.faces.values())
