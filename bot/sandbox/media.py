"""The part of a Message that says something: text, or media with a caption."""

from typing import Any

from bot.sandbox import entities
from bot.sandbox.errors import bad_request
from bot.sandbox.files import FileStore, StoredFile, Upload
from bot.sandbox.shapes import CONTENT_KEYS, Json, Users, without_empty
from bot.sandbox.texts import Formatted

_CAPTION_KEYS = ("caption", "caption_entities", "show_caption_above_media")
_MIME = {"video": "video/mp4", "animation": "video/mp4", "audio": "audio/mpeg"}


def text_content(text: Formatted, users: Users) -> Json:
    """`text` and `entities`."""
    return _text("text", "entities", text, users)


def caption_content(text: Formatted, users: Users) -> Json:
    """`caption` and `caption_entities`; nothing for an empty caption."""
    return _text("caption", "caption_entities", text, users) if text.text else {}


def replace_caption(body: Json, caption: Json) -> Json:
    """A media message's content with another caption."""
    kept = {k: body[k] for k in CONTENT_KEYS if k in body and k not in _CAPTION_KEYS}
    return kept | caption


def upload_content(files: FileStore, kind: str, upload: Upload, about: Json | None = None) -> Json:
    """Keep an upload and describe it as media of this kind."""
    stored = files.add_photo(upload) if kind == "photo" else files.add(kind, upload)
    return describe(files, kind, stored, about or {})


def reuse_content(
    files: FileStore, kind: str, file_id: str, bot_id: int, about: Json | None = None
) -> Json:
    """Media that Telegram already has; its kind can't change (bot-api.md §2, error 25)."""
    stored = files.by_file_id(file_id, bot_id)
    if stored.kind != kind:
        raise bad_request(
            f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}"
        )
    return describe(files, kind, stored, about or {})


def describe(files: FileStore, kind: str, stored: StoredFile, about: dict[str, Any]) -> Json:
    """The Message's media field; `about` is what the sender said of it (width, title, ...)."""
    if kind == "photo":
        return {"photo": files.photo_sizes(stored)}
    named: Json = without_empty(
        {"file_name": stored.name, "mime_type": stored.mime or _MIME.get(kind)}
    )
    file = file_fields(stored)
    if kind == "document":
        return {"document": named | file}
    if kind == "voice":
        return {"voice": {"duration": _number(about, "duration")} | file}
    if kind == "audio":
        told = without_empty({key: about.get(key) for key in ("performer", "title")})
        return {"audio": {"duration": _number(about, "duration"), **told, **named, **file}}
    frame = {
        "duration": _number(about, "duration"),
        "width": _number(about, "width") or stored.width,
        "height": _number(about, "height") or stored.height,
    }
    if kind == "animation":
        # The real server names an animation twice, for clients older than animations.
        return {"animation": frame | named | file, "document": named | file}
    return {"video": frame | named | file}


def file_fields(stored: StoredFile) -> Json:
    """What every object with a file has; the file_id is each bot's own."""
    return {"file_unique_id": stored.unique_id, "file_size": stored.size}


def _text(text_key: str, entities_key: str, text: Formatted, users: Users) -> Json:
    content: Json = {text_key: text.text}
    shown = [entities.write(entity, users) for entity in text.entities]
    kept = [entity for entity in shown if entity is not None]
    if kept:
        content[entities_key] = kept
    return content


def _number(about: dict[str, Any], key: str) -> int:
    try:
        return max(0, int(about.get(key) or 0))
    except (TypeError, ValueError):
        return 0
