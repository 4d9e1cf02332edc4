"""Settings of the channels: what is named is there, and has what it needs."""

import pytest

from scheduler.errors import Misconfigured
from scheduler.settings.channels import KNOWN, ChannelSettings, IfUnsure, Origin


def test_a_first_run_needs_none() -> None:
    found = ChannelSettings.from_env({})

    assert found == ChannelSettings()
    assert found.on == ("inbox", "console")
    assert {name for name in KNOWN if found.if_unsure(name) is IfUnsure.SKIP} == {"sms"}


def test_the_order_is_kept_and_the_inbox_is_always_there() -> None:
    found = ChannelSettings.from_env({"REDVEST_CHANNELS": "wecom, console,wecom"})

    assert found.on == ("wecom", "console", "inbox")


def test_one_channel_can_choose_otherwise() -> None:
    found = ChannelSettings.from_env({"REDVEST_IF_UNSURE": "sms=again, wecom=skip"})

    assert (found.if_unsure("sms"), found.if_unsure("wecom"), found.if_unsure("email")) == ("again", "skip", "again")


def test_hosts_are_https_unless_they_say_otherwise() -> None:
    found = ChannelSettings.from_env({"REDVEST_CHANNEL_HOSTS": "Hook.example.cn, http://127.0.0.1:9000"})

    assert found.hosts == {Origin("https", "hook.example.cn", 443), Origin("http", "127.0.0.1", 9000)}


@pytest.mark.parametrize(
    ("env", "named"),
    [
        pytest.param({"REDVEST_CHANNELS": "pigeon"}, "pigeon", id="a channel that is none"),
        pytest.param({"REDVEST_CHANNELS": "sms"}, "REDVEST_SMS", id="texts without a sender"),
        pytest.param({"REDVEST_CHANNELS": "email"}, "REDVEST_MAIL", id="e-mail without a mailbox"),
        pytest.param({"REDVEST_SMS": "carrier://x"}, "REDVEST_SMS", id="a sender that is none"),
        pytest.param({"REDVEST_SMS": "file://relative"}, "REDVEST_SMS", id="a folder without its whole path"),
        pytest.param({"REDVEST_MAIL": "https://smtp.example.cn"}, "REDVEST_MAIL", id="a mailbox that is none"),
        pytest.param({"REDVEST_CHANNEL_HOSTS": "ftp://x"}, "REDVEST_CHANNEL_HOSTS", id="a host by ftp"),
        pytest.param({"REDVEST_CHANNEL_HOSTS": "x:99999"}, "REDVEST_CHANNEL_HOSTS", id="a port that is none"),
        pytest.param({"REDVEST_TRIES": "0"}, "REDVEST_TRIES", id="no try at all"),
        pytest.param({"REDVEST_IF_UNSURE": "sms=maybe"}, "sms=maybe", id="a choice that is none"),
    ],
)
def test_what_cannot_be_is_refused_by_name(env: dict[str, str], named: str) -> None:
    with pytest.raises(Misconfigured, match=named):
        ChannelSettings.from_env(env)


def test_a_refusal_shows_no_password() -> None:
    with pytest.raises(Misconfigured) as refused:
        ChannelSettings.from_env({"REDVEST_MAIL": "smtp://user:geheim@x", "REDVEST_SMS": "x://user:geheim@y"})

    assert "geheim" not in str(refused.value)
