"""What a person's app does before it sends: texts are cut, files are put into albums."""

from bot.sandbox import cutting, entities, images, media, texts
from bot.sandbox.errors import ApiError, PersonError
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.mimes import mime_of
from bot.sandbox.shapes import Json

_ALBUM = 10
_VISUAL = frozenset({"photo", "video"})


def messages(text: str, marks: list[Json] | None) -> list[texts.Formatted]:
    """The texts that are sent, none empty.

    Cut comes before cleaning: Telegram cleans one message at a time and drops what lies
    beyond 35,000 bytes of it (MessageEntity.cpp, `clean_input_string`).
    """
    try:
        raw = texts.Formatted(text, entities.read(marks))
        fixed = [texts.fix(piece) for piece in cutting.pieces(raw)]
    except ApiError:
        raise _text_refused() from None
    return [piece for piece in fixed if piece.text]


def one(text: str, marks: list[Json] | None, limit: int) -> texts.Formatted:
    """A text that has to fit into one message, such as an edit."""
    try:
        fixed = texts.fix(texts.Formatted(text, entities.read(marks)))
    except ApiError:
        raise _text_refused() from None
    if len(fixed.text) > limit:
        raise PersonError(f"Текст длиннее {limit} знаков. Сократите его.")
    return fixed


def albums(files: FileStore, uploads: list[Upload], *, as_documents: bool) -> list[list[Json]]:
    """Pictures and videos go together, up to ten; so do documents, and so does music."""
    found: list[list[Json]] = []
    present = None
    for upload in uploads:
        kind = "document" if as_documents else _kind_of(upload)
        album = "visual" if kind in _VISUAL else kind
        if album != present or len(found[-1]) == _ALBUM:
            found.append([])
            present = album
        found[-1].append(_content(files, kind, upload))
    return found


def _content(files: FileStore, kind: str, upload: Upload) -> Json:
    if not upload.data:
        raise PersonError(f"Файл «{upload.name}» пуст. Выберите другой.")
    try:
        return media.upload_content(files, kind, upload)
    except ApiError:
        raise PersonError(
            f"«{upload.name}» не отправить как фото. Отметьте «Без сжатия» и отправьте снова."
        ) from None


def _kind_of(upload: Upload) -> str:
    kind = mime_of(upload.name, upload.content_type)
    if kind == "image/gif":
        return "animation"
    if kind.startswith("image/") and images.dimensions(upload.data):
        return "photo"
    family = kind.split("/")[0]
    return family if family in ("video", "audio") else "document"


def _text_refused() -> PersonError:
    return PersonError("Такой текст не отправить: в нём испорченные знаки. Скопируйте его заново.")
