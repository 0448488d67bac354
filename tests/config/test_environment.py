"""What the environment may say stands in .env.example, and nothing else."""

import os
import re

from config.environment import load_environment
from tests.config.project import ROOT


def test_every_setting_is_in_the_example():
    asked = set()
    for file in ("config/settings.py", "tests/settings.py"):
        asked |= set(re.findall(r'env\("([A-Z_]+)"', (ROOT / file).read_text()))
    told = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(told) == sorted(asked | {"DATABASE_URL", "DATABASE_OWNER_URL"})


def test_the_environment_comes_before_the_file(tmp_path, monkeypatch):
    file = tmp_path / "env"
    file.write_text("# a comment\nGIVEN=file\nMISSING=a=b c\n\n")
    monkeypatch.setenv("GIVEN", "environment")
    monkeypatch.setenv("MISSING", "")  # so that it is taken back after the test
    monkeypatch.delenv("MISSING")

    load_environment(file)

    assert os.environ["GIVEN"] == "environment"
    assert os.environ["MISSING"] == "a=b c"


def test_a_missing_file_is_no_error(tmp_path):
    load_environment(tmp_path / "nothing")
