"""The topics of a forum, as a bot keeps them (core.telegram.org/bots/api#createforumtopic)."""

from collections.abc import Callable

from bot.sandbox import access
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.call import Call
from bot.sandbox.shapes import Json
from bot.sandbox.topics import COLOURS, GENERAL, Topic

_NAME_LIMIT = 128
_EDIT = "not enough rights to edit the topic"
_TOGGLE = "not enough rights to close or open the topic"


def create_forum_topic(call: Call) -> Json:
    """A new topic."""
    chat = call.chat(write=True)
    access.check_may_manage_topic(chat, call.bot, None, "not enough rights to create a topic")
    name = _name(call)
    if not name:
        raise bad_request("title must be non-empty")
    colour = call.args.integer("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad_request("invalid icon color specified")
    icon = call.args.text("icon_custom_emoji_id")
    return call.world.forum.create(chat, call.bot.id, name, colour, icon).shape


def edit_topic(thread: int = 0) -> Callable[[Call], bool]:
    """The method that renames a topic; 0 is the one that the call names."""

    def method(call: Call) -> bool:
        chat, topic = _find(call, thread, _EDIT)
        name, values = _name(call), call.args.values
        icon = values.get("icon_custom_emoji_id")
        changed_name = name if name and name != topic.name else None
        if changed_name is None and icon in (None, topic.icon):
            if name or icon is not None:
                raise bad_request("TOPIC_NOT_MODIFIED")
            return True
        call.world.forum.rename(chat, call.bot.id, topic, changed_name, icon)
        return True

    return method


def close_topic(closed: bool, thread: int = 0) -> Callable[[Call], bool]:
    """The method that closes a topic or opens it again."""

    def method(call: Call) -> bool:
        chat, topic = _find(call, thread, _TOGGLE)
        if topic.closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        call.world.forum.close(chat, call.bot.id, topic, closed)
        return True

    return method


def delete_forum_topic(call: Call) -> bool:
    """A topic with all its messages."""
    chat, topic = _named(call, call.args.message_id("message_thread_id"))
    may = chat.member(call.bot.id).may("can_delete_messages") or topic.author == call.bot.id
    if not may or topic.id == GENERAL:
        raise bad_request("not enough rights to delete the topic")
    call.world.forum.delete(chat, topic)
    return True


def unpin_all_topic_messages(thread: int = 0) -> Callable[[Call], bool]:
    """The method that unpins everything in a topic."""

    def method(call: Call) -> bool:
        chat, topic = _named(call, thread or call.args.message_id("message_thread_id"))
        access.check_may_pin(chat, call.bot)
        call.world.posting.unpin(chat, call.world.forum.pins(chat, topic))
        return True

    return method


def get_icon_stickers(_: Call) -> list[Json]:
    """The sandbox has no custom emoji."""
    return []


def _find(call: Call, thread: int, refusal: str) -> tuple[Chat, Topic]:
    chat, topic = _named(call, thread or call.args.message_id("message_thread_id"))
    access.check_may_manage_topic(chat, call.bot, topic, refusal)
    return chat, topic


def _named(call: Call, thread: int) -> tuple[Chat, Topic]:
    chat = call.chat(write=True)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    topic = chat.topic(thread)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _name(call: Call) -> str:
    return call.args.text("name").strip()[:_NAME_LIMIT]
