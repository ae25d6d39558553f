"""The schema: up, down, up; no drift; children survive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store.engine import open_migrator
from bot.store.migrate import HEAD, config, revision, upgrade
from bot.store.schema import metadata
from tests.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bot.db'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    made = cluster.new()
    yield made
    cluster.drop(made)


async def run(url: str, work: Any) -> Any:
    engine = open_migrator(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def scripts(connection: Connection) -> list[str]:
    directory = ScriptDirectory.from_config(config(connection))
    return [script.revision for script in reversed(list(directory.walk_revisions()))]


async def test_up_down_up(url: str) -> None:
    def stairs(connection: Connection) -> None:
        made = config(connection)
        for step in scripts(connection):
            command.upgrade(made, step)
            command.downgrade(made, "-1")
            command.upgrade(made, step)

    await run(url, stairs)
    assert await run(url, revision) == HEAD


async def test_the_constant_is_the_newest_script(url: str) -> None:
    assert (await run(url, scripts))[-1] == HEAD


async def test_no_drift_between_scripts_and_schema(url: str) -> None:
    await upgrade(url)

    def compare(connection: Connection) -> list[Any]:
        def describable(_item: object, name: str | None, *_more: object) -> bool:
            return not (name or "").startswith(("publication_words", "ix_publication_words"))

        options = {"compare_type": True, "include_object": describable}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, metadata)

    assert await run(url, compare) == []


async def test_a_second_upgrade_has_nothing_to_do(url: str) -> None:
    assert await upgrade(url) is True
    assert await upgrade(url) is False


async def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    await upgrade(f"sqlite:///{tmp_path / 'bot.db'}")
    assert (tmp_path / "bot.db").stat().st_mode & 0o077 == 0


async def test_a_child_survives_an_alteration_of_its_parent(url: str) -> None:
    await upgrade(url)

    def alter(connection: Connection) -> int:
        from alembic.operations import Operations

        connection.execute(
            text(
                "INSERT INTO channels (id,name,main,active,title,timezone,slots,style,least_gap,"
                "overdue_limit,paused,calm,rules,floor) "
                "VALUES (1,'@a',true,true,'t','UTC','','{}',1,1,false,false,'{}',0)"
            )
        )
        connection.execute(text("INSERT INTO releases VALUES (1,'{}','{}','{}','2026-01-01')"))
        connection.execute(
            text(
                "INSERT INTO posts (id,channel_id,release_id,story_id,editor_id,changed_by,status,"
                "version,edition,post,title,cautions,confirmed,urgent,through_quiet,next_part,"
                "tries,created_at,touched_at) VALUES (1,1,1,1,1,1,'draft',1,1,'{}','t','[]','[]',"
                "false,false,0,0,'2026-01-01','2026-01-01')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO attempts (id,post_id,part,number,floor,fingerprint,started_at)"
                " VALUES (1,1,0,1,0,'f','2026-01-01')"
            )
        )
        operations = Operations(MigrationContext.configure(connection))
        how = "always" if connection.dialect.name == "sqlite" else "auto"
        with operations.batch_alter_table("posts", recreate=how) as batch:
            batch.alter_column("title", nullable=True)
        return int(connection.execute(text("SELECT count(*) FROM attempts")).scalar_one())

    assert await run(url, alter) == 1
