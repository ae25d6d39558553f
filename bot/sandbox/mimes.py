"""What a file is called by its name's ending, alike on every machine."""

import mimetypes
from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
# Browsers and Telegram's apps know these; Python alone does not.
_KNOWN = mimetypes.MimeTypes()
for _ending, _mime in {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".webp": "image/webp",
}.items():
    _KNOWN.add_type(_mime, _ending)


def mime_of(name: str, told: str = UNKNOWN) -> str:
    """What the sender says, or else what the ending says."""
    if told != UNKNOWN:
        return told
    return _KNOWN.guess_type(PurePosixPath(name).name)[0] or UNKNOWN
