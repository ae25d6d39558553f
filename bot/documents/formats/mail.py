"""Letters (.eml) with what is attached, and web pages saved as one file (.mht)."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import MIMEPart
from typing import cast
from urllib.parse import unquote

from bot.documents import limits, refusals
from bot.documents.formats import article, extract, html
from bot.documents.formats.sheet import BOLD, Found, Runs
from bot.domain.document import Picture
from bot.domain.errors import InputError
from bot.domain.text import FormattedText, join

_SNAPSHOT = "Snapshot-Content-Location"
_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|ответ|пересл|hа)\s*:)+", re.IGNORECASE)
_LEAST_WORDS = 3  # of a subject that says something


def read(data: bytes, depth: int = 0) -> Found:
    """The letter's text, then the documents attached to it; pictures in their order."""
    letter = email.message_from_bytes(data, policy=policy.default)
    try:
        return _Letter(letter, depth).found()
    except (LookupError, ValueError, AttributeError, TypeError):
        raise refusals.broken() from None  # headers that contradict themselves


class _Letter:
    def __init__(self, letter: MIMEPart, depth: int) -> None:
        self._letter, self._depth = letter, depth
        self._body = letter.get_body(("html", "plain"))
        leaves = [part for part in _leaves(letter) if part is not self._body]
        self._placed = {address: part for part in leaves for address in _addresses(part)}
        self._leaves = leaves
        self._shown = set[int]()

    def found(self) -> Found:
        """All of it."""
        snapshot = self._letter.get(_SNAPSHOT)
        if snapshot:
            return self._page(str(snapshot))
        body, holder = self._text(), extract.Holder(self._depth)
        holder.pictures.extend(body.pictures)
        for part in self._leaves:
            if id(part) not in self._shown:
                _attach(part, holder)
        # A short letter only accompanies what is attached: it comes behind, as a signature does.
        attached = sum(len(text.text) for text in holder.texts)
        covering = len(body.text.text) < attached
        holder.texts.insert(len(holder.texts) if covering else 0, body.text)
        found = holder.found()
        subject = None if covering else self._subject(found.text.text)
        if subject:
            found.text = join([piece for piece in (subject, found.text) if piece], "\n\n")
        return found

    def _page(self, address: str) -> Found:
        """A saved web page: its article, the lead picture first."""
        if self._body is None:
            raise refusals.textless()
        root = html.parsed(_bytes(self._body), self._body.get_content_charset())
        story = article.of(root, address)
        if story is None:
            raise InputError("No article was found on the page. Copy its text and send it.")
        found = html.walked(story, self._resource)
        leads = [
            Picture(address.rpartition("/")[2], _bytes(part))
            for address, part in self._placed.items()
            if part.get_content_maintype() == "image" and id(part) not in self._shown
        ]
        found.pictures[:0] = leads
        return found

    def _text(self) -> Found:
        if self._body is None:
            return Found(FormattedText())
        data = _bytes(self._body)
        charset = self._body.get_content_charset()
        if self._body.get_content_subtype() == "html":
            return html.walked(html.parsed(data, charset), self._resource)
        runs = Runs()
        runs.add(html.decoded(data, charset).replace("\r\n", "\n"))
        return Found(runs.formatted())

    def _resource(self, address: str) -> bytes | None:
        part = self._placed.get(address) or self._placed.get(unquote(address))
        if part is None:
            return None
        self._shown.add(id(part))
        return _bytes(part)

    def _subject(self, text: str) -> FormattedText:
        """The subject as a headline, unless the text has it or it says nothing."""
        said = " ".join(_PREFIX.sub("", str(self._letter.get("Subject", ""))).split())
        known = _folded(said) in _folded(text)
        if len(said.split()) < _LEAST_WORDS or known:
            return FormattedText()
        runs = Runs()
        runs.add(said, frozenset({BOLD}))
        return runs.formatted()


def _attach(part: MIMEPart, holder: extract.Holder) -> None:
    name, mime = part.get_filename() or "", part.get_content_type()
    if mime.startswith("text/") and not name and part.get_content_disposition() is None:
        return  # another form of the body
    if mime == "message/rfc822":
        data = cast(list[MIMEPart], part.get_payload())[0].as_bytes()
    else:
        data = _bytes(part)
    if data:
        holder.add(name or "picture", data, mime)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _leaves(letter: MIMEPart) -> list[MIMEPart]:
    """The parts that hold something; a letter inside is one part."""
    found, waiting = list[MIMEPart](), [letter]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(cast(list[MIMEPart], part.get_payload())))
        elif part is not letter:
            found.append(part)
        if len(found) > limits.MEMBERS:
            raise refusals.excessive()
    return found


def _addresses(part: MIMEPart) -> list[str]:
    """How HTML calls the part."""
    name, place = part.get("Content-ID"), part.get("Content-Location")
    named = [f"cid:{str(name).strip().strip('<>')}"] if name else []
    return named + ([str(place).strip()] if place else [])


def _bytes(part: MIMEPart) -> bytes:
    return cast(bytes | None, part.get_payload(decode=True)) or b""
