"""The private database and broker, for real: each test has a copy of the project of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.project import PEOPLE, ROOT, Project

pytestmark = pytest.mark.real


@pytest.fixture(scope="module", params=PEOPLE)
def person(request):
    return request.param


@pytest.fixture(scope="module")
def make_project(person):
    made = []

    def make(**options):
        made.append(Project(person, **options))
        return made[-1]

    yield make
    for project in made:
        project.remove()


@pytest.fixture(scope="module")
def used_project(make_project):
    return make_project()


@pytest.fixture
def project(used_project):
    """Nothing of it runs, whatever the test before has left."""
    used_project.stop()
    return used_project


def gone(process: int) -> bool:
    """Whether it has ended; nobody may have fetched its exit code yet."""
    with (
        contextlib.suppress(FileNotFoundError, ProcessLookupError),
        Path(f"/proc/{process}/stat").open() as state,
    ):
        return state.read().rpartition(")")[2].split()[0] == "Z"
    return True


def test_a_command_starts_the_servers_and_stops_them(project):
    holder = project.hold()

    assert holder.ask("select current_user, current_database()") == "app|emulation"
    assert holder.ask_redis("ping") == "PONG"

    servers = holder.servers()
    assert holder.leave() == 0
    assert all(gone(server) for server in servers)
    assert list(project.place("sockets").glob("*.sock")) == []


def test_what_was_stored_is_there_the_next_time(project):
    first = project.hold()
    first.ask("create table kept as select 'Cúc Phương' as name", role="owner")
    first.leave()

    second = project.hold()

    assert second.ask("select name from kept") == "Cúc Phương"
    second.leave()


def test_the_program_owns_nothing_and_may_use_everything(project):
    holder = project.hold()
    holder.ask("create database test_elsewhere", role="owner")
    holder.ask("create table counted (id bigint generated always as identity, n int)", role="owner")

    assert "permission denied" in holder.ask("create table mine ()")
    assert "must be owner" in holder.ask("drop table counted")
    assert holder.ask("insert into counted (n) values (1) returning id") == "1"
    holder.leave()


def test_the_program_may_use_a_database_made_for_tests(project):
    holder = project.hold()
    holder.ask("drop database if exists test_emulation", role="owner")
    holder.ask("create database test_emulation", role="owner")
    for name, address in holder.addresses.items():
        holder.addresses[name] = address.replace("/emulation", "/test_emulation")
    holder.ask("create table things (n int)", role="owner")

    assert holder.ask("insert into things values (1) returning n") == "1"
    assert "permission denied" in holder.ask("truncate things")
    holder.leave()


def test_no_port_is_opened_and_a_taken_one_does_not_matter(project):
    with contextlib.ExitStack() as taken:
        for port in (5432, 6379):
            listener = taken.enter_context(socket.socket())
            with contextlib.suppress(OSError):  # taken by somebody else: just as well
                listener.bind(("127.0.0.1", port))
                listener.listen()
        holder = project.hold()

        assert holder.ask("show listen_addresses") == ""
        assert holder.ask_redis("config", "get", "port") == "port\n0"
        holder.leave()


def test_given_addresses_start_nothing(make_project):
    project = make_project()

    done = project.under_services("true", DATABASE_URL="postgresql://x/y", REDIS_URL="redis://z")

    assert done.returncode == 0, done.stderr
    assert not (project.root / "var").exists()


def test_two_at_once_share_the_servers_and_the_last_one_stops_them(project):
    first, second = project.hold(), project.hold()
    servers = first.servers()
    assert second.servers() == servers

    assert first.leave() == 0
    assert second.ask("select 1") == "1"
    assert second.ask_redis("ping") == "PONG"

    assert second.leave() == 0
    assert all(gone(server) for server in servers)


def test_many_commands_at_once_neither_fail_nor_leave_anything(project):
    command = [project.python, "-m", "config.services", "run", "true"]
    crowd = [project.start(*command) for _ in range(6)]

    ends = [(process.communicate(timeout=120)[1], process.returncode) for process in crowd]

    assert ends == [("", 0)] * 6
    assert not list(project.place("sockets").glob(".s.PGSQL*"))


def test_one_that_is_told_to_end_stops_the_servers(project):
    holder = project.hold()
    servers = holder.servers()

    holder.process.terminate()

    assert holder.leave() == 128 + signal.SIGTERM
    assert all(gone(server) for server in servers)


def test_what_a_killed_command_left_up_is_used_and_stopped_by_the_next(project):
    killed = project.hold()
    servers = killed.servers()
    killed.process.kill()
    killed.leave()

    following = project.hold()

    assert following.servers() == servers
    following.leave()
    assert all(gone(server) for server in servers)


def test_stale_pid_files_after_a_crash_do_not_matter(project):
    holder = project.hold()
    holder.ask("create table written as select 1 as n", role="owner")
    for server in holder.servers():
        os.kill(server, signal.SIGKILL)
    holder.process.kill()
    holder.leave()
    stranger = project.start("sleep", "300")  # alive, and of the same user
    for file in (
        project.place("store") / "postgresql" / "postmaster.pid",
        project.place("sockets") / ".s.PGSQL.5432.lock",
        project.place("sockets") / "redis.pid",
    ):
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(stranger.pid), *lines[1:], ""]))

    following = project.hold()

    assert following.ask("select n from written") == "1"
    assert following.ask_redis("ping") == "PONG"
    following.leave()
    assert stranger.poll() is None
    stranger.kill()
    stranger.communicate()


def test_a_server_that_was_killed_is_started_again(project):
    holder = project.hold()
    database, broker = holder.servers()
    os.kill(database, signal.SIGKILL)
    os.kill(broker, signal.SIGKILL)

    other = project.hold()

    assert other.ask("select 1") == "1"
    assert other.ask_redis("ping") == "PONG"
    assert set(other.servers()).isdisjoint({database, broker})
    holder.leave()
    other.leave()


def test_a_second_copy_has_servers_of_its_own(project, make_project):
    one = project
    one.under_services("true")
    two = make_project(name="second")
    shutil.rmtree(two.root)
    shutil.copytree(
        one.root, two.root
    )  # with its data, and soon with a pid file of a living server
    two.give()

    first = one.hold()
    servers = first.servers()
    if two.place("store").is_relative_to(two.root):
        stale = "postgresql/postmaster.pid"
        shutil.copy(one.place("store") / stale, two.place("store") / stale)
        two.give()
    second = two.hold()

    assert second.ask("select 1") == "1"
    assert set(second.servers()).isdisjoint(servers)
    second.leave()
    assert first.ask("select 1") == "1"
    first.leave()


def test_a_deep_folder_does_not_lengthen_the_sockets(make_project):
    project = make_project(name="/".join(["a folder of twenty-five."] * 6))
    holder = project.hold()

    assert holder.ask("select 1") == "1"
    assert len(str(project.place("sockets") / ".s.PGSQL.5432")) < 60
    holder.leave()


def test_a_folder_that_others_may_enter_is_refused(make_project):
    project = make_project()
    sockets = project.place("sockets")
    sockets.mkdir()
    sockets.chmod(0o755)
    os.chown(sockets, project.person.pw_uid, project.person.pw_gid)

    done = project.under_services("true")

    assert done.returncode == 1
    assert f"{sockets} is not a folder of ours alone" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_permission_is_loosened(project):
    before = {folder: folder.stat().st_mode for folder in (project.top, project.root)}

    project.hold().leave()

    assert {folder: folder.stat().st_mode for folder in before} == before
    assert (project.place("store") / "postgresql").stat().st_mode & 0o077 == 0
    assert project.place("sockets").stat().st_mode & 0o077 == 0


def test_an_interrupted_first_start_is_made_good(project):
    project.under_services("true")
    whole = project.place("store") / "postgresql"
    half = whole.with_name("postgresql.new")
    whole.rename(half)  # as after a SIGKILL of initdb

    holder = project.hold()

    assert holder.ask("select current_user") == "app"
    assert not half.exists()
    holder.leave()


def test_data_of_a_release_that_is_gone_are_refused_in_words(project):
    project.under_services("true")
    release = project.place("store") / "postgresql" / "PG_VERSION"
    before = release.read_text()
    release.write_text("14\n")

    done = project.under_services("true")

    release.write_text(before)
    assert done.returncode == 1
    assert "was made by PostgreSQL 14, which is gone" in done.stderr


def test_a_cluster_of_an_earlier_release_gets_what_was_granted_since(project):
    holder = project.hold()
    owner = holder.addresses["DATABASE_OWNER_URL"]
    holder.addresses["DATABASE_OWNER_URL"] = owner.replace("//owner@", "//postgres@")
    assert holder.ask("revoke app from owner", role="owner") == ""
    holder.leave()
    (project.place("store") / "postgresql" / "roles-made").write_text("-- of an earlier release\n")

    holder = project.hold()
    assert holder.ask("select pg_has_role('owner', 'app', 'member')") == "t"
    holder.leave()


def test_manage_py_works_as_app_and_migrates_as_owner():
    """The door itself, in this very project."""
    ours = ("DATABASE_", "DJANGO_SETTINGS_MODULE")  # of this test run
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    asked = "from django.db import connection; print(connection.settings_dict['USER'])"

    def user(**variables):
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", asked]
        return subprocess.run(
            command, cwd=ROOT, check=True, capture_output=True, text=True, env=plain | variables
        ).stdout.strip()

    assert user() == "app"
    assert user(DATABASE_ROLE="owner") == "owner"
