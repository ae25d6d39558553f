"""URL buttons under a post, and how an editor writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain import limits
from bot.domain.edits import characters
from bot.domain.errors import InputError
from bot.domain.text import FormattedText

# «A — https://a.ru; B — https://b.ru» or with «&&»: one row.
_NEIGHBOUR = re.compile(r"\s*(?:;|&&)\s+|\s+(?:;|&&)\s*")
_GLUED = re.compile(r"(?<=[—–|:])(?=(?:https?|tg)://)", re.IGNORECASE)
_NAME = re.compile(r"@[A-Za-z]\w{3,31}", re.ASCII)
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]+(?::\d+)?(?:[/?#]\S*)?")
_UNSAFE = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")
_BETWEEN = " \t\u00a0—–-|:"  # what parts a label from its address
_NONE = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class UrlButton:
    """A button that opens an address; `text` is its label."""

    text: str
    url: str


Keyboard = tuple[tuple[UrlButton, ...], ...]  # rows from above, buttons from the left


def read_keyboard(said: FormattedText) -> Keyboard:
    """The buttons that an editor wrote: a row on each line, «-» for none.

    A button is a label and an address in any order, «Подробнее — https://b.ru» or
    «Подробнее | b.ru», an address alone, which is labelled by its host, or linked words. Raises
    InputError for anything else and beyond Telegram's limits.
    """
    if said.text.strip() in _NONE:
        return ()
    rows = [_row(line.strip()) for line in said.lines() if line.text.strip()]
    if sum(map(len, rows)) > limits.BUTTONS:
        raise InputError(
            "A post has at most {limit} buttons. Leave some of them out.", limit=limits.BUTTONS
        )
    return tuple(rows)


def _row(line: FormattedText) -> tuple[UrlButton, ...]:
    at = characters(line.text)
    links = [
        _button(line.text[at(entity.offset) : at(entity.end)], entity.url)
        for entity in line.entities
        if entity.type == "text_link" and entity.url
    ]
    row = links or [_read(said) for said in _NEIGHBOUR.split(line.text) if said.strip(" ;&")]
    if len(row) > limits.BUTTONS_IN_ROW:
        raise InputError(
            "At most {limit} buttons fit beside each other. Write the next ones on a new line.",
            limit=limits.BUTTONS_IN_ROW,
        )
    return tuple(row)


def _read(said: str) -> UrlButton:
    words = _GLUED.sub(" ", said).strip(" \t;").split()
    for address, label in ((words[-1], words[:-1]), (words[0], words[1:])):
        if "://" in address or _NAME.fullmatch(address) or _BARE.fullmatch(address):
            return _button(" ".join(label).strip(_BETWEEN), address)
    raise InputError(
        '"{line}" is no button. Write a label and an address, for example "More — example.org".',
        line=said.strip(),
    )


def _button(label: str, said: str) -> UrlButton:
    address = f"https://t.me/{said[1:]}" if said.startswith("@") else said
    address = address if "://" in address else f"https://{address}"
    host = _host(address)
    if host is None or len(address) > limits.BUTTON_URL:
        raise InputError(
            'The address "{address}" can\'t be opened. Copy it from the browser as a whole.',
            address=said
            if len(said) <= limits.BUTTON_LABEL
            else said[: limits.BUTTON_LABEL] + "…",
        )
    words = " ".join(label.split()) or host[: limits.BUTTON_LABEL]
    if len(words) > limits.BUTTON_LABEL:
        raise InputError(
            'The label "{label}" is too long: a button has room for {limit} characters.',
            label=words,
            limit=limits.BUTTON_LABEL,
        )
    return UrlButton(words, address)


def _host(address: str) -> str | None:
    """The host as people read it; None for what Telegram would refuse (bot-api.md §2, 32)."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if _UNSAFE.search(address) or not host:
        return None
    if parts.scheme == "tg":
        return "Telegram"
    if parts.scheme not in {"http", "https"} or "." not in host.strip("."):
        return None
    with suppress(UnicodeError):  # it may be written in its own letters already
        host = host.encode("ascii").decode("idna")
    return host.removeprefix("www.")
