"""The channels that are on, and those that need no address."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.notify.channels import open_channels
from scheduler.settings.channels import KNOWN, ChannelSettings
from tests.conftest import settings_of
from tests.scheduler.notify.conftest import message


def test_every_channel_there_is_can_be_opened(tmp_path: Path) -> None:
    channels = ChannelSettings(on=KNOWN, sms=f"file://{tmp_path}", mail="mailto://127.0.0.1")

    found = open_channels(replace(settings_of("sqlite://", tmp_path), channels=channels))

    assert {name: channel.name for name, channel in found.items()} == {name: name for name in KNOWN}
    assert {name for name, channel in found.items() if channel.once} == {"inbox", "sms"}


def test_what_is_off_is_not_opened(tmp_path: Path) -> None:
    settings = replace(settings_of("sqlite://", tmp_path), channels=ChannelSettings(on=("wecom",)))

    assert set(open_channels(settings)) == {"inbox", "wecom"}


def test_the_console_shows_a_line_and_no_phone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console = open_channels(settings_of("sqlite://", tmp_path))["console"]

    console.send(message("13800005678", "第一行\n第二行"))

    assert capsys.readouterr().out == "[k1] 明日值守 / 第一行 / 第二行\n"


def test_the_inbox_has_it_already(tmp_path: Path) -> None:
    assert open_channels(settings_of("sqlite://", tmp_path))["inbox"].send(message(None)) == ""
