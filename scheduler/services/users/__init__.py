"""Users: who may log in, and which role each holds over which part of the town."""

from scheduler.services.users.accounts import LOGIN, add, change, deactivate, none_yet, require_over, serve_as
from scheduler.services.users.holdings import grant, revoke, revoke_numbered
from scheduler.services.users.listing import HoldingView, UserView, listed, one, page
from scheduler.services.users.roles import EVERYTHING, ROLES, Scope, role_name

__all__ = [
    "EVERYTHING",
    "LOGIN",
    "ROLES",
    "HoldingView",
    "Scope",
    "UserView",
    "add",
    "change",
    "deactivate",
    "grant",
    "listed",
    "none_yet",
    "one",
    "page",
    "require_over",
    "revoke",
    "revoke_numbered",
    "role_name",
    "serve_as",
]
