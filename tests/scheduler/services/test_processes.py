"""Whether a process of this machine is gone: what it held may then be taken by another."""

import os
import socket
import subprocess
import sys

from scheduler.services.processes import is_gone, our_name


def test_this_process_is_not_gone() -> None:
    assert not is_gone(our_name())


def test_one_that_ended_is_gone_also_before_anybody_asks_how() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        name = f"{socket.gethostname()}:{ended.pid}:token"
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        before = is_gone(name)

    assert before
    assert is_gone(name)


def test_nobody_knows_of_another_machine() -> None:
    assert not is_gone("elsewhere:1:token")
