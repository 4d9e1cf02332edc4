"""The main job by REST alone: the README's lines, word for word, against real processes."""

import json
import os
import re
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from scheduler import clock
from scheduler.exchange.paper import Workbook
from tests.serving.machine import Machine
from tests.waiting import PATIENCE

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery"  # noqa: S105 (a test's own)
TOWN = {
    "单位": "编号,单位名称\nu1,财政局\n",
    "点位": "编号,点位名称,类别\np1,新华路口,路口\n",
    "分包": "单位,点位\n财政局,新华路口\n",
    "志愿者": "编号,姓名,单位\nV001,李四,财政局\n",
    "班次": "编号,班次名称,日子类型,时段,人数\nam,早高峰,工作日、调休,7:30-8:30,1\n",
}
"""With one who may serve there is nothing to choose, and the run is over long before its minute is."""


def the_lines(page: str) -> list[str]:
    """What a page of the root tells to type from where the address of the server is named, without remarks."""
    told = (ROOT / page).read_text(encoding="utf-8").split("\n    A=", 1)[1]
    block = re.split(r"\n(?=\S)", f"    A={told}", maxsplit=1)[0]
    return [re.sub(r"\s+# .*", "", line.strip()) for line in block.splitlines() if line.strip()]


def the_town() -> bytes:
    """TOWN as a workbook."""
    file = BytesIO()
    with Workbook(file) as book:
        for title, text in TOWN.items():
            sheet = book.add_worksheet(title)
            for at, line in enumerate(text.splitlines()):
                sheet.write_row(at, 0, line.split(","))
    return file.getvalue()


@pytest.fixture
def served(machine: Machine) -> Machine:
    """A machine as the README has made it by then: zhang may log in, `redvest up` runs, town.xlsx is filled in."""
    machine.run("user", "add", "zhang", "--name", "张三", "--role", "admin")
    machine.run("user", "password", "zhang", "--stdin", said=PASSWORD, REDVEST_AS="zhang")
    (machine.folder / "town.xlsx").write_bytes(the_town())
    # What is at port 8000 in the README is at the machine's own; whatever is refused ends the script.
    (machine.folder / ".curlrc").write_text(f"connect-to = 127.0.0.1:8000:127.0.0.1:{machine.port}\nfail-with-body\n")
    machine.start("up")
    machine.serves()
    return machine


def typed(machine: Machine, *lines: str) -> str:
    """What bash writes for these lines."""
    ended = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", "\n".join(lines)],
        cwd=machine.folder,
        env={**os.environ, "CURL_HOME": str(machine.folder)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr + machine.said()
    return ended.stdout


def next_month() -> str:
    """The README's month is over one day; messages are of use while duties are to come."""
    return (clock.today(clock.now()).replace(day=1) + timedelta(days=32)).replace(day=1).isoformat()


def test_the_readmes_lines_import_generate_publish_and_let_a_volunteer_in(served: Machine) -> None:
    script = "\n".join(the_lines("README.md")).replace("…", PASSWORD).replace("2026-12-01", next_month())
    lines = script.splitlines()
    to_open = next(at for at, line in enumerate(lines) if "/l/SECRET" in line)

    told = typed(served, *lines[:to_open])
    (secret,) = set(re.findall(r"/l/([\w-]+)", told))
    own = typed(served, lines[0], *(line.replace("SECRET", secret) for line in lines[to_open:]))

    assert served.ask("SELECT state, published_version = version FROM roster") == ("published", 1)
    assert served.ask("SELECT count(DISTINCT volunteer_id) FROM reminder WHERE kind = 'published'") == (1,)
    served.until(lambda: served.ask("SELECT state FROM reminder WHERE kind = 'published'") == ("sent",))
    assert {duty["point"] for duty in json.loads(own)["items"]} == {"p1"}


def test_both_languages_tell_to_type_the_same() -> None:
    assert the_lines("README.zh-CN.md") == the_lines("README.md")
