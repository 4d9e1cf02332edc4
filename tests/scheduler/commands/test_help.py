"""Help is given in the language that was asked for, though it is written when a command is loaded."""

import os
import re
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("language", "chinese"), [("en", False), ("zh", True)])
def test_a_command_explains_itself_in_the_language_asked_for(language: str, chinese: bool) -> None:
    ours = {name: value for name, value in os.environ.items() if name not in {"REDVEST_LANGUAGE", "LC_ALL"}}
    words = [sys.executable, "-m", "scheduler", "--lang", language, "absence", "add", "--help"]

    told = subprocess.run(words, env={**ours, "PYTHONUTF8": "1"}, capture_output=True, check=True).stdout.decode()

    assert bool(re.search("[\u4e00-\u9fff]", told)) is chinese
