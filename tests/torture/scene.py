"""The local Telegram of a trial: a bot, its owner, channels to publish to, and a journal chat."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from bot.domain.release import Media
from bot.sandbox import Sandbox, file_ids
from bot.sandbox.files import Upload

TOKEN = "100001:token-of-the-tortured-bot-and-nothing-else"
BOT_ID = 100001
OWNER, READER = 1001, 1002
JOURNAL = -1002000000000

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">II", 64, 64)


def chat_of(lane: int) -> int:
    """Telegram's number of the channel of a lane."""
    return -1001000000000 - lane


def name_of(lane: int) -> str:
    """The @name of the channel of a lane."""
    return f"@torture_lane{lane:02d}"


@dataclass(slots=True)
class Scene:
    """The local Telegram and who is in it."""

    lanes: int
    sandbox: Sandbox = field(default_factory=Sandbox)

    async def open(self) -> None:
        """Starts it and lets the bot into the channels."""
        await self.sandbox.start()
        world = self.sandbox.world
        world.add_bot(TOKEN, username="torture_bot", first_name="Вестник")
        world.add_user(OWNER, "Анна", role="owner")
        world.add_user(READER, "Вера", role="subscriber")
        world.add_channel(JOURNAL, "Журнал", owner_id=OWNER)
        world.set_member(JOURNAL, BOT_ID, "administrator")
        for lane in range(self.lanes):
            name = name_of(lane).removeprefix("@")
            world.add_channel(chat_of(lane), f"Канал {lane}", username=name, owner_id=OWNER)
            world.set_member(chat_of(lane), BOT_ID, "administrator")

    async def close(self) -> None:
        """Stops it."""
        await self.sandbox.stop()

    def photo(self) -> Media:
        """A photo that Telegram already holds; each time another one."""
        unique_id = self.sandbox.world.files.add_photo(Upload("photo.png", PICTURE)).unique_id
        return Media("photo", file_ids.encode("photo", BOT_ID, unique_id), unique_id)
