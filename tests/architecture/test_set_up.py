"""What production is started with: migrations that match the models, settings that Django finds nothing against."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.architecture.source import ROOT


def test_models_have_their_migrations(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.slow
def test_deployment_check_is_clean(tmp_path):
    kept = {
        key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH"}
    }
    production = {
        "DATABASE_URL": "postgres://portal@db.example/portal",
        "SECRET_KEY": "0123456789" * 3 + "abcdefghijklmnopqrstuvwxyz!ABCDEF",
        "ALLOWED_HOSTS": "portal.example",
        "MAILER_URL": "smtp://mail.example",
        "PUBLIC_BASE_URL": "https://portal.example",
        "PORTAL_DATA": str(tmp_path),
        "STORAGE_URL": "s3://portal-private",
        "PUBLIC_STORAGE_URL": "s3://portal-public",
    }
    ran = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | production | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        ran.stderr
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"DEMO": "1", "ALLOWED_HOSTS": "portal.example"}, "loopback only"),
    ],
)
def test_portal_refuses_to_start_unsafe(changed, words, tmp_path):
    env = {"PATH": os.environ["PATH"], "PORTAL_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)} | changed
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode != 0
    assert words in ran.stderr
