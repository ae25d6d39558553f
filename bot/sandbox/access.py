"""May this bot do that in that chat: the access matrix (bot-api.md §2, errors 1-7 and 40-43)."""

from bot.sandbox.accounts import Bot
from bot.sandbox.arguments import to_integer
from bot.sandbox.chats import Chat
from bot.sandbox.directory import Directory
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.messages import Record
from bot.sandbox.topics import GENERAL, Topic

_NOT_FOUND = "chat not found"
_KINDS = {
    "text": "text messages",
    "rich": "the rich message",
    "photo": "photos",
    "video": "videos",
    "document": "documents",
    "animation": "GIFs",
    "audio": "music",
}


def find_chat(directory: Directory, bot: Bot, chat_id: str, *, write: bool = False) -> Chat:
    """The chat that a call names, if the bot may read it (or be present to write)."""
    if not chat_id:
        raise bad_request("chat_id is empty")
    if chat_id.startswith("@"):
        chat = directory.by_username(chat_id)
    else:
        number = to_integer(chat_id)
        if number > 0:
            return _find_private(directory, bot, number, write=write)
        chat = directory.chats.get(str(number))
    if chat is None or chat.bot_id:
        raise bad_request(_NOT_FOUND)
    _check_presence(chat, bot, write=write)
    return chat


def _find_private(directory: Directory, bot: Bot, user_id: int, *, write: bool) -> Chat:
    if directory.bot_by_id(user_id):
        raise forbidden("the bot can't send messages to the bot")
    if user_id not in directory.users:
        raise bad_request(_NOT_FOUND)
    chat = directory.private(bot.id, user_id)
    if write and directory.users[user_id].deleted:
        raise forbidden("user is deactivated")
    if chat and chat.started:
        return chat
    if write:
        raise forbidden("bot can't initiate conversation with a user")
    raise bad_request(_NOT_FOUND)


def _check_presence(chat: Chat, bot: Bot, *, write: bool) -> None:
    member = chat.member(bot.id)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if member.present:
        return
    if chat.username and not write:
        return
    if not chat.username and member.status == "none":
        raise bad_request(_NOT_FOUND)
    raise forbidden(f"bot is not a member of the {chat.type} chat")


def check_may_send(chat: Chat, bot: Bot, kind: str) -> None:
    """Rights to post; whoever blocked the bot gets nothing."""
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    member = chat.member(bot.id)
    if chat.type == "channel" and not member.may("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if chat.parent and not member.may("can_manage_direct_messages"):
        raise bad_request("CHAT_ADMIN_REQUIRED")
    if member.status == "restricted" and not member.rights.get("can_send_messages", False):
        raise bad_request(f"not enough rights to send {_KINDS.get(kind, kind)} to the chat")


def check_thread(chat: Chat, bot: Bot, thread: int) -> int:
    """The topic or thread that a call names, if it is there and open (td and DC wordings)."""
    if chat.type == "private":
        return 0  # the sandbox's bots have no topics there
    if thread and not _is_thread(chat, thread):
        raise bad_request("message thread not found")
    topic = chat.topic(thread or GENERAL)
    if topic and topic.closed and not chat.member(bot.id).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread


def check_direct_topic(chat: Chat, topic: int) -> int:
    """The reader's topic that a call names in a channel's direct messages (td wordings)."""
    if topic and not chat.parent:
        raise bad_request("chat is not a channel direct messages chat")
    if chat.parent and not topic:
        raise bad_request("channel direct messages topic must be specified")
    known = (r.body.get("direct_messages_topic", {}) for r in chat.messages.values())
    if topic and topic not in {each.get("topic_id") for each in known}:
        raise bad_request("wrong direct messages topic identifier specified")
    return topic


def _is_thread(chat: Chat, thread: int) -> bool:
    if chat.type != "supergroup" or thread == GENERAL:
        return False  # the general topic is meant by naming none
    if chat.topic(thread):
        return True
    return any(
        thread == record.body.get("message_thread_id") or "is_automatic_forward" in record.body
        for record in chat.messages.values()
        if thread in (record.id, record.body.get("message_thread_id"))
        and "is_topic_message" not in record.body
    )


def check_may_manage_topic(chat: Chat, bot: Bot, topic: Topic | None, refusal: str) -> None:
    """Administrators with the right, and whoever made the topic (td:ForumTopicManager.cpp)."""
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    own = topic is not None and topic.author == bot.id
    if not own and not chat.member(bot.id).may("can_manage_topics"):
        raise bad_request(refusal)


def check_may_edit(chat: Chat, bot: Bot, record: Record, *, markup_only: bool = False) -> None:
    """Own messages; in a channel also others', with can_edit_messages."""
    member = chat.member(bot.id)
    own = record.author == bot.id
    if record.service or "forward_origin" in record.body:
        allowed = markup_only and own and not record.service
    elif chat.type == "channel":
        right = "can_post_messages" if own else "can_edit_messages"
        allowed = member.may(right) or member.may("can_edit_messages")
    else:
        allowed = own
    if not allowed:
        raise bad_request("message can't be edited")


def may_delete(chat: Chat, bot: Bot, record: Record, now: float) -> bool:
    """Own messages and, with the right, others'; bot-api.md §1, deleteMessage(s)."""
    member = chat.member(bot.id)
    own = record.author == bot.id
    young = bool(now - record.body["date"] < 48 * 3600)
    if chat.type == "channel":
        return member.may("can_delete_messages") or (
            own and young and member.may("can_post_messages")
        )
    if chat.type == "private":
        return young
    return member.may("can_delete_messages") or (own and young)


def check_may_pin(chat: Chat, bot: Bot) -> None:
    """In a channel pinning is a kind of editing."""
    member = chat.member(bot.id)
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if chat.type != "private" and not member.may(right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
