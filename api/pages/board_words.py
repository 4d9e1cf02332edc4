"""What the board's scripts say: a script takes these words from its page, `{name}` is filled in where it is said."""

from collections.abc import Mapping

from scheduler.language import say


def board_words() -> Mapping[str, str]:
    """The words in the reader's language, by what the scripts call them."""
    kept = {name: f"{{{name}}}" for name in ("count", "change", "name", "version", "points", "days", "what")}
    return {
        "wait": say("正在读取……"),
        "failed": say("没有读到，请稍后再试"),
        "checking": say("正在核对……"),
        "fine": say("可以 · 代价 {change}", **kept),
        "same": say("可以 · 代价不变"),
        "broken": say("违反 {count} 条硬性规则", **kept),
        "here": say("已经在这里"),
        "tapped": say("拿起了{name}：点要去的班次", **kept),
        "put": say("把{name}放到这里？", **kept),
        "so": say("就这样"),
        "carried": say("拿起了{name}：方向键走到别处，回车放下，Delete 撤下，空格换下一个人，Esc 放弃", **kept),
        "swap": say("与{name}对调", **kept),
        "move": say("换到这里"),
        "give": say("交给{name}", **kept),
        "dropped": say("放下了，没有改动"),
        "done": say("已改好，现在是第 {version} 版", **kept),
        "undone": say("已撤销，现在是第 {version} 版", **kept),
        "redone": say("已重做，现在是第 {version} 版", **kept),
        "nothing": say("没有可撤销的改动"),
        "override": say("仍要这样改"),
        "overrideTitle": say("这样改违反硬性规则"),
        "overrideWhy": say("仍要这样改的理由"),
        "overrideHint": say("会记入日志，这次值守随即锁定。"),
        "cancel": say("不改了"),
        "conflict": say("别人刚刚改过这张表"),
        "conflictHint": say("您的这一步还没有保存。可以在最新的一版上再做一次，或者放弃这一步，先看最新的。"),
        "merge": say("在最新的一版上再做"),
        "reload": say("放弃这一步，看最新的"),
        "refused": say("没有改成"),
        "news": say("刚刚有改动：{what}", **kept),
        "reshaped": say("这张表有较大的改动，请重新载入"),
        "again": say("重新载入"),
        "away": say("连不上服务器，正在重试；您看到的可能不是最新的"),
        "back": say("已重新连上"),
        "selected": say("选中 {points} 行 × {days} 天", **kept),
        "nobody": say("没有找到这样的人"),
    }
