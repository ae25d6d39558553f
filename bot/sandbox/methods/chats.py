"""What a bot may ask about chats and their members, and leaving one."""

from bot.sandbox import access
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.call import Call
from bot.sandbox.shapes import Json

_ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice",
        "upload_voice", "upload_document", "choose_sticker", "find_location",
        "record_video_note", "upload_video_note", "cancel",
    }
)  # fmt: skip


def get_chat(call: Call) -> Json:
    """ChatFullInfo with the newest pinned message."""
    chat = call.chat()
    info: Json = {
        **call.world.directory.chat_shape(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.username:
        info["active_usernames"] = [chat.username]
    if chat.linked:
        info["linked_chat_id"] = chat.linked
    if chat.parent:
        parent = call.world.finding.chat(chat.parent)
        info["parent_chat"] = call.world.directory.chat_shape(parent)
    if chat.protected:
        info["has_protected_content"] = True
    if chat.pinned:
        info["pinned_message"] = call.shape(chat, chat.messages[chat.pinned[-1]])
    return info


def get_chat_member(call: Call) -> Json:
    """One ChatMember; a channel tells a bot that is no administrator only of itself."""
    user_id = call.args.integer("user_id", 0, high=1 << 52)
    if not user_id:
        raise bad_request("invalid user_id specified")
    chat = call.chat()
    user = call.world.directory.user(user_id)
    if user is None:
        raise bad_request("user not found")
    if user_id != call.bot.id:
        _check_list(call, chat)
    if chat.type == "private":
        return {"user": user.shape, "status": "member"}
    return chat.member(user_id).shape(user.shape, chat.type)


def get_chat_administrators(call: Call) -> list[Json]:
    """Owner and administrators, without other bots unless asked for."""
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    _check_list(call, chat)
    others = call.args.flag("return_bots")
    found = []
    for user_id, member in chat.members.items():
        user = call.world.directory.user(user_id)
        if user is None or not member.is_admin:
            continue
        if user.is_bot and user_id != call.bot.id and not others:
            continue
        found.append(member.shape(user.shape, chat.type))
    return found


def get_chat_member_count(call: Call) -> int:
    """How many are in the chat; a channel's subscribers count whether registered or not."""
    chat = call.chat()
    if chat.type == "private":
        return 2
    return sum(member.present for member in chat.members.values())


def leave_chat(call: Call) -> bool:
    """The bot goes."""
    chat = call.chat(write=True)
    if chat.type == "private":
        raise bad_request("chat not found")
    call.world.standing.set_member(call.bot.id, chat.id, call.bot.id, "left", {})
    return True


def set_chat_title(call: Call) -> bool:
    """Another title, with the right to change a chat's information."""
    chat = call.chat(write=True)
    title = call.args.text("title").strip()
    if chat.type == "private":
        raise bad_request("can't change private chat title")
    if not chat.member(call.bot.id).may("can_change_info"):
        raise bad_request("not enough rights to change chat title")
    if not title:
        raise bad_request("title must be non-empty")
    if title != chat.title:
        call.world.governing.retitle(chat, call.bot.id, title)
    return True


def send_chat_action(call: Call) -> bool:
    """Typing and the like; channels show nothing of it (bot-api.md §1)."""
    chat = call.chat(write=True)
    action = call.args.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    if chat.type != "channel":
        access.check_may_send(chat, call.bot, "text")
        call.world.delivery.acted(chat, action)
    return True


def set_message_reaction(call: Call) -> bool:
    """Checked, but shown nowhere."""
    chat = call.chat()
    call.record(chat, call.args.message_id(), "message to react")
    reactions = call.args.lenient_json("reaction") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise bad_request("too many reactions specified")
    return True


def _check_list(call: Call, chat: Chat) -> None:
    if chat.type == "channel" and not chat.member(call.bot.id).is_admin:
        raise bad_request("member list is inaccessible")
