"""The arrows of the house, as the contract in pyproject.toml draws them."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import APPS, ROOT, python

CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


@pytest.mark.slow
def test_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [program, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]


def test_every_app_with_code_is_under_contract():
    """A package joins its line with its first module; until then import-linter would find nothing to hold."""
    with_code = [app for app in APPS if [path for path in python(app) if path.name != "__init__.py"]]
    assert [app for app in with_code if app not in CONTRACT["root_packages"]] == []


def test_every_app_under_contract_is_layered_inside():
    layered = next(c for c in CONTRACT["contracts"] if c["name"].startswith("Inside every app"))
    apps = [app for app in CONTRACT["root_packages"] if app not in {"pcc_portal", "demo"}]
    assert sorted(layered["containers"]) == sorted([*apps, "pcc_portal.meetings"])
