"""A newsroom with a second channel."""

from __future__ import annotations

from tests.newsroom import ANNA, Message, Newsroom

ADD = 1  # the number of the request to choose a channel
SECOND = "Вести района"


async def add_channel(
    newsroom: Newsroom, title: str = SECOND, username: str = "vestirayona"
) -> int:
    """Anna makes a channel and gives it to the bot by the button."""
    made: int = newsroom.world.create_channel(ANNA, title, username).id
    await newsroom.press("Добавить канал", await newsroom.say(ANNA, "/channels"), ANNA)
    before = newsroom.by_bot(ANNA)[-1]["message_id"]
    newsroom.world.share_chat(ANNA, ADD, made)
    await newsroom.answer(ANNA, before)
    return made


def again(newsroom: Newsroom, message: Message, chat: int = ANNA) -> Message:
    """The message as it is by now."""
    found: Message = newsroom.world.message(chat, message["message_id"])
    return found
