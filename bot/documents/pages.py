"""A web page as one file: its HTML and its lead picture in an .mht, as browsers save them."""

from __future__ import annotations

import html
import re
from email import policy
from email.message import EmailMessage

from yarl import URL

_HEAD = 200_000  # bytes in which a page names its picture
_META = re.compile(rb"<meta\s[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(property|name|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_SHOWN = re.compile(  # the photo of a Telegram post
    rb"tgme_widget_message_photo_wrap[^<>]{1,800}?url\('([^'()\s]{1,800})'\)"
)
_POST = re.compile(r"/(?:s/)?([A-Za-z]\w{3,31})/(\d{1,10})")
_TELEGRAM = frozenset({"t.me", "telegram.me", "www.t.me"})


def preview_of(address: URL) -> URL:
    """A post of a public channel has a page that shows it; other addresses stay as they are."""
    match = _POST.fullmatch(address.path.rstrip("/"))
    if address.host not in _TELEGRAM or not match:
        return address
    return URL(f"{address.origin()}/{match[1]}/{match[2]}?embed=1&mode=tme")


def lead_picture(page: bytes, address: URL) -> URL | None:
    """The address of the picture that a page (`og:image`) or a Telegram post shows."""
    for tag in _META.findall(page[:_HEAD]):
        said = {
            name.lower(): double or single
            for name, double, single in _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
        }
        if (said.get("property") or said.get("name") or "").lower() == "og:image":
            return _joined(address, said.get("content", ""))
    shown = _SHOWN.search(page[:_HEAD])
    return _joined(address, shown[1].decode("utf-8", "replace")) if shown else None


def _joined(address: URL, said: str) -> URL | None:
    try:
        found = address.join(URL(html.unescape(said).strip()))
    except ValueError:
        return None
    return found if found.scheme in ("http", "https") and not found.user else None


def saved(address: URL, page: bytes, mime: str, lead: URL | None, picture: bytes | None) -> bytes:
    """The page and its lead picture in one file."""
    letter = EmailMessage(policy.SMTP)
    letter["Snapshot-Content-Location"] = str(address)
    letter["MIME-Version"] = "1.0"
    letter.make_related()
    _attach(letter, page, mime, str(address))
    if lead is not None and picture is not None:
        _attach(letter, picture, "image/jpeg", str(lead))
    return letter.as_bytes()


def _attach(letter: EmailMessage, data: bytes, mime: str, location: str) -> None:
    part = EmailMessage(policy.SMTP)
    maintype, _, subtype = mime.partition("/")
    part.set_content(data, maintype, subtype, cte="base64")
    part["Content-Location"] = location
    letter.attach(part)
