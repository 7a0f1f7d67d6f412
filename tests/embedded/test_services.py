"""Our own Postgres and Valkey: first and later starts, root and ordinary users, and everything that goes wrong."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from pcc_portal.embedded import privileges, services, socket_folders

pytestmark = [pytest.mark.services, pytest.mark.slow]

ROOT = Path(services.__file__).resolve().parents[2]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop to another user")
HOLDER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from pcc_portal.embedded import services
with services.start(Path(sys.argv[2]), durable=True) as running:
    print(running.database_url, running.redis_url, flush=True)
    sys.stdin.readline()
"""


def connect(database_url):
    return psycopg.connect(database_url.replace("postgres://", "postgresql://"), autocommit=True)


def ping(redis_url):
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(5)
        wire.connect(unquote(urlsplit(redis_url).path))
        wire.sendall(b"CONFIG GET maxmemory-policy\r\n")
        return wire.recv(200)


def hold(data, *, wrapper=()):
    """A process of its own that has started the services of this folder and waits for a line."""
    return subprocess.Popen(
        [*wrapper, sys.executable, "-c", HOLDER, str(ROOT), str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(holder):
    out, err = holder.communicate("\n", timeout=60)
    assert (holder.returncode, err) == (0, "")
    return out


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(pids, within=20.0):
    """Those of the processes that still live after a while."""
    deadline = time.monotonic() + within
    while (left := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


@pytest.fixture
def ordinary():
    """The command prefix of an ordinary user, who may read the checkout but write nothing that is not theirs."""
    if os.geteuid() != 0:
        return ()
    drop = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    return (*drop, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")


def test_first_start_makes_a_private_database_and_broker(tmp_path):
    with services.start(tmp_path / "data", durable=False) as running:
        assert running.is_new
        with connect(running.database_url) as connection:
            shown = {
                name: connection.execute(f"SHOW {name}").fetchone()[0]
                for name in ("listen_addresses", "server_encoding", "fsync")
            }
            assert shown == {"listen_addresses": "", "server_encoding": "UTF8", "fsync": "off"}
            query = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
            assert connection.execute(query).fetchone() == ("b", "C.UTF-8")
            who = connection.execute(
                "SELECT current_user, current_database(), current_setting('server_version')"
            )
            user, database, version = who.fetchone()
            assert (user, database, version.split(".")[0]) == ("portal", "portal", "18")
        assert b"noeviction" in ping(running.redis_url)
        assert running.sockets
        assert stat.S_IMODE(running.sockets.stat().st_mode) == 0o700
        pids = [child.pid for child in running.children]
    assert gone(pids) == []
    assert not running.sockets.exists()


def test_a_durable_start_keeps_fsync_on(tmp_path):
    with (
        services.start(tmp_path / "data", durable=True) as running,
        connect(running.database_url) as connection,
    ):
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_second_start_keeps_the_data(tmp_path):
    with services.start(tmp_path / "data", durable=True) as first, connect(first.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with services.start(tmp_path / "data", durable=True) as second:
        assert not second.is_new
        with connect(second.database_url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_two_side_by_side_do_not_see_each_other(tmp_path):
    with (
        services.start(tmp_path / "one", durable=False) as one,
        services.start(tmp_path / "two", durable=False) as two,
        connect(one.database_url) as first,
        connect(two.database_url) as second,
    ):
        first.execute("CREATE TABLE only_here ()")
        assert second.execute("SELECT to_regclass('only_here')").fetchone() == (None,)
        assert one.redis_url != two.redis_url
        one.stop()
        assert second.execute("SELECT 1").fetchone() == (1,)


def test_a_folder_in_use_is_refused_or_joined(tmp_path):
    data = tmp_path / "data"
    holder = hold(data)
    database_url, redis_url = holder.stdout.readline().split()
    with pytest.raises(services.InUse, match=r"in use by another portal command"):
        services.start(data, durable=True)
    with services.start(data, durable=True, join=True) as joined:
        assert (joined.database_url, joined.redis_url, joined.is_joined) == (database_url, redis_url, True)
    with connect(database_url) as connection:  # the one who joined has left, and ended nothing
        assert connection.execute("SELECT 1").fetchone() == (1,)
    end(holder)


def test_the_owner_waits_for_those_who_have_joined(tmp_path):
    data = tmp_path / "data"
    owner = services.start(data, durable=False)
    joined = services.start(data, durable=False, join=True)
    begun = time.monotonic()
    owner.stop(wait_for_others=0.5)
    assert time.monotonic() - begun >= 0.5
    joined.stop()


@AS_ROOT
def test_as_root_postgres_is_nobody_with_one_capability(tmp_path):
    closed = tmp_path / "closed home"
    closed.mkdir(mode=0o700)
    with services.start(closed / "data", durable=False) as running:
        postgres = next(child for child in running.children if child.name == "postgres")
        status = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{postgres.pid}/status").read_text().splitlines()
            if ":\t" in line
        )
    assert set(status["Uid"].split()) == {"65534"}
    assert int(status["CapEff"], 16) == 1 << 1  # CAP_DAC_OVERRIDE
    assert (closed.stat().st_uid, stat.S_IMODE(closed.stat().st_mode)) == (0, 0o700)


@AS_ROOT
@pytest.mark.parametrize("way", ["a namespace of its own", "nobody with one capability"])
def test_each_way_of_not_being_root_works_alone(tmp_path, monkeypatch, way):
    open_to_us = [each for each in privileges.ways() if each.name == way]
    monkeypatch.setattr(privileges, "ways", lambda: iter(open_to_us))
    if not privileges.works(open_to_us[0], program=Path("/bin/true"), folder=tmp_path) and "namespace" in way:
        pytest.skip("this machine lets nobody make a user namespace")
    for _ in range(2):
        with (
            services.start(tmp_path / "data", durable=False) as running,
            connect(running.database_url) as connection,
        ):
            assert connection.execute("SELECT 1").fetchone() == (1,)


@AS_ROOT
def test_root_without_any_way_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(privileges, "ways", lambda: iter(()))
    with pytest.raises(services.NotStarted, match=r"^Postgres refuses to run as root, .* ordinary user\.$"):
        services.start(tmp_path / "data", durable=False)


def test_as_an_ordinary_user(tmp_path, ordinary):
    folder = tmp_path / "home"
    folder.mkdir()
    if ordinary:
        os.chown(folder, 65534, 65534)
    for _ in range(2):
        holder = hold(folder / "data", wrapper=ordinary)
        database_url, _redis_url = holder.stdout.readline().split()
        with connect(database_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert (folder / "data" / "postgres").stat().st_uid == (65534 if ordinary else os.geteuid())
        end(holder)


def test_a_stale_pid_file_with_a_living_strangers_number(tmp_path, ordinary):
    data = tmp_path / "home" / "data"
    data.parent.mkdir()
    if ordinary:
        os.chown(data.parent, 65534, 65534)
    holder = hold(data, wrapper=ordinary)
    assert holder.stdout.readline()
    end(holder)
    # A living process of the same user: Postgres alone would refuse to start beside it.
    stranger = subprocess.Popen([*ordinary, "sleep", "60"])
    try:
        pid_file = data / "postgres" / "postmaster.pid"
        pid_file.write_text(
            f"{stranger.pid}\n{data / 'postgres'}\n1700000000\n5432\n/tmp\n\n  1234567  1234567\nready\n"
        )
        if ordinary:
            os.chown(pid_file, 65534, 65534)
        holder = hold(data, wrapper=ordinary)
        with connect(holder.stdout.readline().split()[0]) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        end(holder)
        assert stranger.poll() is None
    finally:
        stranger.terminate()
        stranger.wait()


def test_killed_and_started_again(tmp_path):
    data = tmp_path / "data"
    holder = hold(data)
    with connect(holder.stdout.readline().split()[0]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    state = json.loads((data / "services.json").read_text())
    holder.kill()
    holder.communicate(timeout=20)
    with services.start(data, durable=True, join=True) as again:
        assert not again.is_joined
        with connect(again.database_url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
        assert gone([state["pids"]["postgres"], state["pids"]["valkey"]]) == []
        assert not Path(state["sockets"]).exists()


def test_postgres_killed_and_started_again(tmp_path):
    data = tmp_path / "data"
    with services.start(data, durable=True) as running:
        with connect(running.database_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        for child in running.children:
            os.kill(child.pid, signal.SIGKILL)
    with services.start(data, durable=True) as again, connect(again.database_url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_start_cut_short_while_the_database_was_made(tmp_path):
    data = tmp_path / "data"
    with services.start(data, durable=False):
        pass
    (data / "half-made").touch()
    (data / "postgres" / "global" / "pg_control").unlink()
    with services.start(data, durable=False) as again:
        assert again.is_new


def test_a_long_data_path_is_no_trouble(tmp_path):
    with services.start(tmp_path / ("long" * 40) / "data", durable=False) as running:
        assert len(str(running.data)) > socket_folders.SUN_PATH
        assert running.sockets
        assert len(str(running.sockets / socket_folders.LONGEST_NAME)) < socket_folders.SUN_PATH


def test_a_socket_path_that_is_too_long(tmp_path):
    place = tmp_path / ("long" * 40)
    place.mkdir()
    with pytest.raises(services.NotStarted, match=r"is too long for a Unix socket .* Set TMPDIR"):
        services.start(tmp_path / "data", durable=False, sockets=place)
    with services.start(tmp_path / "data", durable=False):  # and nothing was left locked
        pass


def test_a_folder_that_may_not_be_written(tmp_path, ordinary):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o755 if ordinary else 0o555)
    holder = hold(folder / "data", wrapper=ordinary)
    out, err = holder.communicate(timeout=60)
    assert (out, holder.returncode) == ("", 1)
    assert f"The data folder {folder / 'data'} cannot be written (Permission denied)." in err.splitlines()[-1]


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Panel")
    with pytest.raises(services.NotStarted, match=r"holds other things than the portal's data"):
        services.start(tmp_path, durable=False, fresh=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_fresh_deletes_what_was_there(tmp_path):
    data = tmp_path / "data"
    with services.start(data, durable=False):
        (data / "private").mkdir()
        (data / "private" / "paper.pdf").write_bytes(b"%PDF")
    with services.start(data, durable=False, fresh=True) as again:
        assert again.is_new
        assert not (data / "private").exists()
