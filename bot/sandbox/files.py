"""Uploaded files: kept once, known by a stable file_unique_id, named anew for each bot."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from bot.sandbox import file_ids, images
from bot.sandbox.errors import bad_request
from bot.sandbox.mimes import UNKNOWN, mime_of
from bot.sandbox.shapes import Json
from bot.sandbox.storage import Storage

_PHOTO_LIMIT = 10 << 20  # bytes (bot-api.md §3)
_PHOTO_SUFFIXES = frozenset(
    {"", ".jpg", ".jpeg", ".gif", ".png", ".tif", ".tiff", ".bmp", ".webp"}
)
_GONE = "wrong file identifier/HTTP URL specified"


@dataclass(slots=True)
class Upload:
    """Bytes as they came in a request."""

    name: str
    data: bytes
    content_type: str = UNKNOWN


@dataclass(slots=True)
class StoredFile:
    """A file, or one size of a photo, without its bytes."""

    unique_id: str
    kind: str
    blob: str
    path: str
    size: int
    name: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0
    sizes: list[str] = field(default_factory=list)
    """Of a photo: the file_unique_ids of all its sizes, smallest first."""


class FileStore:
    """All files of the sandbox."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._files = {key: StoredFile(**saved) for key, saved in storage.load("file")}
        self._paths = {stored.path: stored for stored in self._files.values()}

    def add_photo(self, upload: Upload) -> StoredFile:
        """Keep a picture in all its sizes; returns the largest."""
        size = _check_photo(upload)
        blob = self._keep(upload.data)
        made = [
            self._register(
                StoredFile(
                    unique_id=_unique_id() + letter,
                    kind="photo",
                    blob=blob,
                    path="",
                    size=len(upload.data),
                    mime="image/png" if upload.data.startswith(b"\x89PNG") else "image/jpeg",
                    width=width,
                    height=height,
                ),
                "photos",
                ".jpg",
            )
            for letter, width, height in images.scaled(*size)
        ]
        for stored in made:
            stored.sizes = [each.unique_id for each in made]
            self._save(stored)
        return made[-1]

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep any other file."""
        if not upload.data:
            raise bad_request("file must be non-empty")
        width, height = images.dimensions(upload.data) or (0, 0)
        stored = StoredFile(
            unique_id=_unique_id(),
            kind=kind,
            blob=self._keep(upload.data),
            path="",
            size=len(upload.data),
            name=upload.name,
            mime=mime_of(upload.name, upload.content_type),
            width=width,
            height=height,
        )
        return self._register(stored, f"{kind}s", PurePosixPath(upload.name).suffix)

    def by_file_id(self, file_id: str, bot_id: int) -> StoredFile:
        """The file that a bot names; another bot's name for it is worth nothing."""
        _, owner, unique_id = file_ids.decode(file_id)
        stored = self._files.get(unique_id)
        if stored is None or owner != bot_id:
            raise bad_request(_GONE)
        return stored

    def by_unique_id(self, unique_id: str) -> StoredFile | None:
        """The file, for the people's side."""
        return self._files.get(unique_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file behind a `file_path` of getFile."""
        return self._paths.get(path)

    def data(self, stored: StoredFile) -> bytes:
        """The bytes."""
        return self._storage.blob(stored.blob)

    def photo_sizes(self, stored: StoredFile) -> list[Json]:
        """The photo as an array of PhotoSize, still without file_id."""
        return [_size_shape(self._files[unique_id]) for unique_id in stored.sizes]

    def for_bot(self, shape: Json, bot_id: int) -> Json:
        """The same Telegram object with the bot's file_id on every file in it."""

        def name(file: Json) -> Json:
            stored = self._files[file["file_unique_id"]]
            return {"file_id": file_ids.encode(stored.kind, bot_id, stored.unique_id), **file}

        result: Json = _on_files(shape, name)
        return result

    def for_person(self, shape: Json) -> Json:
        """The same Telegram object with a URL that the page can GET on every file in it."""
        result: Json = _on_files(
            shape, lambda file: {**file, "url": f"/sandbox/files/{file['file_unique_id']}"}
        )
        return result

    def _keep(self, data: bytes) -> str:
        key = secrets.token_hex(8)
        self._storage.put_blob(key, data)
        return key

    def _register(self, stored: StoredFile, folder: str, suffix: str) -> StoredFile:
        stored.path = f"{folder}/file_{len(self._files)}{suffix}"
        self._files[stored.unique_id] = stored
        self._paths[stored.path] = stored
        self._save(stored)
        return stored

    def _save(self, stored: StoredFile) -> None:
        self._storage.put("file", stored.unique_id, asdict(stored))


def _unique_id() -> str:
    return "AQAD" + secrets.token_urlsafe(9)


def _size_shape(stored: StoredFile) -> Json:
    return {
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "width": stored.width,
        "height": stored.height,
    }


def _check_photo(upload: Upload) -> tuple[int, int]:
    """Telegram's demands on a photo (bot-api.md §2, errors 30 and 31)."""
    size = len(upload.data)
    if not size:
        raise bad_request("file must be non-empty")
    if PurePosixPath(upload.name).suffix.lower() not in _PHOTO_SUFFIXES:
        raise bad_request(
            "photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp"
        )
    if size > _PHOTO_LIMIT:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo;"
            f" the maximum size is {_PHOTO_LIMIT} bytes"
        )
    found = images.dimensions(upload.data)
    if found is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = found
    if min(found) < 1 or width + height > 10_000 or max(found) > 20 * min(found):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return found


def _on_files(value: Any, change: Callable[[Json], Json]) -> Any:
    if isinstance(value, list):
        return [_on_files(item, change) for item in value]
    if isinstance(value, dict):
        shape = {key: _on_files(item, change) for key, item in value.items()}
        return change(shape) if "file_unique_id" in shape else shape
    return value
