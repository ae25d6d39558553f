"""Editing, deleting and pinning messages (bot-api.md §2, errors 17-21 and 24; §7.7)."""

from bot.sandbox import access, markup, media, texts
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.messages import Record
from bot.sandbox.methods import rich, sending
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.message_ids import read_message_ids
from bot.sandbox.shapes import Json, content_of, media_kind

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)
_MEDIA = frozenset({"photo", "video", "animation", "audio", "document"})


def edit_message_text(call: Call) -> Json:
    """Another text or rich message; buttons not given are removed."""
    content = (
        rich.reader(call) if "rich_message" in call.args.values else sending.text_reader(call)
    )
    keyboard, chat, record = _find(call)
    access.check_may_edit(chat, call.bot, record)
    if not {"text", "rich_message"} & record.body.keys():
        raise bad_request("there is no text in the message to edit")
    return _edit(call, chat, record, content(), keyboard)


def edit_message_caption(call: Call) -> Json:
    """Another caption under the same media."""
    raw = sending.read_caption(call)
    keyboard, chat, record = _find(call)
    access.check_may_edit(chat, call.bot, record)
    if media_kind(record.body) is None:
        raise bad_request("there is no caption in the message to edit")
    caption = media.caption_content(texts.fix_caption(raw), sending.users(call))
    above = call.args.flag("show_caption_above_media")
    if above:
        caption["show_caption_above_media"] = True
    return _edit(call, chat, record, media.replace_caption(record.body, caption), keyboard)


def edit_message_media(call: Call) -> Json:
    """Other media, with its own caption."""
    try:
        item = call.args.json("media")
    except ValueError:
        raise bad_request("can't parse input media JSON object") from None
    if not isinstance(item, dict) or item.get("type") not in _MEDIA:
        raise bad_request("can't parse InputMedia: Media not found")
    keyboard, chat, record = _find(call)
    access.check_may_edit(chat, call.bot, record)
    if media_kind(record.body) is None:
        raise bad_request("there is no media in the message to edit")
    raw = texts.parse(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    caption = media.caption_content(texts.fix_caption(raw), sending.users(call))
    source = call.args.reference(str(item.get("media", "")))
    content = sending.media_content(call, item["type"], source, item)
    content |= caption | sending.item_flags(item)
    return _edit(call, chat, record, content, keyboard)


def edit_message_reply_markup(call: Call) -> Json:
    """Other buttons, or none."""
    keyboard, chat, record = _find(call)
    access.check_may_edit(chat, call.bot, record, markup_only=True)
    return _edit(call, chat, record, None, keyboard)


def delete_message(call: Call) -> bool:
    """Delete one message."""
    message_id = call.args.message_id()
    if not call.args.text("chat_id"):
        raise bad_request("chat_id is empty")
    if not message_id:
        raise bad_request("message identifier is not specified")
    chat = call.chat(write=True)
    record = call.record(chat, message_id, "message to delete")
    if not access.may_delete(chat, call.bot, record, call.world.clock()):
        raise bad_request("message can't be deleted")
    call.world.posting.delete(chat, [record])
    return True


def delete_messages(call: Call) -> bool:
    """Delete several; missing ones and those that can't go are passed over."""
    message_ids = read_message_ids(call.args)
    chat = call.chat(write=True)
    now = call.world.clock()
    records = [chat.messages[i] for i in dict.fromkeys(message_ids) if i in chat.messages]
    gone = [record for record in records if access.may_delete(chat, call.bot, record, now)]
    if gone:
        call.world.posting.delete(chat, gone)
    return True


def pin_chat_message(call: Call) -> bool:
    """Pin a message; a service message tells of it."""
    chat = call.chat(write=True)
    record = call.record(chat, call.args.message_id(), "message to pin")
    access.check_may_pin(chat, call.bot)
    if record.service:
        raise bad_request("service messages can't be pinned")
    silent = call.args.flag("disable_notification")
    call.world.posting.pin(chat, record, call.bot.id, silent=silent)
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpin a message or, when none is named, the newest pinned one."""
    chat = call.chat(write=True)
    message_id = call.args.message_id()
    if message_id:
        call.record(chat, message_id, "message to unpin")
    access.check_may_pin(chat, call.bot)
    call.world.posting.unpin(chat, [message_id] if message_id else chat.pinned[-1:])
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything."""
    chat = call.chat(write=True)
    access.check_may_pin(chat, call.bot)
    call.world.posting.unpin(chat, list(chat.pinned))
    return True


def _find(call: Call) -> tuple[Json | None, Chat, Record]:
    """The new keyboard, then the chat and the message to edit."""
    message_id = call.args.message_id()
    if not call.args.text("chat_id") and not message_id:
        raise bad_request("message identifier is not specified")
    keyboard = markup.read(call.args)
    chat = call.chat(write=True)
    record = call.record(chat, message_id, "message to edit")
    return keyboard, chat, record


def _edit(
    call: Call, chat: Chat, record: Record, content: Json | None, keyboard: Json | None
) -> Json:
    if keyboard is not None and not markup.is_inline(keyboard):
        raise bad_request("inline keyboard expected")
    markup.check_for(chat, keyboard)
    markup.check_data(keyboard)
    unchanged = content is None or content == content_of(record.body)
    if unchanged and keyboard == record.body.get("reply_markup"):
        raise bad_request(_NOT_MODIFIED)
    changed = None if unchanged else content
    call.world.posting.edit(chat, record, call.bot.id, changed, keyboard)
    return call.shape(chat, record)
