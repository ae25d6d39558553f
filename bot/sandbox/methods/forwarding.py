"""forwardMessage(s) and copyMessage(s); the order of checks is bot-api.md §7.4."""

from bot.sandbox import access, markup, media, texts
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.messages import Record
from bot.sandbox.methods import sending
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.message_ids import read_message_ids
from bot.sandbox.posting import Options, by_album, origin_of
from bot.sandbox.shapes import Json, content_of, media_kind, send_kind

_PROTECTED = "message has protected content and can't be forwarded"


def forward_message(call: Call) -> Json:
    """Source message, then target chat, then rights, then whether it may leave its chat."""
    source = _source(call)
    record = call.record(source, call.args.message_id(), "message to forward")
    chat = call.chat(write=True)
    options = _forwarding(call, record, call.thread(chat))
    access.check_may_send(chat, call.bot, send_kind(record.body))
    if record.service:
        raise bad_request("the message can't be forwarded")
    if _protected(source, record):
        raise bad_request(_PROTECTED)
    sent = call.world.posting.post(chat, call.bot.id, content_of(record.body), options)
    return call.shape(chat, sent)


def copy_message(call: Call) -> Json:
    """The same content without a word of where it comes from; protection doesn't stop a bot."""
    source = _source(call)
    record = call.record(source, call.args.message_id(), "message to copy")
    options, chat = sending.prepare(call)
    access.check_may_send(chat, call.bot, send_kind(record.body))
    if record.service:
        raise bad_request("the message can't be copied")
    markup.check_for(chat, options.markup or options.keyboard)
    content = content_of(record.body)
    if "caption" in call.args.values and media_kind(record.body):
        caption = texts.fix_caption(sending.read_caption(call))
        shape = media.caption_content(caption, sending.users(call))
        if call.args.flag("show_caption_above_media"):
            shape["show_caption_above_media"] = True
        content = media.replace_caption(record.body, shape)
    markup.check_data(options.markup)
    sent = call.world.posting.post(chat, call.bot.id, content, options)
    return {"message_id": sent.id}


def forward_messages(call: Call) -> list[Json]:
    """Forward several; the missing are passed over in silence."""
    source, records = _sources(call, "forward")
    chat = call.chat(write=True)
    kept = [r for r in records if not r.service and not _protected(source, r)]
    return _send_all(call, chat, kept, forwarding=True)


def copy_messages(call: Call) -> list[Json]:
    """Copy several; the missing are passed over in silence."""
    _, records = _sources(call, "copy")
    chat = call.chat(write=True)
    kept = [record for record in records if not record.service]
    return _send_all(call, chat, kept, forwarding=False)


def _source(call: Call) -> Chat:
    call.args.required("from_chat_id")
    return call.chat("from_chat_id")


def _sources(call: Call, verb: str) -> tuple[Chat, list[Record]]:
    call.args.required("from_chat_id")
    message_ids = read_message_ids(call.args, increasing=True)
    if not message_ids:
        raise bad_request("message identifiers are not specified")
    source = call.chat("from_chat_id")
    records = [source.messages[i] for i in message_ids if i in source.messages]
    if not records:
        raise bad_request(f"there are no messages to {verb}")
    return source, records


def _send_all(call: Call, chat: Chat, records: list[Record], *, forwarding: bool) -> list[Json]:
    thread = call.thread(chat)
    for record in records:
        access.check_may_send(chat, call.bot, send_kind(record.body))
    if not records:
        raise bad_request("messages can't be forwarded")
    sent = []
    for group in by_album(records):
        contents = []
        for record in group:
            content = content_of(record.body)
            if not forwarding and call.args.flag("remove_caption"):
                content = (
                    media.replace_caption(record.body, {}) if "text" not in content else content
                )
            if forwarding:
                content["forward_origin"] = origin_of(record)
            contents.append(content)
        options = Options(
            silent=call.args.flag("disable_notification"),
            protected=call.args.flag("protect_content"),
            thread=thread,
        )
        if forwarding and len(group) == 1:
            options.markup = markup.only_urls(group[0].body.get("reply_markup"))
        sent += call.world.posting.post_album(chat, call.bot.id, contents, options)
    return [{"message_id": record.id} for record in sent]


def _forwarding(call: Call, record: Record, thread: int) -> Options:
    return Options(
        silent=call.args.flag("disable_notification"),
        protected=call.args.flag("protect_content"),
        markup=markup.only_urls(record.body.get("reply_markup")),
        origin=origin_of(record),
        thread=thread,
    )


def _protected(chat: Chat, record: Record) -> bool:
    return chat.protected or bool(record.body.get("has_protected_content"))
