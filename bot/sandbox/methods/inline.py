"""answerInlineQuery: results read, checked, refused in the server's words.

Client.cpp `get_inline_query_results`, td InlineQueriesManager.cpp, and the data centre's constants
(core.telegram.org/method/messages.setInlineBotResults).
"""

import re
from typing import Any

from bot.sandbox import markup, media, texts
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.fields import field
from bot.sandbox.inline import Answer, Result
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.sending import item_flags, users
from bot.sandbox.shapes import Json, without_empty

_LIMIT = 50
_ID_LIMIT = 64  # bytes
_OFFSET_LIMIT = 64  # bytes
_CACHE_TIME = 300  # seconds
_DAY = 24 * 3600
_PREFIX = "can't parse InlineQueryResult: "
# Files that Telegram holds, by the result's type: their field and their kind here.
_CACHED = {
    "photo": ("photo_file_id", "photo"),
    "video": ("video_file_id", "video"),
    "document": ("document_file_id", "document"),
    "audio": ("audio_file_id", "audio"),
    "gif": ("gif_file_id", "animation"),
    "mpeg4_gif": ("mpeg4_file_id", "animation"),
    "voice": ("voice_file_id", "voice"),
}
_TITLED = {"video": "VIDEO_TITLE_EMPTY", "document": "FILE_TITLE_EMPTY"}


def answer_inline_query(call: Call) -> bool:
    """The results of one inline query."""
    args = call.args
    button = _read_button(call)
    items = _read_results(call)
    query_id = args.text("inline_query_id")
    call.world.inline.check(call.bot.id, query_id)
    results = tuple(_result(call, item) for item in items)
    _check_ids(results)
    offset = args.text("next_offset")
    if len(offset.encode()) > _OFFSET_LIMIT:
        raise bad_request("NEXT_OFFSET_INVALID")
    cache_time = args.integer("cache_time", _CACHE_TIME, 0, _DAY)
    answer = Answer(results, offset, button, cache_time, args.flag("is_personal"))
    call.world.inline.answer(call.bot.id, query_id, answer)
    return True


def _read_results(call: Call) -> list[Any]:
    try:
        items = call.args.json("results")
    except ValueError:
        raise bad_request("can't parse JSON encoded inline query results") from None
    if items is None:
        return []
    if not isinstance(items, list):
        raise bad_request("expected an Array of inline query results")
    if len(items) > _LIMIT:
        raise bad_request("too many inline query results specified")
    return items


def _read_button(call: Call) -> Json | None:
    shape = call.args.lenient_json("button")
    if not isinstance(shape, dict):
        return None
    if not isinstance(shape.get("text"), str):
        raise bad_request("can't parse InlineQueryResultsButton: can't find field \"text\"")
    if "web_app" in shape:
        return {"text": shape["text"], "web_app": shape["web_app"]}
    start = str(shape.get("start_parameter") or "")
    if not start:
        raise bad_request("can't use empty start_parameter")
    if len(start) > 64:
        raise bad_request("too long start_parameter specified")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", start):
        raise bad_request("unallowed characters in start_parameter are used")
    return {"text": shape["text"], "start_parameter": start}


def _check_ids(results: tuple[Result, ...]) -> None:
    for result in results:
        if not result.id:
            raise bad_request("RESULT_ID_EMPTY")
        if len(result.id.encode()) > _ID_LIMIT:
            raise bad_request("RESULT_ID_INVALID")
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")


def _result(call: Call, item: Any) -> Result:
    if not isinstance(item, dict):
        raise bad_request(f"{_PREFIX}Object expected")
    try:
        kind, name = field(item, "type", str), field(item, "id", str)
    except (TypeError, ValueError) as error:
        raise bad_request(f"{_PREFIX}{error}") from None
    keyboard = markup.read_shape(item.get("reply_markup"))
    markup.check_data(keyboard)
    if kind == "article":
        return _article(call, item, name, keyboard)
    if kind not in _CACHED:
        raise bad_request(f"{_PREFIX}unsupported type specified")
    return _file(call, item, kind, name, keyboard)


def _article(call: Call, item: Json, name: str, keyboard: Json | None) -> Result:
    title = item.get("title")
    if not isinstance(title, str):
        raise bad_request(f'{_PREFIX}can\'t find field "title"')
    if not title.strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    words = _message(call, item)
    if words is None:
        raise bad_request("inline message can't be empty")
    return Result(name, _shown(item, "article"), words, keyboard)


def _file(call: Call, item: Json, kind: str, name: str, keyboard: Json | None) -> Result:
    key, stored = _CACHED[kind]
    file_id = str(item.get(key) or "")
    if not file_id:
        raise bad_request("WEBDOCUMENT_URL_INVALID")  # the sandbox has no internet
    if kind in _TITLED and not str(item.get("title") or "").strip():
        raise bad_request(_TITLED[kind])
    held = media.reuse_content(call.world.files, stored, file_id, call.bot.id)
    content = _message(call, item) or held | _caption(call, item) | item_flags(item)
    return Result(name, {**_shown(item, kind), **held}, content, keyboard)


def _message(call: Call, item: Json) -> Json | None:
    """`input_message_content`; of its kinds the sandbox knows texts."""
    shape = item.get("input_message_content")
    if shape is None:
        return None
    if not isinstance(shape, dict) or not isinstance(shape.get("message_text"), str):
        raise bad_request("invalid inline message content specified")
    if not shape["message_text"]:
        raise bad_request("message text is empty")
    raw = texts.parse(
        shape["message_text"], str(shape.get("parse_mode") or ""), shape.get("entities")
    )
    try:
        fixed = texts.fix_text(raw)
    except ApiError as error:
        if error.description.endswith("message is too long"):
            raise bad_request("MESSAGE_TOO_LONG") from None
        raise
    preview = shape.get("link_preview_options")
    kept = without_empty(preview) if isinstance(preview, dict) else {}
    shown: Json = {"link_preview_options": kept} if kept else {}
    return media.text_content(fixed, users(call)) | shown


def _caption(call: Call, item: Json) -> Json:
    raw = texts.parse(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    fixed = texts.fix(raw)
    if len(fixed.text) > texts.CAPTION_LIMIT:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    return media.caption_content(fixed, users(call))


def _shown(item: Json, kind: str) -> Json:
    told = {key: str(item.get(key) or "") for key in ("title", "description", "url")}
    return {"kind": kind, **without_empty(told)}
