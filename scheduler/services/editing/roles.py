"""The town's list of roles in a crew; who comes first in it comes first in a crew."""

from scheduler.services.editing.town_list import Entry, TownList
from scheduler.store.teams import Role


def _view(row: Role) -> Entry:
    return Entry(row.code, row.name, row.position)


ROLES = TownList(table=Role, entry=Entry, view=_view, noun="role", missing="没有岗位 {code}")
