"""/sessions, /whoami: coming in by password, going out, and who that is. Programs show the secret as a bearer token."""

from typing import Any

from marshmallow import Schema, fields

from api import auth
from api.auth import Door, allowed, signed
from api.rest.door import Asked, Noun, Text
from api.town import reading, sessions, town
from scheduler.services import passwords, profile
from scheduler.services.access import Right
from scheduler.services.passwords import LONGEST, SHORTEST
from scheduler.store.credentials import CredentialKind
from scheduler.store.users import UserRole

bp = Noun("sessions", __name__, description="登录")


class EntrySchema(Asked):
    login = Text(60, least=1, required=True)
    password = Text(LONGEST, least=1, required=True, load_only=True, metadata={"format": "password"})


class SessionSchema(Schema):
    token = fields.String(
        required=True, attribute="secret", metadata={"description": "放在 Authorization: Bearer 之后"}
    )
    expires_at = fields.AwareDateTime(required=True)


class HeldSchema(Schema):
    role = fields.Enum(UserRole, by_value=True, required=True)
    unit = fields.String(required=True, allow_none=True, metadata={"description": "单位编号；与网格都空即全市"})
    grid = fields.String(required=True, allow_none=True, metadata={"description": "网格编号"})
    scope = fields.String(required=True, metadata={"description": "范围的名称"})


class WhoAmISchema(Schema):
    kind = fields.Enum(CredentialKind, by_value=True, required=True, metadata={"description": "凭什么进来的"})
    name = fields.String(required=True)
    login = fields.String(required=True, allow_none=True, metadata={"description": "空：没有账号的志愿者"})
    volunteer = fields.String(required=True, allow_none=True, metadata={"description": "志愿者编号；空：不值守"})
    roles = fields.List(fields.Nested(HeldSchema), required=True)
    rights = fields.List(
        fields.Enum(Right, by_value=True),
        required=True,
        metadata={"description": "在某个范围内能做的：see 查看，call 看电话，plan 排班，rule 管理"},
    )


class PasswordChangeSchema(Asked):
    old = Text(LONGEST, least=1, required=True, load_only=True, metadata={"format": "password"})
    new = Text(LONGEST, least=SHORTEST, required=True, load_only=True, metadata={"format": "password"})


@bp.route("/sessions", methods=["POST"])
@allowed(Door.OPEN)
@bp.arguments(EntrySchema)
@bp.response(201, SessionSchema)
def log_in(asked: dict[str, Any]) -> Any:
    """Log in; wrong too often, and the login is closed for a while (429, Retry-After)."""
    return auth.log_in(asked["login"], asked["password"])


@bp.route("/sessions/current", methods=["DELETE"])
@allowed(Door.SIGNED)
@bp.response(204)
def log_out() -> None:
    """Log out: what was shown here opens nothing any more."""
    auth.log_out()


@bp.route("/whoami")
@allowed(Door.SIGNED)
@bp.response(200, WhoAmISchema)
def who_am_i() -> Any:
    """Who Redvest takes the asker for, and what they may do where."""
    with reading() as session:
        return profile.who_am_i(session, signed())


@bp.route("/whoami/password", methods=["POST"])
@allowed(Right.SEE)
@bp.arguments(PasswordChangeSchema)
@bp.response(204)
def change_password(asked: dict[str, Any]) -> None:
    """Change one's own password; all one's other sessions end."""
    here = town()
    passwords.change(sessions(), signed(), asked["old"], asked["new"], hasher=here.hasher, now=here.now)
