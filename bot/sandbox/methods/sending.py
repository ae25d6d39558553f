"""sendMessage, sendPhoto and the other methods that post one message or an album."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import access, markup, media, replies, texts
from bot.sandbox.chats import Chat
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import Upload
from bot.sandbox.methods.call import Call
from bot.sandbox.posting import Options
from bot.sandbox.shapes import Json, Users

_ALBUM_KINDS = frozenset({"photo", "video", "audio", "document"})
_VISUAL = frozenset({"photo", "video"})
_ABOUT = ("duration", "width", "height", "performer", "title")


def send_message(call: Call) -> Json:
    """Post a text."""
    return send(call, "text", text_reader(call))


def send_media(kind: str) -> Callable[[Call], Json]:
    """The method that posts media of this kind."""

    def method(call: Call) -> Json:
        source = call.args.file(kind)
        if not source:
            raise bad_request(f"there is no {kind} in the request")
        raw = read_caption(call)

        def content() -> Json:
            about = {name: call.args.text(name) for name in _ABOUT}
            return (
                media_content(call, kind, source, about)
                | media.caption_content(texts.fix_caption(raw), users(call))
                | flags(call.args.flag)
            )

        return send(call, kind, content)

    return method


def send_media_group(call: Call) -> list[Json]:
    """Post an album; nothing is posted unless every item is in order."""
    items = _read_album(call)
    options, chat = prepare(call, with_markup=False)
    for kind in {item["type"] for item in items}:
        access.check_may_send(chat, call.bot, kind)
    captions = [texts.fix_caption(_item_caption(item)) for item in items]
    contents = []
    for number, (item, caption) in enumerate(zip(items, captions, strict=True), 1):
        source = call.args.reference(str(item.get("media", "")))
        try:
            content = media_content(call, item["type"], source, item)
        except ApiError as error:
            told = error.description.removeprefix("Bad Request: ")
            raise bad_request(
                f'failed to send message #{number} with the error message "{told}"'
            ) from None
        content |= media.caption_content(caption, users(call))
        contents.append(content | item_flags(item))
    sent = call.world.posting.post_album(chat, call.bot.id, contents, options)
    return [call.shape(chat, record) for record in sent]


def send(call: Call, kind: str, content: Callable[[], Json]) -> Json:
    """Post one message; checks come in the order of the real server (bot-api.md §2, A-B-C)."""
    options, chat = prepare(call)
    access.check_may_send(chat, call.bot, kind)
    markup.check_for(chat, options.markup or options.keyboard)
    ready = content()
    markup.check_data(options.markup)
    return call.shape(chat, call.world.posting.post(chat, call.bot.id, ready, options))


def prepare(call: Call, *, with_markup: bool = True) -> tuple[Options, Chat]:
    """Reply, keyboard, chat: read and checked in this order."""
    wanted = replies.read(call.args)
    keyboard = markup.read(call.args) if with_markup else None
    chat = call.chat(write=True)
    thread = call.thread(chat)
    topic = call.direct_topic(chat)
    inline = markup.is_inline(keyboard)
    options = Options(
        silent=call.args.flag("disable_notification"),
        protected=call.args.flag("protect_content"),
        markup=keyboard if inline else None,
        keyboard=None if inline else keyboard,
        reply=replies.find(call.world.directory, call.bot, chat, wanted),
        thread=thread,
    )
    if topic:
        options.extra["direct_messages_topic"] = call.world.suggesting.topic(topic)
    markup.check_requests(chat, options.keyboard)
    return options, chat


def text_reader(call: Call) -> Callable[[], Json]:
    """The argument `text`: read now (layer A), made content once the chat is known."""
    text = call.args.text("text")
    if not text:
        raise bad_request("message text is empty")
    mode, marks = call.args.text("parse_mode"), call.args.lenient_json("entities")
    raw = texts.parse(text, mode, marks)

    def content() -> Json:
        return media.text_content(texts.fix_text(raw), users(call)) | link_preview(call)

    return content


def read_caption(call: Call) -> texts.Formatted:
    """The argument `caption`; layer A."""
    mode, marks = call.args.text("parse_mode"), call.args.lenient_json("caption_entities")
    return texts.parse(call.args.text("caption"), mode, marks)


def media_content(call: Call, kind: str, source: Upload | str, about: dict[str, Any]) -> Json:
    """Media from an upload, a file_id or a URL."""
    files = call.world.files
    if isinstance(source, Upload):
        return media.upload_content(files, kind, source, about)
    if not source:
        raise bad_request(f"there is no {kind} in the request")
    if "." in source:
        _refuse_url(source)
    return media.reuse_content(files, kind, source, call.bot.id, about)


def link_preview(call: Call) -> Json:
    """`link_preview_options` as the Message repeats them, also from the older argument."""
    options = call.args.lenient_json("link_preview_options")
    if not isinstance(options, dict):
        disabled = call.args.flag("disable_web_page_preview")
        options = {"is_disabled": True} if disabled else {}
    kept = {key: value for key, value in options.items() if value not in (None, "", False)}
    return {"link_preview_options": kept} if kept else {}


def flags(given: Callable[[str], bool]) -> Json:
    """The two switches of media that the Message repeats."""
    names = {
        "show_caption_above_media": "show_caption_above_media",
        "has_spoiler": "has_media_spoiler",
    }
    return {shown: True for name, shown in names.items() if given(name)}


def item_flags(item: Json) -> Json:
    """The same of an InputMedia."""
    return flags(lambda name: bool(item.get(name)))


def users(call: Call) -> Users:
    """Everybody who can be mentioned."""
    return call.world.directory.user_shapes()


def _refuse_url(url: str) -> None:
    """The sandbox has no internet: a well-formed address can't be fetched (errors 27, 29)."""
    if not url.startswith(("http://", "https://")):
        url = f"http://{url}"
    try:
        texts.check_url(url)
    except ValueError:
        raise bad_request("wrong HTTP URL specified") from None
    raise bad_request("failed to get HTTP URL content")


def _read_album(call: Call) -> list[Json]:
    try:
        items = call.args.json("media")
    except ValueError:
        raise bad_request("can't parse media JSON object") from None
    if items is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    if not items:
        raise bad_request("there are no messages to send")
    for item in items:
        if not isinstance(item, dict):
            raise bad_request("can't parse InputMedia: expected an Object")
        if item.get("type") not in _ALBUM_KINDS:
            raise bad_request("can't use the media of the specified type in the album")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and not kinds <= _VISUAL:
        odd = next(item["type"] for item in items if item["type"] not in _VISUAL)
        raise bad_request(f"{odd} can't be mixed with other media types")
    if len({bool(item.get("show_caption_above_media")) for item in items}) > 1:
        raise bad_request("parameter show_caption_above_media must be the same for all messages")
    return items


def _item_caption(item: Json) -> texts.Formatted:
    caption, mode = str(item.get("caption") or ""), str(item.get("parse_mode") or "")
    return texts.parse(caption, mode, item.get("caption_entities"))
