"""What the board's scripts say: a script takes these words from its page, `{name}` is filled in where it is said."""

from collections.abc import Mapping

from scheduler.language import say

Words = Mapping[str, str]


def board_words() -> Words:
    """The words in the reader's language, by what the scripts call them."""
    return {**_looked_at(), **_carried(), **_judged(), **_changed()}


def _looked_at() -> Words:
    """While it is looked at, and what others do meanwhile."""
    return {
        "wait": say("正在读取……"),
        "failed": say("没有读到，请稍后再试"),
        "news": say("刚刚有改动：{what}", **_kept("what")),
        "reshaped": say("这张表有较大的改动，请重新载入"),
        "again": say("重新载入"),
        "away": say("连不上服务器，正在重试；您看到的可能不是最新的"),
        "back": say("已重新连上"),
        "selected": say("选中 {points} 行 × {days} 天", **_kept("points", "days")),
        "nobody": say("没有找到这样的人"),
    }


def _carried() -> Words:
    """Somebody on the way from one shift to another."""
    return {
        "here": say("已经在这里"),
        "none": say("这里没有班次"),
        "tapped": say("拿起了{name}：点要去的班次", **_kept("name")),
        "put": say("把{name}放到这里？", **_kept("name")),
        "so": say("就这样"),
        "carried": say(
            "拿起了{name}：方向键走到别处，回车放下，Delete 撤下，空格换下一个人，Esc 放弃", **_kept("name")
        ),
        "swap": say("与{name}对调", **_kept("name")),
        "move": say("换到这里"),
        "give": say("交给{name}", **_kept("name")),
        "dropped": say("放下了，没有改动"),
    }


def _judged() -> Words:
    """What the judge says of a change, and whoever makes it nevertheless."""
    return {
        "checking": say("正在核对……"),
        "fine": say("可以 · 代价 {change}", **_kept("change")),
        "same": say("可以 · 代价不变"),
        "broken": say("违反 {count} 条硬性规则", **_kept("count")),
        "override": say("仍要这样改"),
        "overrideTitle": say("这样改违反硬性规则"),
        "overrideWhy": say("仍要这样改的理由"),
        "overrideHint": say("会记入日志，这次值守随即锁定。"),
        "cancel": say("不改了"),
    }


def _changed() -> Words:
    """How it ended."""
    return {
        "done": say("已改好，现在是第 {version} 版", **_kept("version")),
        "undone": say("已撤销，现在是第 {version} 版", **_kept("version")),
        "redone": say("已重做，现在是第 {version} 版", **_kept("version")),
        "nothing": say("没有可撤销的改动"),
        "conflict": say("别人刚刚改过这张表"),
        "conflictHint": say("您的这一步还没有保存。可以在最新的一版上再做一次，或者放弃这一步，先看最新的。"),
        "merge": say("在最新的一版上再做"),
        "reload": say("放弃这一步，看最新的"),
        "refused": say("没有改成"),
    }


def _kept(*names: str) -> Words:
    """Left as they are, for the script to fill in."""
    return {name: f"{{{name}}}" for name in names}
