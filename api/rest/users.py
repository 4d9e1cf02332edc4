"""/users: who may log in, and which role each holds over which part of the town."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.auth import allowed, asker
from api.rest.door import Asked, Flag, Noun, Paging, Text, YesNo, order_by
from api.rest.edits import editing
from api.rest.nouns import Looks, show
from api.town import reading, town, transaction
from scheduler.services import passwords, users
from scheduler.services.access import Right
from scheduler.services.passwords import LONGEST, SHORTEST
from scheduler.services.users import LOGIN, Scope
from scheduler.store.users import UserRole

bp = Noun("users", __name__, description="账号")
_ONE = "/users/<login:login>"


class UserQuery(Paging):
    role = fields.Enum(UserRole, by_value=True, metadata={"description": "只看有这个角色的"})
    active = Flag(metadata={"description": "只看可用的，或停用的"})
    q = Text(60, metadata={"description": "账号或姓名里有这几个字"})
    order = order_by("login", "name", "number")


class HoldingSchema(Schema):
    number = fields.Integer(required=True)
    role = fields.Enum(UserRole, by_value=True, required=True)
    unit = fields.String(required=True, allow_none=True, metadata={"description": "单位编号；与网格都空即全市"})
    grid = fields.String(required=True, allow_none=True, metadata={"description": "网格编号"})


class UserSchema(Schema):
    login = fields.String(required=True)
    name = fields.String(required=True)
    active = fields.Boolean(required=True)
    volunteer = fields.String(required=True, allow_none=True, metadata={"description": "本人的志愿者编号；空：不值守"})
    password = fields.Boolean(required=True, metadata={"description": "是否已有密码"})
    holdings = fields.List(fields.Nested(HoldingSchema), required=True)


class HoldingAskedSchema(Asked):
    role = fields.Enum(UserRole, by_value=True, required=True)
    unit = Text(load_default=None, allow_none=True, metadata={"description": "管这个单位和它下面的；与网格只写一个"})
    grid = Text(load_default=None, allow_none=True, metadata={"description": "管这个网格和它下面的；都不写即全市"})

    @validates_schema
    def _one_scope(self, asked: dict[str, Any], **_: Any) -> None:
        if asked.get("unit") is not None and asked.get("grid") is not None:
            raise ValidationError("单位和网格只能写一个", "grid")


class UserAskedSchema(HoldingAskedSchema):
    login = fields.String(
        required=True,
        validate=validate.Regexp(f"^{LOGIN}$"),
        metadata={"description": "2 到 60 个字母、数字、点、横线"},
    )
    name = Text(60, least=1, required=True)


class UserChangeSchema(Asked):
    name = Text(60, least=1)
    active = YesNo(metadata={"description": "false：停用，并立即退出登录"})
    volunteer = Text(allow_none=True, metadata={"description": "本人的志愿者编号；空：不值守"})


class PasswordSchema(Asked):
    password = Text(LONGEST, least=SHORTEST, required=True, load_only=True, metadata={"format": "password"})


show(
    bp,
    Looks(
        noun="user",
        listed="The users who hold something that is the asker's to give.",
        address="/users",
        one_at=_ONE,
        query=UserQuery,
        schema=UserSchema,
        page=users.page,
        one=users.one,
        right=Right.RULE,
    ),
)


@bp.route("/users", methods=["POST"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(UserAskedSchema)
@bp.response(201, UserSchema)
def add(asked: dict[str, Any]) -> Any:
    """Let somebody in, with a role over a part of the town."""
    scope, who, now = Scope(asked["unit"], asked["grid"]), asker(), town().now
    with transaction() as session:
        users.add(session, who, asked["login"], asked["name"], role=asked["role"], scope=scope, now=now)
        return users.one(session, who, asked["login"])


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(UserChangeSchema)
@bp.response(200, UserSchema)
def change(asked: dict[str, Any], login: str) -> Any:
    """Another name, shut out or let in again, or which volunteer they are."""
    who, now = asker(), town().now
    with editing() as session:
        bp.check_etag(users.one(session, who, login), UserSchema)
        if "volunteer" in asked:
            users.serve_as(session, who, login, asked.pop("volunteer"), now=now)
        users.change(session, who, login, **asked, now=now)
        session.flush()
        return users.one(session, who, login)


@bp.route(f"{_ONE}/password", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(PasswordSchema)
@bp.response(204)
def set_password(asked: dict[str, Any], login: str) -> None:
    """Set a password: all sessions and tokens of the user end, and a closed login opens."""
    with reading() as session:
        users.one(session, asker(), login)
    kept = passwords.hashed(town().hasher, login, asked["password"])
    with transaction() as session:
        passwords.set_for(session, asker(), login, kept, now=town().now)


@bp.route(f"{_ONE}/unlock", methods=["POST"])
@allowed(Right.RULE)
@bp.response(204)
def unlock(login: str) -> None:
    """Open a login again that too many wrong passwords have closed."""
    with transaction() as session:
        passwords.unlock(session, asker(), login, now=town().now)


@bp.route(f"{_ONE}/holdings", methods=["POST"])
@allowed(Right.RULE)
@bp.arguments(HoldingAskedSchema)
@bp.response(201, UserSchema)
def grant(asked: dict[str, Any], login: str) -> Any:
    """Give a user one more role."""
    with transaction() as session:
        who, scope = asker(), Scope(asked["unit"], asked["grid"])
        users.grant(session, who, login, role=asked["role"], scope=scope, now=town().now)
        session.expire_all()
        return users.one(session, who, login)


@bp.route(f"{_ONE}/holdings/<number:number>", methods=["DELETE"])
@allowed(Right.RULE)
@bp.response(204)
def revoke(login: str, number: int) -> None:
    """Take a role back."""
    with transaction() as session:
        users.revoke_numbered(session, asker(), login, number, now=town().now)
