"""Where the robots of three groups are told, and what they answer when all is well."""

import json

import responses

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0a1b2c3d"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=0a1b2c3d"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c3d"
ROBOTS = {"wecom": WECOM, "dingtalk": DINGTALK, "feishu": FEISHU}
OK = {"wecom": {"errcode": 0, "errmsg": "ok"}, "dingtalk": {"errcode": 0}, "feishu": {"code": 0, "msg": "success"}}


def sent(web: responses.RequestsMock) -> dict[str, object]:
    """The body of the only call."""
    (call,) = web.calls
    body: dict[str, object] = json.loads(call.request.body or "")
    return body
