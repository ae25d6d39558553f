"""A sandbox with a file forgets nothing, even when it is killed."""

import os
import signal
import subprocess
import sys

from bot.sandbox import World
from tests.sandbox.helpers import CHANNEL, FORUM, GROUP, OWNER, PNG, READER, TOKEN, fill

CHILD = """
import os, signal, sys
from pathlib import Path
from bot.sandbox import World
from tests.sandbox.helpers import CHANNEL, OWNER, PNG, fill
world = World(Path(sys.argv[1]))
fill(world)
world.send_text(OWNER, OWNER, "один")
world.send_files(OWNER, CHANNEL, [("a.png", PNG, "image/png")], "фото")
world.commands.set(42, "default", "", [{"command": "a", "description": "b"}])
world.press(OWNER, CHANNEL, 1, "d")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_sandbox_remembers(tmp_path):
    path = tmp_path / "sandbox.db"
    child = subprocess.run([sys.executable, "-c", CHILD, str(path)], check=False)  # noqa: S603
    assert child.returncode == -signal.SIGKILL
    world = World(path)
    assert not world.fresh
    bot = world.directory.bots[TOKEN]
    assert [user.first_name for user in world.directory.users.values()] == [
        "Анна",
        "Борис",
        "Вера",
        "Глеб",
    ]
    assert [m["text"] for m in world.messages(OWNER)] == ["один"]
    (post,) = world.messages(CHANNEL)
    stored = world.files.by_file_id(post["photo"][0]["file_id"], 42)
    assert world.files.data(stored) == PNG
    waiting = world.delivery.queue(bot).take(0, 100)
    assert [list(update)[1] for update in waiting] == ["message", "channel_post", "callback_query"]
    assert world.commands.get(42, "default", "")
    query_id = waiting[-1]["callback_query"]["id"]
    world.callbacks.answer(42, query_id, {})
    following = world.send_text(OWNER, OWNER, "два")[0]
    assert following["message_id"] == 2
    last = world.delivery.queue(bot).take(0, 100)[-1]
    assert last["update_id"] == waiting[-1]["update_id"] + 1
    world.storage.close()


def test_confirmed_updates_and_deleted_messages_stay_away(tmp_path):
    path = tmp_path / "sandbox.db"
    world = World(path)
    assert world.fresh
    fill(world)
    world.send_text(OWNER, OWNER, "один")
    queue = world.delivery.queue(world.directory.bots[TOKEN])
    (update,) = queue.take(0, 100)
    queue.take(update["update_id"] + 1, 100)
    world.delete(OWNER, OWNER, [1])
    world.storage.close()
    world = World(path)
    assert world.updates_waiting(TOKEN) == 0
    assert world.messages(OWNER) == []
    assert world.send_text(OWNER, OWNER, "два")[0]["message_id"] == 2
    world.storage.close()


def test_desks_and_discussions_outlive_a_restart(tmp_path):
    path = tmp_path / "sandbox.db"
    world = World(path)
    fill(world)
    world.add_group(FORUM, "Стол", owner_id=OWNER, forum=True)
    topic = world.create_topic(OWNER, FORUM, "Очередь")
    world.close_topic(OWNER, FORUM, topic)
    world.add_group(GROUP, "Обсуждение", owner_id=OWNER)
    world.link(CHANNEL, GROUP)
    gone = world.create_channel(OWNER, "Лишний").id
    world.delete_chat(OWNER, gone)
    (post,) = world.send_text(OWNER, CHANNEL, "новость")
    world.storage.close()
    world = World(path)
    assert [(t.name, t.closed) for t in world.chat(FORUM).topics.values()] == [
        ("General", False),
        ("Очередь", True),
    ]
    world.set_member(GROUP, READER, "member")
    world.comment(READER, CHANNEL, post["message_id"], "спасибо")
    assert gone not in {chat.id for chat in world.directory.shared()}
    world.storage.close()


def test_nothing_is_written_without_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    world = World()
    fill(world)
    world.storage.close()
    assert os.listdir(tmp_path) == []  # noqa: PTH208 the plainest look
