"""Pictures as Telegram takes them for photos (bot-api.md §1)."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.documents import limits
from bot.domain.document import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = (90, 80, 65)
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


def presentable(found: Iterable[Picture]) -> tuple[Picture, ...]:
    """The pictures worth offering, each once; what a logo, a tracker or broken is, is left out."""
    seen, shown = set[bytes](), list[Picture]()
    for picture in found:
        digest = hashlib.sha256(picture.data).digest()
        if digest in seen:
            continue
        seen.add(digest)
        photo = _photo(picture)
        if photo is not None:
            shown.append(photo)
        if len(shown) == limits.PICTURES:
            break
    return tuple(shown)


def _photo(picture: Picture) -> Picture | None:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = limits.PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # broken EXIF and the like
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(picture.data), formats=_FORMATS) as image:
                if not _worth(*image.size):
                    return None
                image.draft("RGB", (limits.LONG_SIDE, limits.LONG_SIDE))
                turned = ImageOps.exif_transpose(image)
                turned.thumbnail((limits.LONG_SIDE, limits.LONG_SIDE))
                return _encoded(turned, picture.name, lossless=image.format == "PNG")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning):
        return None  # a picture that can't be shown is no reason to refuse the text


def _worth(width: int, height: int) -> bool:
    short, long = sorted((width, height))
    return short >= limits.SHORT_SIDE and long <= short * limits.PHOTO_RATIO


def _encoded(image: Image, name: str, *, lossless: bool) -> Picture | None:
    """The picture written anew, so without EXIF; a PNG stays one while it is small enough."""
    stem = PurePath(name.replace("\\", "/")).stem or "photo"
    if lossless:
        data = _written(_bare(image, "RGBA" if image.has_transparency_data else "RGB"), "PNG")
        if len(data) <= limits.PHOTO_BYTES // 2:
            return Picture(f"{stem}.png", data)
    for quality in _QUALITY:
        data = _written(_opaque(image), "JPEG", quality=quality)
        if len(data) <= limits.PHOTO_BYTES:
            return Picture(f"{stem}.jpg", data)
    return None


def _written(image: Image, form: str, **options: int) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def _bare(image: Image, mode: str) -> Image:
    """The pixels alone; `info` holds EXIF, profiles and comments."""
    plain = image.convert(mode)
    plain.info = {}
    return plain


def _opaque(image: Image) -> Image:
    """On white: JPEG knows no transparency."""
    from PIL import Image as Images

    if not image.has_transparency_data:
        return _bare(image, "RGB")
    layered = image.convert("RGBA")
    ground = Images.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground
