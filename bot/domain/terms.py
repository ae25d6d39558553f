"""Words as they are looked for: lower case, «е» for «ё», Latin letters without their marks."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 64  # characters; what is longer is looked for in pieces

_TERM = re.compile(rf"[^\W_]{{1,{LONGEST}}}")
_TAG = re.compile(r"#\w+")
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def plain(text: str) -> str:
    """The text with one spelling for each letter but for its case and marks."""
    return unicodedata.normalize("NFC", text).replace("ё", "е").replace("Ё", "Е")


def fold(text: str) -> str:
    """The text in the one spelling that is looked for."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return _MARKED.sub(_bare, folded) if _MARKED.search(folded) else folded


def terms(text: str) -> list[str]:
    """The words of the text, folded, in their order."""
    return _TERM.findall(fold(text))


def tag_key(tag: str) -> str:
    """What a hashtag is looked for by: «#Что_Происходит» and «#чтопроисходит» are one."""
    return "#" + "".join(terms(tag))


def tags(text: str) -> list[str]:
    """The hashtags of a text as they are written, none twice."""
    found = dict[str, str]()
    for tag in _TAG.findall(text):
        key = tag_key(tag)
        if not key[1:].isdigit() and len(key) > 1:
            found.setdefault(key, tag)
    return list(found.values())


def _bare(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFKD", letter[0])[0]
