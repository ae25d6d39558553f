"""A PostgreSQL server for the tests: its own cluster in a folder that is gone afterwards."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from bot.store.migrate import upgrade

MISSING = "PostgreSQL is needed for the tests: apt-get install postgresql (or your system's like)"
OWNER = "vestnik"

# What is lost when the machine dies is not what these tests are about.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "listen_addresses": "",  # a socket in its folder only
}

# Faster than a new database: a copy of the template is some 300 files.
EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET session_replication_role = replica;
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  FOR name IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences
  LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', name); END LOOP;
END $$
"""


def find(program: str) -> Path | None:
    """A program of the server; Debian keeps them out of the PATH."""
    if found := shutil.which(program):
        return Path(found)
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    return places[0] if places else None


class Cluster:
    """A running server, of one database of the present schema and some that are empty.

    It refuses to run as root, so root runs it as somebody else.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="vestnik-pg-"))
        self.folder.chmod(0o777)
        self.data = self.folder / "data"
        self._as: dict[str, Any] = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._numbers = count(1)
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Makes the cluster, starts it, and makes the database of the present schema."""
        self.run("initdb", "-D", self.data, "-U", OWNER, "-A", "trust", "-E", "UTF8",
                 "--locale=C", "--no-sync", "--no-instructions")  # fmt: skip
        self.serve()
        self.url = self.new()
        asyncio.run(upgrade(self.url))

    def serve(self) -> None:
        """Starts the server and waits until it answers."""
        options = [f"--{name}={value}" for name, value in FAST.items()]
        self._server = subprocess.Popen(  # noqa: S603
            [str(find("postgres")), "-D", self.data, "-k", self.folder, *options],
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._as,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while "ready" not in self._status():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError("PostgreSQL did not start")
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stops the server; SIGQUIT as a crash would, SIGINT in order."""
        if self._server is not None:
            self._server.send_signal(how)
            self._server.wait(30)
            self._server = None

    def restart(self) -> None:
        """Crashes the server and starts it again."""
        self.stop()
        self.serve()

    def close(self) -> None:
        """Stops it and removes everything."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def empty(self) -> None:
        """Ends every connection to the database and deletes every row of it."""
        self.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-c", EMPTY, self.url)

    def new(self) -> str:
        """The URL of a new database without any table."""
        name = f"test_{next(self._numbers)}"
        self.run("createdb", "-h", self.folder, "-U", OWNER, name)
        return f"postgresql://{OWNER}@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        """Drops a database, whoever is connected to it."""
        name = url.split("@/")[1].split("?")[0]
        self.run("dropdb", "-h", self.folder, "-U", OWNER, "--force", name)

    def run(self, program: str, *arguments: object) -> str:
        """Runs one of the server's programs to its end."""
        done = subprocess.run(  # noqa: S603
            [str(find(program)), *map(str, arguments)],
            cwd="/", capture_output=True, text=True, check=False, **self._as,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")
        return done.stdout

    def _status(self) -> str:
        file = self.data / "postmaster.pid"
        return file.read_text() if file.exists() else ""
