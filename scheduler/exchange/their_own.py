"""Headings of what people keep beside their lists and no column of ours means, each as `plain`."""

NUMBERING = frozenset({"序号", "序", "no", "no.", "行号"})
"""Neither read nor spoken of."""

_BESIDE = """
备注 说明 性别 民族 学历 学位 籍贯 年龄 职务 职称 职级 科室 处室 专业 毕业院校 婚姻状况 健康状况 血型 身高 衣服尺码 特长
入党时间 入党日期 加入党组织日期 入职时间 入职日期 参加工作时间 家庭住址 住址 地址 邮编 邮政编码 邮箱 电子邮箱 微信号
紧急联系人 紧急联系电话 紧急联系人电话 家长电话 监护人电话 传真 车牌号 照片 签名 签字 签到
"""

THEIR_OWN = frozenset(_BESIDE.split())
"""Said to be unread; nobody is asked what they mean, though some are spelled like a column of ours."""
