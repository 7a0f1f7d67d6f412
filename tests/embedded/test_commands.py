"""./portal from outside: it works from anywhere, keeps stdout clean, and refuses in plain words."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pcc_portal.embedded import commands, environment, programs, static_files
from pcc_portal.embedded.words import NotStarted

PORTAL = programs.ROOT / "portal"


def portal(*arguments, cwd="/", env=()):
    """Run ./portal as its user would, with none of the servers that these tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return subprocess.run(
        [PORTAL, *arguments],
        cwd=cwd,
        env={**kept, **dict(env)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "data", "rest"),
    [
        (["check"], programs.ROOT / ".demo", ["check"]),
        (["--data", "x y", "check", "--deploy"], Path("x y"), ["check", "--deploy"]),
        (
            ["build_pack", "pcp-2026-09-17", "--data=x", "--json"],
            Path("x"),
            ["build_pack", "pcp-2026-09-17", "--json"],
        ),
        (["export_record", "--out", "there", "--data", "x"], Path("x"), ["export_record", "--out", "there"]),
    ],
)
def test_manage_takes_its_data_folder_from_anywhere(arguments, data, rest):
    assert commands.take_data(arguments) == (data, rest)


def test_manage_refuses_a_data_folder_without_a_name():
    with pytest.raises(NotStarted, match=r"^--data needs the name of a folder\.$"):
        commands.take_data(["check", "--data"])


def test_demo_and_tests_know_nothing_of_the_real_world(monkeypatch):
    for name in programs.REAL_WORLD:
        monkeypatch.setenv(name, "real")
    env = programs.environment({"DEMO": "1"})
    assert {name: env[name] for name in programs.REAL_WORLD if name in env} == {"DEMO": "1"}


def test_each_run_of_the_tests_has_a_temporary_folder_of_its_own(monkeypatch, tmp_path):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    ours = f"--basetemp={tmp_path}"
    begin = [sys.executable, "-m", "pytest"]
    assert commands.pytest_command([], temporary=tmp_path) == [*begin, ours, "-n", "2", "--dist", "loadgroup"]
    assert commands.pytest_command(["tests/pdf"], temporary=tmp_path) == [*begin, ours, "tests/pdf"]


@pytest.mark.parametrize(
    ("arguments", "options"),
    [(["--basetemp", "x"], ""), (["--basetemp=x", "tests/pdf"], ""), (["tests/pdf"], "-x --basetemp=y")],
)
def test_a_temporary_folder_named_by_the_user_is_kept(monkeypatch, tmp_path, arguments, options):
    monkeypatch.setenv("PYTEST_ADDOPTS", options)
    command = commands.pytest_command(arguments, temporary=tmp_path)
    assert command == [sys.executable, "-m", "pytest", *arguments]


def test_static_digest_follows_the_files(tmp_path, monkeypatch):
    for folder in ("static/css", "panel/static", "pcc_portal"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("static/css/base.css", "requirements.lock", "pcc_portal/settings.py"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(static_files, "ROOT", tmp_path)
    seen = [static_files.digest_of_sources()]
    for name in (
        "static/css/base.css",
        "panel/static/panel.js",
        "requirements.lock",
        "pcc_portal/settings.py",
    ):
        (tmp_path / name).write_text("two")
        seen.append(static_files.digest_of_sources())
    assert len(set(seen)) == 5
    assert static_files.digest_of_sources() == seen[-1]


def test_pinned_takes_one_package_with_all_its_hashes(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "ux==1 \\\n    --hash=sha256:aa\n    # via x\nuv==2 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n    # via y\nvv==3 \\\n    --hash=sha256:dd\n"
    )
    assert environment.pinned(lock, "uv") == "uv==2 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    with pytest.raises(environment.NotSetUp):
        environment.pinned(lock, "missing")


def test_too_old_and_broken_interpreters_are_not_usable(tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert environment.is_usable(Path(sys.executable))
    assert not environment.is_usable(shim)
    assert not environment.is_usable(tmp_path / "none")


@pytest.mark.slow
def test_portal_without_a_command_says_what_there_is():
    answer = portal()
    assert answer.returncode == 2
    assert [line.split()[1] for line in answer.stderr.splitlines()] == ["demo", "test", "manage", "bench"]


@pytest.mark.slow
@pytest.mark.services
def test_demo_refuses_a_port_that_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = portal("demo", "--port", str(port), "--data", str(tmp_path / "data"))
    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1].startswith(f"Port {port} is taken or not allowed")
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
@pytest.mark.services
def test_manage_prepares_an_empty_folder_and_keeps_stdout_for_the_command(tmp_path):
    program = "from django.db import connection as c; print(len(c.introspection.table_names()) > 10)"
    answer = portal("manage", "--data", "my data", "shell", "-v0", "-c", program, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (0, "True\n"), answer.stderr
    assert (tmp_path / "my data" / programs.PREPARED).exists()


@pytest.mark.slow
@pytest.mark.services
def test_manage_gives_the_status_of_the_command(tmp_path):
    answer = portal("manage", "prepare", "--no-such-option", "--data", str(tmp_path / "data"))
    assert (answer.returncode, answer.stdout) == (2, "")


@pytest.mark.slow
def test_manage_on_a_given_database_starts_nothing_and_keeps_its_settings(tmp_path):
    given = {
        "DATABASE_URL": "postgres://portal@db.example/portal",
        "SECRET_KEY": "k" * 50,
        "PORTAL_DATA": str(tmp_path),
    }
    program = "from django.conf import settings as s; print(s.DEMO, s.DATABASES['default']['HOST'], s.SECRET_KEY == 'k' * 50)"
    answer = portal("manage", "shell", "-v0", "--no-imports", "-c", program, env=given)
    assert (answer.returncode, answer.stdout) == (0, "False db.example True\n"), answer.stderr
    assert list(tmp_path.iterdir()) == []
